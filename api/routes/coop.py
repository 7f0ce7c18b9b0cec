"""What any member may know of the co-op: what it weighs and since when, how fairly work is shared out, what changed."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Response, Security

from api.access.principal import Principal
from api.routes.mine import OF_PLAN, PlanAsked, about_plan
from api.routes.service import Parts, answered, asker
from api.routes.works import Speech
from api.store import audit
from api.store.audit import Entry
from api.web.described import gives, refuses, told
from api.web.pages import Page, Paging

router = APIRouter(prefix="/v1/coop", tags=["co-op"])

Member = Annotated[Principal, Security(asker("coop:read"))]

TOLD = (
    "problem.put",
    "problem.delete",
    "plan.ask",
    "plan.stop",
    "plan.cancel",
    "plan.move",
    "plan.publish",
    "weights.draft",
    "weights.publish",
    "weights.delete",
    "key.issue",
    "key.revoke",
    "webhook.add",
    "webhook.remove",
    "tool.add",
    "tool.remove",
)
"""The acts that every member may know of: none of them is a carer's or a client's, nor about one."""


@dataclass(frozen=True, slots=True)
class Change:
    """What was done, on which day, by which role, under which weights. number: its place in the log."""

    number: int
    on: date
    role: str
    act: str
    weights: str | None


@router.get("", response_class=Response, responses={200: gives("Overview", "Weights and shares."), **OF_PLAN})
async def read_coop(asking: Member, service: Parts, plan: PlanAsked = None, language: Speech = "en") -> Response:
    """What the co-op weighs and since when, and how hours, travel, weekends, gaps and faces are shared out in the plan
    that is out, in groups of at least five people. Nobody is named."""
    return answered(await about_plan(service, asking, "overview", plan, {"language": language}))


@router.get("/changes", responses={200: {"description": "One page.", **told("Link")}, **refuses()})
async def list_changes(
    asking: Member,
    service: Parts,
    paging: Paging,
    after: Annotated[int | None, Query(ge=0, le=2**63 - 1, description="The number of the last change read.")] = None,
) -> Page[Change]:
    """What was done, the newest first: on which day, by which role, under which weights. Nobody is named."""
    return await service.seek(
        asking.coop,
        lambda books: paging.page(
            lambda most: audit.newest(books, TOLD, after, most),
            lambda each: each.number,
            change,
        ),
    )


def change(entry: Entry) -> Change:
    """An entry of the log without whoever did it, and without the hour."""
    return Change(entry.number, entry.at.date(), entry.role, entry.act, entry.weights)
