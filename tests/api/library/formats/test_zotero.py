"""Zotero's CSV, as Zotero itself writes it."""

import csv
import io
from typing import Any

import pytest

from api.library.formats import zotero
from api.library.resource import Contributor, Resource, Rights, Terms
from engine.errors import DataError

HEADER = "Key,Item Type,Author,Title,ISBN,DOI,Url,Date,Pages,Rights,Extra,Manual Tags"


def sheet(*rows: dict[Any, str]) -> str:
    out = io.StringIO(newline="")
    lines = csv.DictWriter(out, HEADER.split(","), restval="")
    lines.writeheader()
    lines.writerows(rows)
    return out.getvalue()


def test_an_export_of_zotero_is_read():
    row = {
        "Key": "ABCD2345",
        "Item Type": "book",
        "Author": "Scholz, Trebor; Sensorica, Inc.",
        "Title": "Ours to Hack and to Own",
        "ISBN": "978-1-68219-062-3 (pbk.)",
        "Url": "https://example.org/ours",
        "Date": "August 2016",
        "Rights": "All rights reserved by OR Books",
        "Manual Tags": "Platform cooperativism; my shelf",
    }
    (resource,) = zotero.read(sheet(row)).resources
    assert resource == Resource(
        link="https://example.org/ours",
        title="Ours to Hack and to Own",
        authors=(Contributor("Scholz", "Trebor"), Contributor("Sensorica, Inc.", organisation=True)),
        published="2016-08",
        isbn=("9781682190623",),
        rights=Rights.ALL_RESERVED,
        rights_text="All rights reserved by OR Books",
        terms=Terms(topics=("platform-cooperativism",), formats=("book",)),
        keywords=("my shelf",),
    )


def test_a_row_with_faults_stops_no_other_and_each_fault_is_told():
    reading = zotero.read(
        sheet(
            {"Title": "First", "Url": "https://example.org/1"},
            {"Title": "Second", "Url": "example.org", "ISBN": "9781682190624", "Date": "soon"},
            {"Title": "Third", "Url": "https://example.org/3"},
        ),
        "list.csv",
    )
    assert [resource.title for resource in reading.resources] == ["First", "Third"]
    assert [(fault.where, fault.field, fault.value) for fault in reading.faults] == [
        ("list.csv row 3", "published", "soon"),
        ("list.csv row 3", "isbn", "9781682190624"),
        ("list.csv row 3", "link", "example.org"),
    ]
    assert all(fault.remedy for fault in reading.faults)


def test_a_doi_is_a_link_and_extra_may_hold_it():
    reading = zotero.read(sheet({"Title": "A", "DOI": "10.1000/182"}, {"Title": "B", "Extra": "DOI: 10.1000/183"}))
    assert [(one.link, one.doi) for one in reading.resources] == [
        ("https://doi.org/10.1000/182", "10.1000/182"),
        ("https://doi.org/10.1000/183", "10.1000/183"),
    ]


def test_what_the_library_has_no_field_for_is_told():
    reading = zotero.read(sheet({"Title": "A", "Url": "https://a.coop", "Pages": "5-9", "Extra": "PMID: 12"}))
    assert len(reading.resources) == 1
    assert [(fault.field, fault.value) for fault in reading.left] == [("Extra", "PMID: 12"), ("Pages", "5-9")]


def test_a_kind_that_the_library_does_not_know_becomes_a_keyword():
    (resource,) = zotero.read(sheet({"Item Type": "artwork", "Title": "A", "Url": "https://a.coop"})).resources
    assert resource.keywords == ("artwork",)


def test_no_cell_is_a_formula():
    text = zotero.write(
        [Resource(link="https://a.coop", title='=HYPERLINK("https://evil.example")', publisher="@SUM(1)")]
    )
    (cells,) = csv.DictReader(io.StringIO(text))
    assert [value for value in cells.values() if value[:1] in ("=", "+", "-", "@")] == []


def test_a_changed_line_of_the_library_is_refused_with_the_next_step():
    reading = zotero.read(sheet({"Title": "A", "Url": "https://a.coop", "Extra": "ronda-paywall: perhaps"}))
    (fault,) = reading.faults
    assert (fault.field, fault.value) == ("ronda-paywall", "perhaps")
    assert "undo the change" in fault.remedy


def test_another_table_is_refused():
    with pytest.raises(DataError, match="export the collection from Zotero as CSV"):
        zotero.read("name,price\nbread,2\n")


def test_too_many_cells_are_told():
    (fault,) = zotero.read("Title,Url\nCare, at home,https://a.coop\n").faults
    assert "more cells than the header" in fault.remedy
