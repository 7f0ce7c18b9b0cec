"""The client's pages: who comes when, the usual carers, and that somebody does not come any more."""

import json
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from api.access.principal import Role
from api.hub.own_weeks import Coming
from api.hub.rendering import Frame
from api.refusals import Refusal
from api.routes.hub.visitor import shown, signed_in, visitor
from api.routes.hub.week import Named, Plan, ask_planner, is_missing
from api.routes.mine import own
from api.routes.service import Parts
from api.store import out
from api.store.store import Books

router = APIRouter(prefix="/hub", include_in_schema=False)

Client = Annotated[Frame, Depends(visitor(Role.CLIENT))]


@router.get("/visits")
async def show_visits(frame: Client, service: Parts, plan: Plan = None) -> Response:
    """Who comes when: what is ahead first."""
    asking = signed_in(frame)

    def look(books: Books) -> tuple[list[out.Out], datetime]:
        return out.plans_out(books), books.now()

    plans, now = await service.look(asking.coop, look)
    try:
        answer = await own(service, asking, "own_visits", Role.CLIENT, plan)
    except Refusal as refusal:
        return shown("no_plan.html.j2", frame, plans=plans, erased=is_missing(refusal, plan), address="/hub/visits")
    coming = Coming.of(json.loads(answer.body), now)
    return shown("visits.html.j2", frame, coming=coming, plans=plans, address="/hub/visits")


@router.get("/visits/refuse")
async def show_refusal(
    frame: Client,
    service: Parts,
    carer: Named,
    plan: Annotated[str, Query(pattern="^[A-Za-z0-9-]{1,36}$")],
) -> Response:
    """Whom I do not want to come any more, and the reason, if I want to give one."""
    answer = await own(service, signed_in(frame), "own_visits", Role.CLIENT, plan)
    told = json.loads(answer.body)
    known = {one["carer"] for one in told["visits"]} | {one["carer"] for one in told["usual"]}
    if carer not in known:
        raise Refusal("unknown", "No such carer comes to you.")
    return shown("refuse.html.j2", frame, carer=carer, plan=plan)


@router.post("/visits/refuse")
async def ask_for_refusal(request: Request, frame: Client, service: Parts) -> Response:
    """Ask the planner that a carer does not come any more."""
    return await ask_planner(request, frame, service, "plan", "carer", "reason")
