"""The carer's pages: my week, why me, ask for a swap, and the address of my calendar."""

import json
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.concurrency import run_in_threadpool
from starlette.responses import Response

from api.access.principal import Role
from api.documents.plain import encoded
from api.hub.own_weeks import Week
from api.hub.rendering import Frame
from api.refusals import Refusal
from api.routes.feeds import renewed, revoked
from api.routes.hub.visitor import fields, onward, shown, signed_in, visitor
from api.routes.mine import own, person_of, put_petition
from api.routes.service import Parts
from api.store import feeds, out
from api.store.errors import Unknown
from api.store.feeds import Feed
from api.store.store import Books

router = APIRouter(prefix="/hub", include_in_schema=False)

Carer = Annotated[Frame, Depends(visitor(Role.CARER))]
Plan = Annotated[str | None, Query(pattern="^[A-Za-z0-9-]{1,36}$")]
Named = Annotated[str, Query(min_length=1, max_length=200)]


@router.get("/week")
async def show_week(frame: Carer, service: Parts, plan: Plan = None) -> Response:
    """My week: what comes next first, then hours against contract and wishes."""
    asking = signed_in(frame)

    def look(books: Books) -> tuple[list[out.Out], datetime]:
        return out.plans_out(books), books.now()

    plans, now = await service.look(asking.coop, look)
    try:
        answer = await own(service, asking, "week", Role.CARER, plan, places=service.settings.places_for_carers)
    except Refusal as refusal:
        return shown("no_plan.html.j2", frame, plans=plans, erased=is_missing(refusal, plan), address="/hub/week")
    week = Week.of(json.loads(answer.body), now)
    return shown("my_week.html.j2", frame, week=week, plans=plans, address="/hub/week")


def is_missing(refusal: Refusal, plan: str | None) -> bool:
    """Whether there is a plan that can no longer be read; False where there is none. Raises any other refusal."""
    if plan is None and refusal.code.code in ("unknown", "erased"):
        return refusal.code.code == "erased"
    raise refusal


@router.get("/week/why")
async def show_why(frame: Carer, service: Parts, visit: Named, plan: Plan = None) -> Response:
    """Why a visit is mine."""
    language = frame.words.language
    answer = await own(service, signed_in(frame), "why_me", Role.CARER, plan, visit=visit, language=language)
    return shown("why_me.html.j2", frame, told=json.loads(answer.body), plan=plan)


@router.get("/week/swap")
async def show_swap(
    frame: Carer,
    service: Parts,
    plan: Annotated[str, Query(pattern="^[A-Za-z0-9-]{1,36}$")],
    visit: Annotated[str | None, Query(max_length=200)] = None,
    shift: Annotated[str | None, Query(max_length=200)] = None,
) -> Response:
    """What I would swap, and the reason, if I want to give one."""
    asking, places = signed_in(frame), service.settings.places_for_carers
    answer = await own(service, asking, "week", Role.CARER, plan, places=places)
    found = [
        (one, stop)
        for one in json.loads(answer.body)["rounds"]
        for stop in one["stops"]
        if stop["visit"] is not None and (stop["visit"] == visit or one["shift"] == shift)
    ]
    if not found:
        raise Refusal("unknown", "The plan gives you no such visit or shift.")
    return shown("swap.html.j2", frame, found=found, plan=plan, visit=visit, shift=None if visit else shift)


@router.post("/week/swap")
async def ask_for_swap(request: Request, frame: Carer, service: Parts) -> Response:
    """Ask the planner for a swap."""
    return await ask_planner(request, frame, service, "plan", "visit", "shift", "reason")


async def ask_planner(request: Request, frame: Frame, service: Parts, *names: str) -> Response:
    """Put what a form asks of the planner. names: its fields; what is left empty was not said."""
    asking, told = signed_in(frame), await fields(request)
    person = person_of(asking, Role.CARER, Role.CLIENT)
    body: dict[str, Any] = {name: told[name] for name in names if told.get(name)}
    answer = await put_petition(service, asking, person, encoded(body))
    return onward(f"/hub/asks?done={json.loads(answer.body)['id']}")


@router.get("/calendar")
async def show_calendar(frame: Carer, service: Parts) -> Response:
    """Whether I have a calendar's address, and since when."""
    asking = signed_in(frame)
    person = person_of(asking, Role.CARER)
    feed = await service.look(asking.coop, lambda books: _feed(books, person))
    return shown("calendar.html.j2", frame, feed=feed, link=None)


def _feed(books: Books, person: str) -> Feed | None:
    try:
        return feeds.of(books, person)
    except Unknown:
        return None


@router.post("/calendar")
async def renew_calendar(request: Request, frame: Carer, service: Parts) -> Response:
    """A new address, told this once; the one before holds no more."""
    await fields(request)
    asking = signed_in(frame)
    feed, path = await run_in_threadpool(renewed, service, asking, person_of(asking, Role.CARER))
    link = f"{str(request.base_url).rstrip('/')}{path}?language={frame.words.language}"
    return shown("calendar.html.j2", frame, feed=feed, link=link)


@router.post("/calendar/revoke")
async def revoke_calendar(request: Request, frame: Carer, service: Parts) -> Response:
    """From now on there is nothing at the address."""
    await fields(request)
    asking = signed_in(frame)
    await run_in_threadpool(revoked, service, asking, person_of(asking, Role.CARER))
    return onward("/hub/calendar")
