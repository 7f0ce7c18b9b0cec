"""CSL-JSON, as reference managers write it."""

import json

import pytest

from api.library.formats import csl
from api.library.resource import Contributor, Resource
from engine.errors import DataError
from tests.api.library.resources import full


def read(*items: object):
    return csl.read(json.dumps(items), "list.json")


def test_an_item_of_a_reference_manager_is_read():
    item = {
        "id": "x",
        "type": "article-journal",
        "title": "Care co-ops",
        "author": [
            {"family": "Dijck", "given": "José", "non-dropping-particle": "van"},
            {"literal": "Sensorica, Inc."},
            {"family": "World Health Organization"},
        ],
        "issued": {"date-parts": [[2021, "3"]]},
        "DOI": "https://doi.org/10.1000/ABC",
        "volume": 12,
        "accessed": {"date-parts": [[2022]]},
    }
    reading = read(item)
    (resource,) = reading.resources
    assert resource.authors == (
        Contributor("van Dijck", "José"),
        Contributor("Sensorica, Inc.", organisation=True),
        Contributor("World Health Organization", organisation=True),
    )
    assert (resource.published, resource.doi, resource.link) == (
        "2021-03",
        "10.1000/abc",
        "https://doi.org/10.1000/abc",
    )
    assert resource.terms.formats == ("paper",)
    assert [(fault.field, fault.value) for fault in reading.left] == [("volume", 12)]


def test_an_item_with_faults_stops_no_other():
    reading = read(
        "no item", {"URL": "https://a.coop", "author": [7], "issued": {"season": 1}}, {"URL": "https://b.coop"}
    )
    assert [resource.link for resource in reading.resources] == ["https://b.coop"]
    assert [(fault.where, fault.field) for fault in reading.faults] == [
        ("list.json item 1", "item"),
        ("list.json item 2", "author"),
        ("list.json item 2", "issued"),
    ]


def test_half_a_letter_is_refused():
    (fault,) = csl.read('[{"URL": "https://a.coop", "title": "\\ud800"}]').faults
    assert "half a letter" in fault.remedy


@pytest.mark.parametrize("text", ["[", "7", "[" * 100_000])
def test_what_is_no_list_is_refused(text):
    with pytest.raises(DataError):
        csl.read(text)


def test_two_items_have_two_ids():
    (one, other) = json.loads(csl.write([full(), full()]))
    assert (one["id"], other["id"]) == ("puig2021", "puig2021-2")
    assert Resource(link=one["URL"]).link == full().link
