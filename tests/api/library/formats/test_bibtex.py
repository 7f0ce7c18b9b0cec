"""BibTeX, as people and programs write it."""

from api.library.formats import bibtex
from api.library.resource import Contributor, Rights

FILE = r"""
@string{jc = "Journal of Care"}
@article{care,
  title = {{Care} {\&} co-ops: 100% ours, J{\"o}rg said},
  author = {{Sensorica, Inc.} and Trebor Scholz and van Dijck, Jos\'e and World Health Organization},
  journal = jc,
  year = 2021, month = mar,
  url = {https://example.org/a\_b},
  keywords = {Governance, bees},
  pages = {5--9},
  copyright = {CC BY-SA 4.0}
}
@book{care, title = {Of the same key}, howpublished = "\url{https://example.org/2}"}
@book{open, title = {No end, url = {https://example.org/3}
@misc{twice, title = {One}, title = {Two}, url = {https://example.org/4}}
@online{last, title = {Last}, url = {https://example.org/5}}
"""


def test_a_file_is_read_entry_by_entry():
    reading = bibtex.read(FILE, "list.bib")
    first, second, last = reading.resources
    assert first.title == "Care & co-ops: 100% ours, Jörg said"
    assert first.authors == (
        Contributor("Sensorica, Inc.", organisation=True),
        Contributor("Scholz", "Trebor"),
        Contributor("van Dijck", "José"),
        Contributor("World Health Organization", organisation=True),
    )
    assert (first.publication, first.published, first.link) == ("Journal of Care", "2021-03", "https://example.org/a_b")
    assert (first.rights, first.terms.topics, first.keywords) == (Rights.CC_BY_SA, ("governance",), ("bees",))
    assert (second.title, second.link) == ("Of the same key", "https://example.org/2")
    assert last.terms.formats == ("website",)
    assert [(fault.where, fault.field) for fault in reading.faults] == [
        ("list.bib line 14", "entry"),
        ("list.bib line 15", "fields"),
    ]
    assert [(fault.field, fault.value) for fault in reading.left] == [("pages", "5--9")]
