"""Today and the week: who goes where, when."""

from datetime import date, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Path
from starlette.responses import Response

from api.hub.rendering import Frame
from api.routes.hub.planner.reading import First, Id, Reader, Sought, ask, head
from api.routes.hub.visitor import onward, shown, signed_in
from api.routes.service import Parts
from api.store import published

router = APIRouter(prefix="/hub", include_in_schema=False)

A_PAGE = 40
"""So many carers stand on a page: with 500 it stays light on a phone."""

MOST_PLANS = 8


@router.get("/today")
async def show_today(frame: Reader, service: Parts) -> Response:
    """Today's rounds of the plan that is published; of the one published last, where none reaches over today."""
    coop = signed_in(frame, "plans:read").coop
    holding = await service.look(coop, lambda books: published.current(books, MOST_PLANS))
    if not holding:
        return shown("nothing_published.html.j2", frame)
    today = date.today()
    for one in holding:
        week = await _week(frame, service, one.plan, 0, 0, "")
        day = (today - date.fromisoformat(week["start"])).days
        if 0 <= day < week["length"]:
            return onward(f"/hub/plans/{one.plan}/days/{day}")
    return onward(f"/hub/plans/{holding[0].plan}/week")


@router.get("/plans/{id}/week")
async def show_week(frame: Reader, service: Parts, id: Id, first: First = 0, q: Sought = "") -> Response:
    """Each carer's days, and their hours against the contract."""
    plan = await head(service, frame, id)
    week = await _week(frame, service, id, first, A_PAGE, q.strip())
    return shown("week.html.j2", frame, plan=plan, week=week, days=dates(week), sought=q.strip(), tab="week")


@router.get("/plans/{id}/days/{day}")
async def show_day(
    frame: Reader, service: Parts, id: Id, day: Annotated[int, Path(ge=0, le=400)], first: First = 0, q: Sought = ""
) -> Response:
    """One day, round by round, and what nobody does."""
    plan = await head(service, frame, id)
    asked = {"plan": id, "what": "day", "day": day, "first": first, "most": A_PAGE, "sought": q.strip()}
    told = await ask(service, frame, "timetable", asked)
    return shown("day.html.j2", frame, plan=plan, told=told, days=dates(told), sought=q.strip(), tab="week")


async def _week(frame: Frame, service: Parts, id: str, first: int, most: int, sought: str) -> Any:
    asked = {"plan": id, "what": "week", "first": first, "most": most, "sought": sought}
    return await ask(service, frame, "timetable", asked)


def dates(told: dict[str, Any]) -> list[date]:
    """The days over which a plan reaches."""
    start = date.fromisoformat(told["start"])
    return [start + timedelta(days=index) for index in range(told["length"])]
