"""A small week for tests: its problem, a plan of it, and a store that holds both."""

import json
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from api.documents.verdicts import beside_plan
from api.store import jobs, plans, problems
from api.store.jobs import Order
from api.store.store import Store
from datasets.eixample import generate
from engine.check import check
from engine.data.canonical import plan_text, problem_text
from engine.limits import Limits
from engine.problem import Problem
from engine.result import Result
from engine.solve import solve

ID = "week-48"


@cache
def week() -> Problem:
    """Eight clients and five carers of the made-up district."""
    return replace(generate(8, 5, seed=3), name="a made-up week")


@cache
def planned(iterations: int = 2000, seed: int = 1) -> Result:
    """A plan of it."""
    return solve(week(), Limits(iterations=iterations, seed=seed), "search")


def without(visit: str) -> Result:
    """The plan of it with a visit left out."""
    made = planned()
    plan = made.plan.without(visit)
    return replace(made, plan=plan, verdict=check(week(), plan))


def document(result: Result) -> dict[str, Any]:
    return json.loads(plan_text(result.plan, week().name, beside_plan(week(), result, "en")))


@dataclass(frozen=True)
class Put:
    """What a store holds: the problem's version and a plan."""

    version: int
    plan: str


def put(store: Store, coop: str = "sol", result: Result | None = None) -> Put:
    """Put the week and a plan of it into a co-op's books."""
    made = result or planned()
    with store.of(coop) as books:
        version = problems.put(books, ID, week(), problem_text(week()), None).version
        job = jobs.accept(books, Order(kind="plan", problem=ID, version=version, by="key-1"))
        jobs.begin(books, job.id, "test/1")
        jobs.tell(books, job.id, 1, {"cost": 1.0})
        jobs.finish(books, job.id, 1, jobs.State.DONE)
        plans.keep(
            books,
            job.id,
            ID,
            version,
            document(made),
            {"bound": None},
            clean=made.verdict.clean,
            cost=made.verdict.cost,
            unplanned=len(made.verdict.unplanned),
        )
    return Put(version, job.id)


def care(id: str = "asked", client: str | None = None) -> dict[str, Any]:
    """A request for one visit more like the first one."""
    like = week().visits[0]
    window = {"start": like.windows[0].start, "end": like.windows[0].end}
    visit = {"id": id, "client": client or like.client, "duration": 30, "windows": [window]}
    return {"format": "ronda-request-1", "visits": [visit]}
