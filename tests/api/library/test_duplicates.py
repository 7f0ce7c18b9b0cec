"""The same resource is found by more than its title, and it is told by what."""

import pytest

from api.library.duplicates import By, Known, duplicates
from api.library.resource import Resource

HERE = Resource(
    link="https://example.org/hoists",
    title="Hoists at Home",
    published="2021-03",
    doi="10.1000/182",
    isbn=("9781682190623",),
)
KNOWN = Known([("first", HERE)])


@pytest.mark.parametrize(
    ("resource", "by"),
    [
        (Resource(link="https://other.org", title="Another title", doi="10.1000/182"), By.DOI),
        (Resource(link="https://other.org", isbn=("9789241515863", "9781682190623")), By.ISBN),
        (Resource(link="http://www.example.org/hoists/?utm_source=x", title="Another title"), By.LINK),
        (Resource(link="https://other.org", title="HOISTS at home!", published="2021"), By.TITLE),
        (Resource(link="http://example.org/hoists", doi="10.1000/182", isbn=("9781682190623",)), By.DOI),
    ],
)
def test_it_is_found_by_the_surest_that_both_have(resource, by):
    same = KNOWN.find(resource)
    assert same is not None
    assert (same.key, same.by, same.resource) == ("first", by, HERE)


@pytest.mark.parametrize(
    "resource",
    [
        Resource(link="https://other.org", title="Hoists at Home", published="2022"),
        Resource(link="https://other.org", title="Hoists at Home"),
        Resource(link="https://other.org/hoists", title="Hoists"),
        Resource(link="https://other.org", isbn=("9781682190623",), doi="10.1000/182.chapter-3"),
    ],
    ids=["another year", "no year", "another page", "a chapter of the book, with a DOI of its own"],
)
def test_what_is_another_resource_is_left_alone(resource):
    assert KNOWN.find(resource) is None


def test_titles_without_a_year_are_no_duplicates():
    handbooks = [(link, Resource(link=link, title="Handbook")) for link in ("https://a.coop", "https://b.coop")]
    assert list(duplicates(handbooks)) == []


def test_a_list_tells_what_stands_in_it_twice():
    once, twice, new = (
        ("a", HERE),
        ("b", Resource(link="https://example.org/hoists/")),
        ("c", Resource(link="https://c.org")),
    )
    assert [(key, same.key, same.by) for key, same in duplicates([once, twice, new])] == [("b", "a", By.LINK)]
