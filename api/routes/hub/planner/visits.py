"""One visit: why it is as it is, who else could take it, and moving it by hand."""

from collections.abc import Mapping
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from api.hub.rendering import Frame
from api.hub.ruled_out import reasons
from api.refusals import Refusal
from api.routes.hub.planner.reading import Id, Planner, Reader, Sought, Visit, ask, head
from api.routes.hub.visitor import fields, onward, shown, signed_in
from api.routes.service import Parts, Service

router = APIRouter(prefix="/hub/plans", include_in_schema=False)

NOBODY = "-"
"""The choice of the form that leaves a visit out; no carer's id, since those begin with a letter or digit."""

Moves = Annotated[int, Query(ge=0, le=20)]


@router.get("/{id}/visit")
async def show_visit(frame: Reader, service: Parts, id: Id, visit: Visit, carer: Sought = "") -> Response:
    """Why a visit is with its carer, or with nobody; with a carer named, why it is not with that one."""
    plan = await head(service, frame, id)
    told = await _visit(frame, service, id, visit)
    asked = {"plan": id, "visit": visit, "carer": None, "language": frame.words.language}
    why = await ask(service, frame, "explanation", asked)
    why_not = await ask(service, frame, "explanation", {**asked, "carer": carer}) if carer else None
    return shown(
        "visit.html.j2",
        frame,
        plan=plan,
        told=told,
        why=why,
        why_not=why_not,
        out=reasons(why["excluded"], "obstacle"),
        chosen={"carer": told["carer"], "time": ""},
        nobody=NOBODY,
        tab="",
    )


@router.get("/{id}/hole")
async def show_hole(frame: Planner, service: Parts, id: Id, visit: Visit, moves: Moves = 0) -> Response:
    """Who could take a visit that nobody makes, the best first, and what rules the others out."""
    plan = await head(service, frame, id)
    told = await _visit(frame, service, id, visit)
    if told["carer"] is not None:
        return onward(_address(id, visit))
    signed_in(frame, "matches:ask")
    asked = {"plan": id, "visit": visit, "moves": moves, "language": frame.words.language}
    match = await ask(service, frame, "hole", asked)
    out = reasons(match["ruled_out"], "bar")
    return shown("hole.html.j2", frame, plan=plan, told=told, match=match, out=out, moves=moves, tab="holes")


@router.post("/{id}/move")
async def move_visit(request: Request, frame: Planner, service: Parts, id: Id) -> Response:
    """Tell what the referee says of the plan with a visit elsewhere; keep it as a plan of its own once asked to."""
    form = await fields(request)
    asking = signed_in(frame, "plans:write")
    plan = await head(service, frame, id)
    told = await _visit(frame, service, id, form.get("visit", ""))
    keep = form.get("keep") == "yes"
    asked = {"plan": id, "by": asking.id, "role": asking.role.value}
    chosen = {"carer": form.get("carer", ""), "time": form.get("time", "")}
    try:
        found = await ask(service, frame, "moved", asked, _move(form, told, keep, frame))
    except Refusal as refusal:
        if refusal.code.code not in ("contradiction", "invalid"):
            raise
        return shown(
            "moved.html.j2", frame, 422, plan=plan, told=told, found=None, chosen=chosen, nobody=NOBODY, tab=""
        )
    if keep:
        return onward(f"/hub/plans/{found['kept']}")
    return shown("moved.html.j2", frame, plan=plan, told=told, found=found, chosen=chosen, nobody=NOBODY, tab="")


def _move(form: Mapping[str, str], told: Mapping[str, Any], keep: bool, frame: Frame) -> dict[str, Any]:
    """What a form asks for. An empty time is when the visit fits best."""
    carer, time = form.get("carer", ""), form.get("time", "").strip()
    return {
        "visit": told["visit"],
        "carer": None if carer == NOBODY else carer,
        "at": f"{told['date']}T{time}" if time and carer != NOBODY else None,
        "keep": keep,
        "language": frame.words.language,
    }


async def _visit(frame: Frame, service: Service, id: str, visit: str) -> Any:
    return await ask(service, frame, "timetable", {"plan": id, "what": "visit", "visit": visit})


def _address(id: str, visit: str) -> str:
    return f"/hub/plans/{id}/visit?visit={quote(visit, safe='')}"
