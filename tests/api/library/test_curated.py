"""Curated lists in Markdown."""

import pytest

from api.library import curated
from api.library.exchange import WRITTEN, read, write
from api.library.resource import Contributor, Resource, Terms
from tests.realdata import files

LIST = """\
# Care list

1. [Books](#books)

| Co-op | Where |
|---|---|
| [Bees](https://bees.coop) | Vic |

## Resources

### Books

* [Care for All](https://example.org/care) by Ana Puig and Eva Roig
* [Hands On](https://example.org/hands) by Ana D. Puig - How to lift
  with [a hoist](https://example.org/hoist).
* [Old](https://example.org/old), 2009

### Handbooks / Guides

- [Start](https://example.org/start) - By Two Words.
    - [Discussion](https://example.org/talk)
- [How we pay](https://example.org/pay): fair & [open] (by the Collective for Care, Ltd)
- Nothing to follow
- [Mail us](mailto:care@example.org)

## Elsewhere

* Puig, A. (2020). Care. <https://example.org/chapter> A chapter.
"""


def test_every_point_is_a_resource_with_all_its_words():
    reading = curated.read(LIST, "list.md")
    book, guide = Terms(formats=("book",)), Terms(formats=("guide",))
    assert reading.resources == (
        Resource(
            link="https://example.org/care",
            title="Care for All",
            authors=(Contributor("Puig", "Ana"), Contributor("Roig", "Eva")),
            terms=book,
        ),
        Resource(
            link="https://example.org/hands",
            title="Hands On",
            summary="by Ana D. Puig - How to lift with a hoist (https://example.org/hoist).",
            authors=(Contributor("Puig", "Ana D."),),
            terms=book,
        ),
        Resource(link="https://example.org/old", title="Old", published="2009", terms=book),
        Resource(
            link="https://example.org/start",
            title="Start",
            authors=(Contributor("Two Words", organisation=True),),
            terms=guide,
        ),
        Resource(
            link="https://example.org/talk",
            title="Start: Discussion",
            short_title="Discussion",
            terms=guide,
        ),
        Resource(
            link="https://example.org/pay",
            title="How we pay",
            summary="fair & [open] (by the Collective for Care, Ltd)",
            authors=(Contributor("Collective for Care, Ltd", organisation=True),),
            terms=guide,
        ),
        Resource(
            link="https://example.org/chapter",
            title="Puig, A. (2020). Care.",
            summary="A chapter.",
            keywords=("Elsewhere",),
        ),
    )
    assert [(fault.where, fault.field) for fault in reading.faults] == [
        ("list.md line 23", "link"),
        ("list.md line 24", "link"),
    ]


def test_only_some_headings_may_be_wanted():
    assert [one.title for one in curated.read(LIST, sections=["books"]).resources] == [
        "Care for All",
        "Hands On",
        "Old",
    ]
    assert len(curated.read(LIST, sections=["Resources"]).resources) == 6


@pytest.mark.parametrize("format", WRITTEN)
@pytest.mark.parametrize("path", files("library", "tech-coops.md"))
def test_a_real_list_goes_in_and_comes_out_with_nothing_lost(path, format):
    reading = curated.read(path.read_text(), path.name)
    assert (len(reading.found), reading.faults, reading.left) == (64, (), ())
    assert len(curated.read(path.read_text(), sections=["Resources"]).found) == 39
    again = read(write(reading.resources, format), format, "file")
    assert (again.faults, again.left) == ((), ())
    assert again.resources == reading.resources


@pytest.mark.parametrize("path", files("library", "tech-coops.md"))
def test_a_real_list_is_filed_by_its_headings(path):
    found = {one.title: one for one in curated.read(path.read_text()).resources}
    assert found["Cobudget"].terms.formats == ("tool",)
    assert found["Patterns for Decentralised Organising"].authors == (Contributor("Bartlett", "Richard D."),)
    assert found["Coopensation"].terms.topics == ("finance", "pay")
