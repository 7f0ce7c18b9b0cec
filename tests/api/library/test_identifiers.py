"""Identifiers: checked, and in one form."""

import pytest

from api.library.identifiers import IdentifierError, doi, faults, isbn, issn, numbers_in
from api.library.resource import Resource


@pytest.mark.parametrize(
    "told",
    ["10.1177/0896920519870577", "https://doi.org/10.1177/0896920519870577", "doi: 10.1177/0896920519870577."],
)
def test_a_doi_has_one_form(told):
    assert doi(told) == "10.1177/0896920519870577"


def test_capitals_of_a_doi_mean_nothing_and_an_address_is_decoded():
    assert doi("http://dx.doi.org/10.1000/ABC%3C1%3E") == "10.1000/abc<1>"


@pytest.mark.parametrize("told", ["978-1-68219-062-3", "1-68219-062-5", "ISBN 9781682190623", "urn:ISBN:9781682190623"])
def test_an_isbn_has_thirteen_digits(told):
    assert isbn(told) == "9781682190623"


@pytest.mark.parametrize("told", ["20493630", "2049-3630", "ISSN 2049-3630", "urn:issn:2049-3630"])
def test_an_issn_has_a_hyphen(told):
    assert issn(told) == "2049-3630"


@pytest.mark.parametrize(
    ("read", "told", "reason"),
    [
        (isbn, "978-1-68219-062-4", "its last digit does not fit the others"),
        (isbn, "97816821906", "has not as many digits as it needs"),
        (issn, "2049-3631", "its last digit does not fit the others"),
        (doi, "11.1000/182", "is no DOI"),
        (doi, "10.1000", "is no DOI"),
    ],
)
def test_what_is_wrong_is_told_with_its_value_and_the_next_step(read, told, reason):
    with pytest.raises(IdentifierError, match=reason) as caught:
        read(told)
    assert repr(told) in str(caught.value)
    assert ("copy it" in str(caught.value)) or ("give one" in str(caught.value))


def test_several_numbers_and_words_stand_in_one_cell():
    assert numbers_in("978-1-68219-062-3 (pbk.), 9789241515863") == ("978-1-68219-062-3", "9789241515863")
    assert numbers_in("978 1 68219 062 3") == ("978 1 68219 062 3",)
    assert numbers_in("") == ()
    assert numbers_in("unknown") == ("unknown",)  # so that it is told, and not lost


def test_a_resource_is_told_which_form_to_write():
    told = list(faults(Resource(link="https://a.coop", isbn=("978-1-68219-062-3",), doi="10.1000/X", issn=("1",))))
    assert [(fault.field, fault.value) for fault in told] == [
        ("doi", "10.1000/X"),
        ("isbn", "978-1-68219-062-3"),
        ("issn", "1"),
    ]
    assert told[0].remedy == "write it as 10.1000/x"
    assert told[1].remedy == "write it as 9781682190623"
