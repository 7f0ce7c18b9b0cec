"""The library as files: exported by anybody, imported by those who keep it; nothing is lost on the way."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Response
from pydantic import BaseModel, Field

from api.answering.refusing import remedy
from api.library.exchange import read, write
from api.library.formats import Format
from api.library.resource import Resource
from api.refusals import Pointer, Refusal
from api.routes.library.asking import Keeper, Reading, Visitor, open_to_all
from api.routes.library.resources import Filters, Wanted
from api.routes.service import Parts, Service
from api.store import audit
from api.store.library import resources
from api.store.library.importing import Imported, bring_in
from api.store.library.states import Standing
from api.web.bodies import UPLOAD_LIMIT
from api.web.described import refuses, takes
from api.web.forms import STRICT, form
from engine.errors import DataError, Fault

router = APIRouter(prefix="/v1/library/export", tags=["library"])
review = APIRouter(prefix="/v1/library/review/import", tags=["library review"])

Written = Literal["zotero", "csl", "ris", "bibtex", "json-ld", "oai-dc", "atom"]
"""The formats of `api.library.exchange.WRITTEN`; a test holds both together."""

MOST_EXPORTED = 5000
MOST_IMPORTED = 5000
LARGEST = UPLOAD_LIMIT
_PAGE = 500

_FILES = {
    Format.ZOTERO: ("text/csv", "csv"),
    Format.CSL: ("application/vnd.citationstyles.csl+json", "json"),
    Format.RIS: ("application/x-research-info-systems", "ris"),
    Format.BIBTEX: ("application/x-bibtex", "bib"),
    Format.JSON_LD: ("application/ld+json", "jsonld"),
    Format.OAI_DC: ("application/xml", "xml"),
    Format.ATOM: ("application/atom+xml", "atom"),
}
_ANY = {200: {"description": "The file.", "content": {kind: {} for kind, _ in _FILES.values()}}}

Ids = Annotated[
    list[Annotated[int, Field(ge=1, le=2**31 - 1)]],
    Query(max_length=500, description="Only these, in this order; nothing else is looked at then."),
]


@router.get("/{into}", response_class=Response, responses={**_ANY, **open_to_all("contradiction")})
def export_resources(
    into: Written,
    visitor: Reading,
    service: Parts,
    wanted: Wanted,
    id: Ids = [],  # noqa: B006 - FastAPI copies it
) -> Response:
    """What is found by the same words and facets as in the list, or by numbers, as a file that can be imported again.
    At most 5,000 resources; OAI-PMH hands over all there are."""
    kind, ending = _FILES[Format(into)]
    text = write(_chosen(service, visitor, wanted, id), Format(into))
    headers = {"Content-Disposition": f'attachment; filename="library.{ending}"'}
    return Response(text.encode(), headers=headers, media_type=kind)


def _chosen(service: Service, visitor: Visitor, wanted: Filters, ids: list[int]) -> list[Resource]:
    if ids:
        with service.store.reading(visitor.coop) as books:
            return [kept.resource for kept in resources.published(books, list(dict.fromkeys(ids)))]
    found: list[Resource] = []
    question = wanted.question(most=_PAGE)
    while True:
        told, page = service.library.find(visitor.coop, question)
        if told.total > MOST_EXPORTED:
            raise Refusal(
                "contradiction", f"A file holds {MOST_EXPORTED} resources: choose fewer, or ask /v1/library/oai."
            )
        found += [kept.resource for kept in page]
        if told.end is None:
            return found
        question = wanted.question(told.end, _PAGE)


class WantedImport(BaseModel):
    """A file to be imported. text: all of it; sections: headings of a Markdown list, to take only what is below them.
    duplicates: whether what the library has already is left out (and told) or taken in all the same. publish: without
    waiting for review."""

    model_config = STRICT

    format: Annotated[Format, Field(strict=False)]
    text: str
    name: Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[^\x00-\x1f\x7f]+$")] = "file"
    sections: Annotated[list[Annotated[str, Field(max_length=200)]], Field(max_length=50)] = []
    duplicates: Literal["leave", "add"] = "leave"
    publish: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the file, and what about it."""

    where: str
    field: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A row that is there already. id: of the resource that the library has; row: the earlier row of the same file; by:
    what both share."""

    where: str
    id: int | None
    row: str | None
    by: str


@dataclass(frozen=True, slots=True)
class Brought:
    """What came of a file. added: numbers in the file's order; faults: of rows that were refused; left: values of other
    rows that the library does not keep."""

    added: list[int]
    duplicates: list[Duplicate]
    faults: list[Row]
    left: list[Row]


_EXAMPLE = {"format": "ris", "text": "TY  - BOOK\nTI  - A handbook\nUR  - https://example.org/\nER  - \n"}


@review.post("", responses=refuses("contradiction", body=True), openapi_extra=takes("WantedImport", example=_EXAMPLE))
def import_resources(
    asking: Keeper, service: Parts, wanted: Annotated[WantedImport, Depends(form(WantedImport, LARGEST))]
) -> Brought:
    """Import a file of resources; a row that is wrong, or there already, is told and stops no other."""
    try:
        reading = read(wanted.text, wanted.format, wanted.name, wanted.sections)
    except DataError as error:
        raise Refusal("contradiction", "The text is no file of this format.", list(_pointers(error.faults))) from None
    if len(reading.found) > MOST_IMPORTED:
        fault = Pointer("/text", "text", f"import {MOST_IMPORTED} resources at once at most")
        raise Refusal("contradiction", "The file holds too much.", [fault])
    state = Standing.PUBLISHED if wanted.publish else Standing.SUBMITTED
    with service.store.of(asking.coop) as books:
        made = bring_in(books, reading, asking.id, state, twice=wanted.duplicates == "add")
        audit.note(books, asking.id, asking.role.value, "library.import", "library", added=len(made.added))
    return _shown(made)


def _pointers(faults: Iterable[Fault]) -> Iterable[Pointer]:
    return (Pointer("/text", "text", remedy(fault.remedy)) for fault in faults)


def _shown(made: Imported) -> Brought:
    return Brought(
        list(made.added),
        [
            Duplicate(
                one.where,
                one.same.key if isinstance(one.same.key, int) else None,
                one.same.key if isinstance(one.same.key, str) else None,
                one.same.by.value,
            )
            for one in made.twice
        ],
        [Row(fault.where, fault.field, fault.remedy) for fault in made.faults],
        [Row(fault.where, fault.field, fault.remedy) for fault in made.left],
    )
