"""What other libraries and feed readers take from this one by themselves: OAI-PMH, and an Atom feed of the newest."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl
from xml.etree.ElementTree import Element

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool

from api.library import oai
from api.library.formats import atom
from api.library.oai import Item, OaiError
from api.library.question import Question, Sort
from api.routes.library.asking import Reading, ReadingOf, Visitor, open_to_all
from api.routes.service import Parts, Service
from api.store import coops
from api.store.errors import Unknown
from api.store.library import resources
from api.store.library.resources import Kept
from api.store.library.states import Standing
from api.store.store import Books

router = APIRouter(prefix="/v1/library", tags=["library"])

NEWEST = 50
"""So many entries has the feed."""

MOST_ARGUMENTS = 50

_URN = "urn:ronda:library"
_XML = {200: {"description": "XML.", "content": {"text/xml": {}}}}
_ASKED: dict[str, Any] = {"response_class": Response, "responses": {**_XML, **open_to_all()}}
_BODY = {"content": {"application/x-www-form-urlencoded": {"schema": {"type": "object"}}}}
_SENT: dict[str, Any] = {
    "response_class": Response,
    "responses": {**_XML, **open_to_all(body=True)},
    "openapi_extra": {"requestBody": _BODY},
}
"""A harvester may send its arguments as a form instead."""

_FEED = {200: {"description": "Atom.", "content": {"application/atom+xml": {}}}}


@router.get("/oai", **_ASKED)
@router.post("/oai", **_SENT)
async def harvest(request: Request, visitor: Reading, service: Parts) -> Response:
    """OAI-PMH 2.0 with `metadataPrefix=oai_dc`: `verb` is Identify, ListMetadataFormats, ListSets, ListIdentifiers,
    ListRecords or GetRecord. Its refusals are answers of the protocol."""
    told = await _told(request)
    asked = [(name, value) for name, value in told if name != "coop"]
    base = request.url.replace(query="")
    if len(asked) < len(told):  # the protocol's address has no query, so that it must be the other one
        base = base.replace(path=f"{base.path}/{visitor.coop}")
    return await run_in_threadpool(_harvested, str(base), asked, visitor, service)


@router.get("/oai/{of}", **_ASKED)
@router.post("/oai/{of}", **_SENT)
async def harvest_one_of_several(request: Request, visitor: ReadingOf, service: Parts) -> Response:
    """The same where the service has several co-ops: the protocol wants an address of its own for each."""
    base = str(request.url.replace(query=""))
    return await run_in_threadpool(_harvested, base, await _told(request), visitor, service)


async def _told(request: Request) -> list[tuple[str, str]]:
    """The arguments, from the address and from a form; none of a form that cannot be read."""
    told = request.query_params.multi_items()
    with suppress(ValueError):
        told += parse_qsl((await request.body()).decode(), keep_blank_values=True, max_num_fields=MOST_ARGUMENTS)
    return told


def _harvested(base: str, asked: Iterable[tuple[str, str]], visitor: Visitor, service: Service) -> Response:
    given: Mapping[str, str] = {}
    try:
        given = oai.arguments(asked)
        with service.store.reading(visitor.coop) as books:
            answer = _answer(service, books, base, given)
    except OaiError as error:
        if error.code in ("badVerb", "badArgument"):
            given = {}
        answer = oai.refused(error)
    return Response(oai.response(base, given, [answer]).encode(), media_type="text/xml")


def _answer(service: Service, books: Books, base: str, given: Mapping[str, str]) -> Element:
    match given["verb"]:
        case "Identify":
            first = resources.told(books, None, None, None, 1)
            earliest = first[0].changed if first else books.now()
            return oai.identify(base, coops.name(books), service.settings.library_contact, earliest)
        case "ListMetadataFormats":
            if "identifier" in given:
                _item(books, given["identifier"])
            return oai.formats()
        case "ListSets":
            raise OaiError("noSetHierarchy", "there are no sets")
        case "GetRecord":
            oai.disseminated(given)
            return oai.one_record(_item(books, given["identifier"]))
        case verb:
            return _list(books, verb, given)


def _list(books: Books, verb: str, given: Mapping[str, str]) -> Element:
    wanted = oai.wanted(given)
    found = resources.told(books, wanted.since, wanted.until, wanted.after, oai.PAGE + 1)
    if not found and wanted.after is not None:
        raise OaiError("badResumptionToken", "take the token from the page before")
    if not found:
        raise OaiError("noRecordsMatch", "nothing was changed in this time")
    page = found[: oai.PAGE]
    token = "" if wanted.after is not None else None
    if len(found) > oai.PAGE:
        token = wanted.token((page[-1].changed, page[-1].number))
    return oai.listed(verb, (_harvestable(books.coop, kept) for kept in page), token)


def _item(books: Books, identifier: str) -> Item:
    place, _, number = identifier.rpartition(":")
    if place == f"{_URN}:{books.coop}" and number.isascii() and number.isdigit() and len(number) < 10:
        try:
            kept = resources.get(books, int(number))
        except Unknown:
            kept = None
        if kept is not None and kept.added is not None:
            return _harvestable(books.coop, kept)
    raise OaiError("idDoesNotExist", "take identifiers from ListIdentifiers")


def _harvestable(coop: str, kept: Kept) -> Item:
    there = kept.state is Standing.PUBLISHED
    return Item(_identifier(coop, kept.number), kept.changed, kept.resource if there else None)


def _identifier(coop: str, number: int) -> str:
    return f"{_URN}:{coop}:{number}"


@router.get("/feed", response_class=Response, responses={**_FEED, **open_to_all()})
def follow_library(request: Request, visitor: Reading, service: Parts) -> Response:
    """The newest resources, for feed readers."""
    _, newest = service.library.find(visitor.coop, Question(sort=Sort.ADDED, most=NEWEST))
    with service.store.reading(visitor.coop) as books:
        title = coops.name(books)
    entries: Iterable[Element] = (
        atom.entry(kept.resource, _identifier(visitor.coop, kept.number), kept.changed) for kept in newest
    )
    updated = max((kept.changed for kept in newest), default=datetime(1970, 1, 1, tzinfo=UTC))
    text = atom.feed(f"{_URN}:{visitor.coop}", title, updated, entries, str(request.url))
    return Response(text.encode(), media_type="application/atom+xml")
