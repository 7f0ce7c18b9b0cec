"""RIS, as catalogues write it."""

import pytest

from api.library.formats import ris
from api.library.resource import Contributor
from engine.errors import DataError

CATALOGUE = """\
1.
TY  - JOUR
A1  - Puig, Maria
AU  - Sensorica, Inc.
T1  - Care co-ops
JO  - Journal of Care
Y1  - 2021/03//
SN  - 2049-3630
UR  - https://example.org/a;b
N2  - First line
of two.
KW  - Governance
KW  - bees
VL  - 12
ER  -

TY  - BOOK
TI  - Broken
SN  - 9781682190624
UR  - https://example.org/2
ER  -
TY  - ELEC
TI  - Without an end
UR  - https://example.org/3
"""


def test_a_catalogue_is_read_record_by_record():
    reading = ris.read(CATALOGUE.replace("\n", "\r\n"), "list.ris")
    first, last = reading.resources
    assert first.authors == (Contributor("Sensorica, Inc.", organisation=True), Contributor("Puig", "Maria"))
    assert (first.title, first.publication, first.published) == ("Care co-ops", "Journal of Care", "2021-03")
    assert (first.issn, first.link, first.summary) == (("2049-3630",), "https://example.org/a;b", "First line of two.")
    assert (first.terms.topics, first.terms.formats, first.keywords) == (("governance",), ("paper",), ("bees",))
    assert last.title == "Without an end"
    assert [(fault.where, fault.field, fault.value) for fault in reading.faults] == [
        ("list.ris line 17", "isbn", "9781682190624")
    ]
    assert [(fault.field, fault.value) for fault in reading.left] == [("VL", "12")]


def test_other_text_is_refused():
    with pytest.raises(DataError, match="TY  - BOOK"):
        ris.read("Dear colleagues")
