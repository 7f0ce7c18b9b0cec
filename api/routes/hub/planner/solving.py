"""A plan is asked for, and followed while it is made."""

import json
from typing import Annotated

from fastapi import APIRouter, Header, Query, Request
from fastapi.concurrency import run_in_threadpool
from starlette.responses import Response

from api.answering.forms import PLAN
from api.messages import _
from api.refusals import Refusal
from api.routes.hub.planner.reading import Id, Planner, Reader
from api.routes.hub.visitor import fields, onward, shown, signed_in
from api.routes.plan_events import HIGHEST, stream
from api.routes.plans import ordered
from api.routes.service import Parts
from api.routes.works import ask, noting, of_kind
from api.store import problems, progress
from api.store.jobs import Job

router = APIRouter(prefix="/hub", include_in_schema=False)

USUAL_SECONDS = "30"
MOST_PROBLEMS = 200

Name = Annotated[str, Query(max_length=100)]


@router.get("/solve")
async def show_form(frame: Planner, service: Parts, problem: Name = "", start: Name = "") -> Response:
    """Which problem, and for how long."""
    coop = signed_in(frame, "plans:write").coop
    there = await service.look(coop, lambda books: problems.page(books, None, MOST_PROBLEMS))
    told = {"problem": problem, "seconds": USUAL_SECONDS, "start": start}
    return shown("solve.html.j2", frame, problems=there, told=told, wrong=False)


@router.post("/solve")
async def ask_for_plan_here(request: Request, frame: Planner, service: Parts) -> Response:
    """Have a plan made, and look at how it goes."""
    told = {"problem": "", "seconds": "", "start": "", **await fields(request)}
    asking = signed_in(frame, "plans:write")

    def accept() -> Job:
        wanted = {"problem": told["problem"], "seconds": float(told["seconds"]), "language": frame.words.language}
        form = PLAN.read(json.dumps(wanted | ({"start": told["start"]} if told["start"] else {})).encode())
        with service.store.of(asking.coop) as books:
            job = noting(asking, lambda books: ordered(books, form, asking))(books)
        service.jobs.dispatch(job)
        return job

    try:
        job = await run_in_threadpool(accept)
    except (ValueError, Refusal) as error:
        if isinstance(error, Refusal) and error.code.code not in ("invalid", "contradiction"):
            raise
        there = await service.look(asking.coop, lambda books: problems.page(books, None, MOST_PROBLEMS))
        return shown("solve.html.j2", frame, 422, problems=there, told=told, wrong=True)
    return onward(f"/hub/plans/{job.id}/progress")


@router.get("/plans/{id}/progress")
async def show_progress(frame: Reader, service: Parts, id: Id) -> Response:
    """How far a plan is; the plan itself once it is there."""
    coop = signed_in(frame, "plans:read").coop
    job = await service.look(coop, lambda books: of_kind(books, id, "plan"))
    newest = await service.look(coop, lambda books: progress.latest(books, id))
    return shown("progress.html.j2", frame, job=job, newest=None if newest is None else newest.data, states=STATES)


@router.get("/plans/{id}/progress/events")
async def follow_progress(
    request: Request,
    frame: Reader,
    service: Parts,
    id: Id,
    last_seen: Annotated[int | None, Header(alias="Last-Event-ID", ge=0, le=HIGHEST)] = None,
) -> Response:
    """The same as it happens, for whoever has signed in: the cookie opens it, and no key stands in a page."""
    coop = signed_in(frame, "plans:read").coop
    return await stream(request, service, coop, id, last_seen or 0)


@router.post("/plans/{id}/stop")
async def stop_here(request: Request, frame: Planner, service: Parts, id: Id) -> Response:
    """End the work and keep the best plan so far."""
    return await _end(request, frame, service, id, "stop")


@router.post("/plans/{id}/cancel")
async def cancel_here(request: Request, frame: Planner, service: Parts, id: Id) -> Response:
    """End the work and keep nothing."""
    return await _end(request, frame, service, id, "cancel")


async def _end(request: Request, frame: Planner, service: Parts, id: str, what: str) -> Response:
    await fields(request)
    asking = signed_in(frame, "plans:write")
    try:
        await run_in_threadpool(ask, service, asking, id, what)
    except Refusal as refusal:
        if refusal.code.code != "over":  # it ended in the meantime: its page tells how
            raise
    return onward(f"/hub/plans/{id}/progress")


STATES = {
    "accepted": _("waits for its turn"),
    "queued": _("waits for its turn"),
    "running": _("is being made"),
    "done": _("is made"),
    "stopped": _("was stopped with the best until then"),
    "failed": _("could not be made"),
    "cancelled": _("was dropped"),
}
"""What each state of the work is called."""
