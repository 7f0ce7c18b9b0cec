"""The map of a day's rounds: drawn in the browser from our own data, so that no address leaves; told as a list too."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from api.routes.hub.planner.reading import WITHIN, First, Id, Reader, Sought, ask, head
from api.routes.hub.planner.timetable import A_PAGE, dates
from api.routes.hub.visitor import SECURITY, shown, signed_in
from api.routes.service import Parts

router = APIRouter(prefix="/hub/plans", include_in_schema=False)

GEOJSON = "application/geo+json"

DayAsked = Annotated[int | None, Query(ge=0, le=400)]
Day = Annotated[int, Query(ge=0, le=400)]


@router.get("/{id}/map")
async def show_map(
    frame: Reader, service: Parts, id: Id, day: DayAsked = None, first: First = 0, q: Sought = ""
) -> Response:
    """The rounds of a day on the map and as a list; of today, where the plan reaches over it, else of its first day."""
    plan = await head(service, frame, id)
    sought = q.strip()
    asked = {"plan": id, "what": "day", "day": day or 0, "first": first, "most": A_PAGE, "sought": sought}
    told = await ask(service, frame, "timetable", asked)
    today = (date.today() - date.fromisoformat(told["start"])).days
    if day is None and 0 < today < told["length"]:
        told = await ask(service, frame, "timetable", {**asked, "day": today})
    return shown("map.html.j2", frame, plan=plan, told=told, days=dates(told), sought=sought, tab="map")


@router.get("/{id}/map/rounds")
async def read_rounds(frame: Reader, service: Parts, id: Id, day: Day, first: First = 0, q: Sought = "") -> Response:
    """The rounds of a day as GeoJSON."""
    asked = {"plan": id, "what": "rounds", "day": day, "first": first, "most": A_PAGE, "sought": q.strip()}
    return await _drawn(frame, service, asked)


@router.get("/{id}/map/streets")
async def read_streets(frame: Reader, service: Parts, id: Id) -> Response:
    """The streets around the plan's places as GeoJSON; none where this machine has no network of them."""
    return await _drawn(frame, service, {"plan": id, "what": "streets"})


async def _drawn(frame: Reader, service: Parts, asked: dict[str, object]) -> Response:
    coop = signed_in(frame, "plans:read").coop
    answer = await service.answering.ask("map", coop, asked, b"", WITHIN)
    return Response(answer.body, headers=SECURITY, media_type=GEOJSON)
