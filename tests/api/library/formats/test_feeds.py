"""JSON-LD, oai_dc and Atom: what others read of the library, and what it reads of others."""

import json
from datetime import UTC, datetime
from xml.etree.ElementTree import fromstring

import pytest

from api.library.formats import atom, json_ld, oai_dc
from api.library.resource import Contributor, Resource
from engine.errors import DataError
from tests.api.library.resources import full

NOON = datetime(2026, 1, 14, 12, tzinfo=UTC)
BOMB = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "care"><!ENTITY c "&b;&b;">]><a>&c;</a>'


def test_a_page_of_schema_org_is_read():
    page = {
        "@context": "https://schema.org",
        "@type": ["Course", "LearningResource"],
        "@id": "https://example.org/course",
        "name": {"@value": "Hoists", "@language": "en"},
        "author": [
            {"@type": "Organization", "name": "Sensorica, Inc."},
            "Ana Puig",
            {"@type": "Person", "name": "Eva Roig"},
        ],
        "inLanguage": {"@type": "Language", "name": "Catalan"},
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "isAccessibleForFree": False,
        "keywords": "hoist, bees",
        "teaches": "hoist",
        "typicalAgeRange": "18-",
    }
    reading = json_ld.read(json.dumps(page))
    (resource,) = reading.resources
    assert (resource.link, resource.title, resource.language) == ("https://example.org/course", "Hoists", "ca")
    assert resource.authors == (
        Contributor("Sensorica, Inc.", organisation=True),
        Contributor("Puig", "Ana"),
        Contributor("Roig", "Eva"),
    )
    assert (resource.paywall, resource.rights.value, resource.teaches) == (True, "cc-by", ("hoist",))
    assert (resource.terms.formats, resource.terms.topics) == (("course",), ("moving-and-handling",))
    assert [fault.field for fault in reading.left] == ["typicalAgeRange"]


def test_a_resource_is_a_learning_resource_for_search_engines():
    document = json_ld.document(full())
    assert document["@type"] == ["LearningResource", "HowTo"]
    assert document["teaches"] == ["hoist"]
    assert document["isAccessibleForFree"] is False
    assert document["author"][1] == {"@type": "Organization", "name": "Sensorica, Inc."}


def test_a_record_has_header_metadata_and_what_dublin_core_cannot_say_beside_it():
    record = oai_dc.record(full(), "oai:care.coop:7", NOON)
    namespaces = {"oai": oai_dc.OAI, "dc": oai_dc.DC, "oai_dc": oai_dc.OAI_DC}
    assert record.findtext("oai:header/oai:identifier", namespaces=namespaces) == "oai:care.coop:7"
    assert record.findtext("oai:header/oai:datestamp", namespaces=namespaces) == "2026-01-14T12:00:00Z"
    core = record.find("oai:metadata/oai_dc:dc", namespaces)
    assert core is not None
    assert {child.tag.partition("}")[0][1:] for child in core} == {oai_dc.DC}
    assert core.findall("dc:type", namespaces)[0].text == "Guide"
    assert "urn:ISBN:9781682190623" in [one.text for one in core.findall("dc:identifier", namespaces)]
    assert len(record.findall("oai:about", namespaces)) == 1


def test_a_record_of_another_archive_is_read_and_a_deleted_one_passed_over():
    text = f"""<OAI-PMH xmlns="{oai_dc.OAI}"><ListRecords>
      <record><header status="deleted"><identifier>a</identifier></header></record>
      <record><header/><metadata><d:dc xmlns:d="{oai_dc.OAI_DC}" xmlns="{oai_dc.DC}">
        <title>Care</title><creator>World Health Organization</creator><creator>Puig, Ana</creator>
        <contributor>Roig, Eva</contributor><identifier>https://example.org/1</identifier>
        <type>Book</type><type>Text</type><date>2020</date></d:dc></metadata></record>
      <record><header/><metadata/></record></ListRecords></OAI-PMH>"""
    reading = oai_dc.read(text, "records.xml")
    (resource,) = reading.resources
    assert resource.authors == (Contributor("World Health Organization", organisation=True), Contributor("Puig", "Ana"))
    assert (resource.terms.formats, resource.keywords) == (("book",), ("Text",))
    assert [(fault.field, fault.value) for fault in reading.left] == [("contributor", "Roig, Eva")]
    assert [fault.where for fault in reading.faults] == ["records.xml record 3"]


def test_a_feed_has_what_atom_asks_for():
    entry = atom.entry(full(), "urn:uuid:7", NOON)
    text = atom.feed("https://care.coop/library", "Care library", NOON, [entry], "https://care.coop/library.atom")
    root = fromstring(text)
    space = {"a": atom.ATOM}
    for where in (root, root.find("a:entry", space)):
        assert where is not None
        for name in ("id", "title", "updated"):
            assert where.findtext(f"a:{name}", namespaces=space)
    assert [link.get("rel") for link in root.findall("a:link", space)] == ["self"]
    assert atom.read(text).resources == (full(),)


@pytest.mark.parametrize("format", [oai_dc, atom])
@pytest.mark.parametrize("text", [BOMB, "<a>", "", "<rss/>"])
def test_dangerous_and_broken_documents_are_refused(format, text):
    if text == "<rss/>" and format is oai_dc:
        assert format.read(text).found == ()
        return
    with pytest.raises(DataError):
        format.read(text)


def test_json_that_is_none_is_refused_and_an_item_that_is_none_told():
    with pytest.raises(DataError, match="is no JSON"):
        json_ld.read("<html>")
    reading = json_ld.read('[7, {"url": "https://a.coop"}]')
    assert reading.resources == (Resource(link="https://a.coop"),)
    assert [fault.field for fault in reading.faults] == ["item"]
