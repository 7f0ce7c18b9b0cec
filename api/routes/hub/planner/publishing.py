"""A plan is published under one's name: carers and clients see it from then on."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from starlette.responses import Response

from api.hub.rendering import Frame
from api.refusals import Refusal
from api.routes.hub.planner.reading import Head, Id, Planner, ask, head
from api.routes.hub.visitor import fields, onward, shown, signed_in
from api.routes.service import Parts, Service
from api.store import keys, published

router = APIRouter(prefix="/hub/plans", include_in_schema=False)


@router.get("/{id}/publish")
async def show_publishing(frame: Planner, service: Parts, id: Id) -> Response:
    """Who sees the plan then, under whose name, and what changes for whom."""
    plan = await head(service, frame, id)
    asking = signed_in(frame, "plans:publish")
    name = await service.look(asking.coop, lambda books: keys.label_of(books, asking.id))
    changes = await _changes(frame, service, plan)
    return shown("publish.html.j2", frame, plan=plan, name=name or asking.id, changes=changes, tab="publish")


@router.post("/{id}/publish")
async def publish_here(request: Request, frame: Planner, service: Parts, id: Id) -> Response:
    """Publish it."""
    await fields(request)
    asking = signed_in(frame, "plans:publish")

    def publish() -> None:
        with service.store.of(asking.coop) as books:
            published.publish(books, id, asking.id, asking.role.value)

    await run_in_threadpool(publish)
    return onward(f"/hub/plans/{id}/publish")


async def _changes(frame: Frame, service: Service, plan: Head) -> Any:
    """What is different from the plan that is seen now; None where there is none, or one of another version."""
    if plan.instead is None:
        return None
    asked = {"before": plan.instead, "after": plan.id, "language": frame.words.language}
    try:
        return await ask(service, frame, "comparison", asked)
    except Refusal as refusal:
        if refusal.code.code != "contradiction":
            raise
        return None
