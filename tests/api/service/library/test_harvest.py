"""Other libraries harvest this one by OAI-PMH, as the protocol says it; feed readers follow its newest."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest

from api.library import oai
from api.library.exchange import read
from api.library.formats import Format
from api.routes.service import Service
from api.store.library import resources
from api.store.library.states import Standing
from api.store.store import Store
from tests.api.service.parts import World, served
from tests.api.store.library.shelf import ALL, DIGNITY, HOIST, fill, many

AT = "/v1/library/oai"
NS = {"o": "http://www.openarchives.org/OAI/2.0/"}


class Clock:
    """Each look is a minute later."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now


@pytest.fixture
def world() -> Iterator[World]:
    with served() as found:
        yield found


def ask(world: World, **arguments: str) -> ElementTree.Element:
    given = {name.rstrip("_"): value for name, value in arguments.items()}
    answer = world.ask("GET", AT, params=given)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/xml; charset=utf-8")
    root = ElementTree.fromstring(answer.text)
    assert root.tag == f"{{{oai.OAI}}}OAI-PMH"
    assert [child.tag.partition("}")[2] for child in root][:2] == ["responseDate", "request"]
    return root


def texts(root: ElementTree.Element, name: str) -> list[str]:
    return [found.text or "" for found in root.iterfind(f".//o:{name}", NS)]


def code(root: ElementTree.Element) -> str:
    error = root.find("o:error", NS)
    assert error is not None
    return error.attrib["code"]


def test_it_says_what_it_is(world: World):
    fill(world.store)
    told = ask(world, verb="Identify")
    assert texts(told, "repositoryName") == ["Sol"]
    assert texts(told, "baseURL") == ["http://testserver/v1/library/oai"]
    assert texts(told, "protocolVersion") == ["2.0"]
    assert texts(told, "deletedRecord") == ["persistent"]
    assert texts(told, "granularity") == ["YYYY-MM-DDThh:mm:ssZ"]
    assert texts(ask(world, verb="ListMetadataFormats"), "metadataPrefix") == ["oai_dc"]
    assert code(ask(world, verb="ListSets")) == "noSetHierarchy"


def test_records_hold_everything_and_what_was_withdrawn_is_told_as_deleted(world: World):
    fill(world.store)
    fill(world.store, HOIST, state=Standing.SUBMITTED)
    with world.store.of("sol") as books:
        resources.turn(books, 2, Standing.WITHDRAWN)
    told = world.ask("GET", f"{AT}?verb=ListRecords&metadataPrefix=oai_dc").text
    assert read(told, Format.OAI_DC, "records").resources == (HOIST, DIGNITY)
    root = ElementTree.fromstring(told)
    headers = [(header.get("status"), texts(header, "identifier")) for header in root.iterfind(".//o:header", NS)]
    urn = "urn:ronda:library:sol:"
    assert headers == [(None, [f"{urn}1"]), (None, [f"{urn}3"]), ("deleted", [f"{urn}2"])]
    one = ask(world, verb="GetRecord", metadataPrefix="oai_dc", identifier=f"{urn}2")
    header = one.find(".//o:header", NS)
    assert header is not None
    assert header.get("status") == "deleted"
    assert one.find(".//o:metadata", NS) is None


@pytest.mark.parametrize("verb", ["ListIdentifiers", "ListRecords"])
def test_long_lists_come_in_parts(world: World, verb: str, monkeypatch):
    monkeypatch.setattr(oai, "PAGE", 4)
    fill(world.store, *many(10))
    told, seen, tokens = ask(world, verb=verb, metadataPrefix="oai_dc"), [], []
    while True:
        seen += texts(told, "identifier") if verb == "ListIdentifiers" else [
            found.text for found in told.iterfind(".//o:header/o:identifier", NS)
        ]  # fmt: skip
        tokens += texts(told, "resumptionToken")
        if not tokens[-1]:
            break
        told = ask(world, verb=verb, resumptionToken=tokens[-1])
    assert seen == [f"urn:ronda:library:sol:{number}" for number in range(1, 11)]
    assert len(tokens) == 3
    assert texts(ask(world, verb=verb, metadataPrefix="oai_dc", from_="2000-01-01"), "resumptionToken") != []
    monkeypatch.setattr(oai, "PAGE", 10)
    assert texts(ask(world, verb=verb, metadataPrefix="oai_dc"), "resumptionToken") == []


def test_only_what_changed_in_a_time_is_told():
    with served() as world:
        clocked = Store(world.store.settings, Clock())
        for one in ALL:
            fill(clocked, one)
        world.app.state.service = Service(clocked.settings, clocked, world.service.jobs, world.service.answering)
        stamps = texts(ask(world, verb="ListIdentifiers", metadataPrefix="oai_dc"), "datestamp")
        assert all(re.fullmatch(r"2026-03-01T00:\d\d:00Z", stamp) for stamp in stamps)
        assert stamps == sorted(set(stamps))

        def told(**arguments: str) -> list[str]:
            return texts(ask(world, verb="ListIdentifiers", metadataPrefix="oai_dc", **arguments), "datestamp")

        assert told(from_=stamps[1]) == stamps[1:]
        assert told(until=stamps[1]) == stamps[:2]
        assert told(from_=stamps[1], until=stamps[1]) == stamps[1:2]
        assert told(from_="2026-03-01", until="2026-03-01") == stamps
        empty = ask(world, verb="ListIdentifiers", metadataPrefix="oai_dc", from_="2026-03-02")
        assert code(empty) == "noRecordsMatch"
        clocked.close()


@pytest.mark.parametrize(
    ("query", "refused"),
    [
        ("", "badVerb"),
        ("verb=Destroy", "badVerb"),
        ("verb=Identify&verb=Identify", "badVerb"),
        ("verb=Identify&more=1", "badArgument"),
        ("verb=ListRecords", "badArgument"),
        ("verb=GetRecord&metadataPrefix=oai_dc", "badArgument"),
        ("verb=ListRecords&metadataPrefix=marc", "cannotDisseminateFormat"),
        ("verb=ListRecords&metadataPrefix=oai_dc&set=x", "noSetHierarchy"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=yesterday", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-02&until=2026-01-01", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-02&until=2026-01-03T00:00:00Z", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&until=9999-12-31", "noRecordsMatch"),
        ("verb=ListRecords&resumptionToken=x", "badResumptionToken"),
        ("verb=ListRecords&resumptionToken=99999999999999999.1..", "badResumptionToken"),
        ("verb=ListRecords&resumptionToken=1.1..&metadataPrefix=oai_dc", "badArgument"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=urn:ronda:library:sol:1", "idDoesNotExist"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=urn:ronda:library:other:1", "idDoesNotExist"),
        ("verb=ListMetadataFormats&identifier=nothing", "idDoesNotExist"),
        ("verb=ListSets&resumptionToken=x", "noSetHierarchy"),
    ],
)
def test_what_is_asked_wrongly_is_refused_in_the_protocol_s_own_words(world: World, query: str, refused: str):
    fill(world.store, HOIST, state=Standing.SUBMITTED)
    answer = world.ask("GET", f"{AT}?{query}")
    root = ElementTree.fromstring(answer.text)
    assert (answer.status_code, code(root)) == (200, refused)
    request = root.find("o:request", NS)
    assert request is not None
    assert bool(request.attrib) == (refused not in ("badVerb", "badArgument"))


def test_a_harvester_may_send_its_arguments_as_a_form(world: World):
    """The protocol wants both ways."""
    fill(world.store)
    told = {"verb": "ListRecords", "metadataPrefix": "oai_dc"}
    answer = world.ask("POST", AT, data=told)
    assert (answer.status_code, len(read(answer.text, Format.OAI_DC, "records").found)) == (200, 3)
    assert (
        code(ElementTree.fromstring(world.ask("POST", f"{AT}?verb=Identify", data={"verb": "Identify"}).text))
        == "badVerb"
    )
    many_names = "&".join(f"a{number}=1" for number in range(100))
    for body in (b"", b"verb=%ff\xff", many_names.encode()):
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        assert code(ElementTree.fromstring(world.ask("POST", AT, content=body, headers=form).text)) == "badVerb"
    assert world.ask("POST", AT, json=told).status_code == 415


def test_the_protocol_s_elements_bear_no_prefix(world: World):
    """Many harvesters look for names as they stand."""
    fill(world.store)
    told = world.ask("GET", f"{AT}?verb=ListRecords&metadataPrefix=oai_dc").text
    assert "<OAI-PMH " in told
    assert "<resumptionToken" not in told
    assert "<oai_dc:dc " in told
    assert f'xmlns="{oai.OAI}"' in told
    assert "ns0:" not in told + world.ask("GET", "/v1/library/export/oai-dc").text


def test_each_of_several_co_ops_has_an_address_of_its_own():
    with served("postgresql", "sol", "lluna") as world:
        fill(world.store, HOIST)
        fill(world.store, DIGNITY, coop="lluna")
        told = world.ask("GET", f"{AT}/lluna?verb=ListRecords&metadataPrefix=oai_dc").text
        assert read(told, Format.OAI_DC, "records").resources == (DIGNITY,)
        assert "http://testserver/v1/library/oai/lluna</" in told
        named = world.ask("GET", f"{AT}?coop=lluna&verb=Identify").text
        assert "<baseURL>http://testserver/v1/library/oai/lluna</baseURL>" in named
        assert world.ask("GET", f"{AT}/nobody?verb=Identify").json()["code"] == "unknown"


def test_a_feed_reader_sees_the_newest(world: World):
    fill(world.store, *ALL, *many(60))
    answer = world.ask("GET", "/v1/library/feed")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    found = read(answer.text, Format.ATOM, "feed").resources
    assert (len(found), found[0].link) == (50, "https://example.org/59")
    root = ElementTree.fromstring(answer.text)
    atom = {"a": "http://www.w3.org/2005/Atom"}
    ids = [one.text for one in root.iterfind("a:entry/a:id", atom)]
    assert ids[0] == "urn:ronda:library:sol:63"
    link = root.find("a:link", atom)
    assert link is not None
    assert link.get("href") == "http://testserver/v1/library/feed"
