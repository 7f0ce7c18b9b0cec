"""The address of a carer's calendar: made, renewed, revoked; and the calendar itself, for whoever has the address."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Annotated

from fastapi import APIRouter, Header, Path, Query, Request, Response
from fastapi.concurrency import run_in_threadpool

from api.access.principal import Principal, Role
from api.refusals import Refusal, quoted
from api.routes.mine import Petitioner, person_of
from api.routes.service import Parts, Service, address_of
from api.store import audit, erasures, feeds, out
from api.store.errors import Unknown
from api.store.feeds import Feed
from api.store.out import Out
from api.store.store import Books
from api.web.conditions import known
from api.web.described import refuses, told

router = APIRouter(tags=["one's own"])

MEDIA_TYPE = "text/calendar; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Kept:
    """That there is an address, and since when; it is told once, when it is made."""

    made: datetime


@dataclass(frozen=True, slots=True)
class Made:
    """A new address. path: to be put behind the service's own; whoever has it sees when the carer works."""

    made: datetime
    path: str


@router.get("/v1/me/feed", responses=refuses("unknown"))
async def read_feed(asking: Petitioner, service: Parts) -> Kept:
    """Whether there is an address, and since when."""
    person = person_of(asking, Role.CARER)
    found = await service.look(asking.coop, lambda books: feeds.of(books, person))
    return Kept(found.made)


@router.post("/v1/me/feed", status_code=201, responses=refuses())
async def renew_feed(asking: Petitioner, service: Parts) -> Made:
    """Make an address for one's calendar; the one before holds no more."""
    person = person_of(asking, Role.CARER)
    made, path = await run_in_threadpool(renewed, service, asking, person)
    return Made(made.made, path)


def renewed(service: Service, asking: Principal, person: str) -> tuple[Feed, str]:
    """A new address and its path."""
    with service.store.of(asking.coop) as books:
        feed, secret = feeds.renew(books, person)
        audit.note(books, asking.id, asking.role.value, "feed.renew", f"feed:{feed.id}")
    return feed, f"/calendar/{secret}.ics"


@router.delete("/v1/me/feed", status_code=204, responses=refuses())
async def revoke_feed(asking: Petitioner, service: Parts) -> None:
    """Revoke the address: there is nothing at it any more."""
    await run_in_threadpool(revoked, service, asking, person_of(asking, Role.CARER))


def revoked(service: Service, asking: Principal, person: str) -> None:
    with service.store.of(asking.coop) as books:
        feed = _now(books, person)
        feeds.revoke(books, person)
        if feed is not None:
            audit.note(books, asking.id, asking.role.value, "feed.revoke", f"feed:{feed.id}")


def _now(books: Books, person: str) -> Feed | None:
    try:
        return feeds.of(books, person)
    except Unknown:
        return None


@router.get(
    "/calendar/{secret}.ics",
    response_class=Response,
    responses={
        200: {"description": "The calendar.", "content": {"text/calendar": {}}, **told("ETag")},
        304: {"description": "It has not changed.", **told("ETag")},
        **refuses("unknown", "invalid", "too-many-requests", "unavailable", anyone=True, engine=True),
    },
)
async def read_calendar(
    secret: Annotated[str, Path(max_length=200, description="As it was told when the address was made.")],
    request: Request,
    service: Parts,
    language: Annotated[str, Query(max_length=10, description="Of the word that stands for a visit.")] = "en",
    if_none_match: Annotated[str | None, Header(max_length=1000)] = None,
) -> Response:
    """A carer's visits, for a calendar program: when, and at most the id of the place. It names nobody."""
    coop, feed, found, erased = await _by_secret(service, request, secret)
    plans = [(one.plan, one.at.isoformat()) for one in found]
    places = service.settings.places_for_carers
    etag = sha256(repr((feed.id, plans, places, language, erased)).encode()).hexdigest()[:32]
    headers = {"ETag": quoted(etag), "Cache-Control": "private, no-cache"}
    if if_none_match is not None and known(if_none_match, etag):
        return Response(status_code=304, headers=headers)
    asked = {"plans": plans, "person": feed.person, "places": places, "language": language}
    answer = await service.answering.ask("calendar", coop, asked)
    headers["Content-Disposition"] = 'inline; filename="ronda.ics"'
    return Response(answer.body, headers=headers, media_type=MEDIA_TYPE)


async def _by_secret(service: Service, request: Request, secret: str) -> tuple[str, Feed, list[Out], int]:
    """Whose calendar an address is. Whoever guesses is slowed down by their own address, and learns nothing."""
    address = address_of(request)
    service.limiter.look("requests", address)
    parts = feeds.parted(secret)

    def look(books: Books) -> tuple[Feed, list[Out], int] | None:
        feed = None if parts is None else feeds.find(books, parts[1], parts[2])
        return None if feed is None else (feed, out.plans_out(books), erasures.count(books))

    try:
        found = None if parts is None else await service.look(parts[0], look)
    except Unknown:  # a co-op that is not there
        found = None
    if found is None or parts is None:
        request.state.rate = service.limiter.count("requests", address)
        raise Refusal("unknown", "There is no calendar at this address, or not any more.")
    feed, plans, erased = found
    request.state.rate = service.limiter.count("requests", f"{parts[0]} {feed.id}")
    return parts[0], feed, plans, erased
