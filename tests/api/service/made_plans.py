"""Plans and questions for the matrix of who may do what: each made anew, and how to ask for it."""

import json
from typing import Any

from api.documents.verdicts import verdict_document
from api.store import jobs, plans
from api.store.jobs import Order, State
from engine.check import check
from engine.data.canonical import plan_text
from engine.plan import Plan, Route, Stop
from tests.api.service.parts import SMALL, World

PLAN = Plan((Route("b1", (Stop("v1", 490, 520),)), Route("d1", (Stop("v2", 510, 555),))))
"""One visit each."""

CARE = {
    "format": "ronda-request-1",
    "visits": [{"id": "asked", "client": "iris", "duration": 30, "windows": [{"start": 600, "end": 660}]}],
}


def document() -> dict[str, Any]:
    beside = {"verdict": verdict_document(SMALL, PLAN, check(SMALL, PLAN), "en"), "kpis": {}}
    return json.loads(plan_text(PLAN, SMALL.name, beside))


def accepted(world: World, kind: str, problem: str | None = None) -> str:
    """Work that has not begun."""
    problem = problem or world.put()[0]
    with world.store.of(world.coops[0]) as books:
        return jobs.accept(books, Order(kind=kind, problem=problem, version=1, by="key-1", request=b"{}")).id


def finished(world: World, problem: str | None = None) -> str:
    """A plan that is there."""
    problem = problem or world.put()[0]
    id = accepted(world, "plan", problem)
    with world.store.of(world.coops[0]) as books:
        jobs.begin(books, id, "test/1")
        jobs.finish(books, id, 1, State.DONE)
        plans.keep(books, id, problem, 1, document(), {}, clean=True, cost=1.0, unplanned=0)
    return id
