"""What visitors hand in: resources, edits, dead links. Somebody of the co-op reads it before it counts."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends

from api.refusals import Pointer, Refusal
from api.routes.library.asking import Number, Reading, Visitor, Writing, open_to_all
from api.routes.library.forms import LARGEST, WantedEdit, WantedReport, WantedResource, edited
from api.routes.library.shown import SameAs, same_as
from api.routes.service import Parts, Service
from api.store.library import letters, resources
from api.store.library.resources import READER
from api.store.library.states import Standing
from api.web.described import takes
from api.web.forms import form

router = APIRouter(prefix="/v1/library/resources", tags=["library"])

MOST_SUBMITTED = 2000
"""So many resources wait for review at most; then the door is shut to visitors until some are read."""

_FULL = "So much waits to be read already that no more is taken: try again later."
_RESOURCE = {"link": "https://example.org/handbook", "title": "A handbook", "language": "en", "rights": "cc-by"}


@dataclass(frozen=True, slots=True)
class HandedIn:
    """It waits for review. same: what readers can see already and may be the same."""

    id: int
    state: Standing
    same: SameAs | None


@dataclass(frozen=True, slots=True)
class Noted:
    """It was written down for those who keep the library."""

    noted: bool


@dataclass(frozen=True, slots=True)
class Favourites:
    """How many keep a resource."""

    favourites: int


@router.post(
    "",
    status_code=201,
    responses=open_to_all("contradiction", body=True),
    openapi_extra=takes("WantedResource", example=_RESOURCE),
)
def submit_resource(
    visitor: Writing, service: Parts, wanted: Annotated[WantedResource, Depends(form(WantedResource, LARGEST))]
) -> HandedIn:
    """Hand in a resource. Readers see it once somebody of the co-op has reviewed it."""
    return hand_in(service, visitor, wanted)


def hand_in(service: Service, visitor: Visitor, wanted: WantedResource) -> HandedIn:
    """Take in a visitor's resource. Raises Refusal."""
    resource = wanted.resource()
    with service.store.of(visitor.coop) as books:
        if resources.waiting(books, MOST_SUBMITTED):
            raise Refusal("too-many-requests", _FULL, headers={"Retry-After": "3600"})
        (same,) = resources.same(books, [resource])
        seen = same is not None and bool(resources.published(books, [same.key]))
        (number,) = resources.take_in(books, [resource], READER)
    return HandedIn(number, Standing.SUBMITTED, same_as(same) if seen else None)


@router.post(
    "/{id}/suggestions",
    status_code=201,
    responses=open_to_all("contradiction", body=True),
    openapi_extra=takes("WantedEdit", example={"fields": {"published": "2024"}, "note": "as its last page says"}),
)
def suggest_edit(
    id: Number, visitor: Writing, service: Parts, wanted: Annotated[WantedEdit, Depends(form(WantedEdit, LARGEST))]
) -> Noted:
    """Suggest that something of a resource be told otherwise."""
    return suggest(service, visitor, id, wanted)


def suggest(service: Service, visitor: Visitor, id: int, wanted: WantedEdit) -> Noted:
    """Write a suggestion down. Raises Refusal, Unknown."""
    fields = wanted.fields.model_dump(mode="json", exclude_unset=True)
    if not fields and not wanted.note:
        fault = Pointer("/fields", "note", "say what would be otherwise, or write a note")
        raise Refusal("contradiction", "The suggestion is empty.", [fault])
    with service.store.of(visitor.coop) as books:
        edited(resources.shown(books, id).resource, fields)
        if letters.suggest(books, id, fields, wanted.note) is None:
            raise Refusal("too-many-requests", _FULL, headers={"Retry-After": "3600"})
    return Noted(True)


@router.post(
    "/{id}/reports",
    status_code=201,
    responses=open_to_all(body=True),
    openapi_extra=takes("WantedReport", example={"note": "the page says that it has moved"}),
)
def report_dead_link(
    id: Number, visitor: Writing, service: Parts, wanted: Annotated[WantedReport, Depends(form(WantedReport))]
) -> Noted:
    """Report that a resource's link is dead."""
    return report(service, visitor, id, wanted)


def report(service: Service, visitor: Visitor, id: int, wanted: WantedReport) -> Noted:
    """Write a report down. Raises Refusal, Unknown."""
    with service.store.of(visitor.coop) as books:
        if letters.report(books, id, resources.shown(books, id).resource.link, wanted.note) is None:
            raise Refusal("too-many-requests", _FULL, headers={"Retry-After": "3600"})
    return Noted(True)


@router.put("/{id}/favourite", responses=open_to_all())
def keep_favourite(id: Number, visitor: Reading, service: Parts) -> Favourites:
    """Count one more who keeps a resource. What somebody keeps is known to their browser alone: an address moves a
    resource's count once a day at most, each way."""
    return _count(service, visitor, id, 1)


@router.delete("/{id}/favourite", responses=open_to_all())
def drop_favourite(id: Number, visitor: Reading, service: Parts) -> Favourites:
    """Count one fewer; see keeping one."""
    return _count(service, visitor, id, -1)


def _count(service: Service, visitor: Visitor, id: int, by: int) -> Favourites:
    with service.store.reading(visitor.coop) as books:
        now = resources.shown(books, id).favourites
    if not service.limiter.first("favourites", f"{visitor.address} {visitor.coop} {id} {by}"):
        return Favourites(now)
    with service.store.of(visitor.coop) as books:
        return Favourites(resources.favour(books, id, by))
