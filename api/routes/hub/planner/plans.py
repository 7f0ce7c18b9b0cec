"""The plans that there are, and one of them: what it comes to, and what the referee finds in it."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.responses import Response

from api.hub.rendering import Frame
from api.routes.hub.planner.reading import First, Head, Id, Reader, ask, head, head_of
from api.routes.hub.visitor import onward, shown, signed_in
from api.routes.service import Parts, Service
from api.store import jobs, plans, problems, published
from api.store.store import Books

router = APIRouter(prefix="/hub/plans", include_in_schema=False)

A_PAGE = 30
MOST_PROBLEMS = 100
FEW = 3
"""So many findings of each rule stand on the plan's own page."""

MANY = 100

Before = Annotated[str | None, Query(max_length=36)]


@router.get("")
async def list_plans(frame: Reader, service: Parts, before: Before = None) -> Response:
    """What is published, what is being made, the plans, newest first, and the problems that can be planned."""
    coop = signed_in(frame, "plans:read").coop
    told = await service.seek(coop, lambda books: _listed(books, before))
    return shown("plans.html.j2", frame, **told)


def _listed(books: Books, before: str | None) -> dict[str, Any]:
    rows = plans.newest(books, before, A_PAGE + 1)
    first = before is None
    return {
        "published": [head_of(books, one.plan) for one in published.current(books)] if first else [],
        "making": [job for job in jobs.unfinished(books) if job.kind == "plan"] if first else [],
        "plans": [head_of(books, one.id) for one in rows[:A_PAGE]],
        "before": rows[A_PAGE - 1].id if len(rows) > A_PAGE else None,
        "problems": problems.page(books, None, MOST_PROBLEMS) if first else [],
    }


@router.get("/{id}")
async def show_plan(frame: Reader, service: Parts, id: Id) -> Response:
    """A plan's figures, what nobody does, and what the referee finds."""
    coop = signed_in(frame, "plans:read").coop
    if not await service.look(coop, lambda books: plans.is_made(books, id)):
        return onward(f"/hub/plans/{id}/progress")
    plan = await head(service, frame, id)
    found = await _findings(service, frame, plan, None, 0, FEW)
    holes = await ask(service, frame, "timetable", {"plan": id, "what": "holes"})
    return shown("plan.html.j2", frame, plan=plan, groups=found["groups"], holes=holes["holes"], tab="plan")


@router.get("/{id}/findings")
async def show_findings(
    frame: Reader, service: Parts, id: Id, rule: Annotated[str, Query(max_length=60)], first: First = 0
) -> Response:
    """All that one rule finds, the dearest first."""
    plan = await head(service, frame, id)
    found = await _findings(service, frame, plan, rule, first, MANY)
    return shown(
        "findings.html.j2", frame, plan=plan, groups=found["groups"], first=first, most=MANY, rule=rule, tab=""
    )


async def _findings(service: Service, frame: Frame, plan: Head, rule: str | None, first: int, most: int) -> Any:
    asked = {"plan": plan.id, "language": frame.words.language, "rule": rule, "first": first, "most": most}
    return await ask(service, frame, "findings", asked)


@router.get("/{id}/holes")
async def list_holes(frame: Reader, service: Parts, id: Id) -> Response:
    """The visits that nobody makes."""
    plan = await head(service, frame, id)
    told = await ask(service, frame, "timetable", {"plan": id, "what": "holes"})
    return shown("holes.html.j2", frame, plan=plan, holes=told["holes"], tab="holes")
