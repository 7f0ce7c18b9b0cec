"""A run plans one case once: what it is to do, and the row of figures that the referee and the plan give."""

import resource
import time
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from benchmarks.week.servable import Servable
from datasets.weeks import case
from engine import Limits, Plan, Problem, Verdict
from engine.check import check
from engine.kpi import kpis
from engine.search.warm import warm
from engine.solve import solve

Key = tuple[str, int, float, int, str]

FACES = ("continuity", "usual_carer", "preferred_carer")
"""The rules that ask for few and familiar faces."""

REST = ("rest_between_days", "weekly_rest", "one_round_at_a_time")
HOURS = ("longest_day", "legal_week", "legal_year")


@dataclass(frozen=True, slots=True)
class Order:
    """What one run is to do. faces: "asked", at the default weights, or "not asked": without the rules of FACES."""

    case: str
    seed: int
    seconds: float
    workers: int
    faces: str

    @property
    def key(self) -> Key:
        return self.case, self.seed, self.seconds, self.workers, self.faces


@dataclass(frozen=True, slots=True)
class Row(Order):
    """What the run of an order gave.

    servable, planned: visits that fit somebody's shift at all, and how many of those are planned. fewest: carers a
    client, the least that shifts and days off allow for what is planned (see `servable`). late, overtime: minutes.
    travel: its share of the time spent on care, travel and waiting. off_contract: minutes below or above the contract,
    added up. rest, hours: findings of those rules. gaps: waits of more than half an hour between two visits. wall:
    seconds of planning, with the referee's; peak: MiB of the process.
    """

    visits: int
    clients: int
    carers: int
    servable: int
    planned: int
    carers_mean: float
    carers_p90: int
    fewest: float
    travel: float
    late: float
    overtime: float
    off_contract: float
    rest: int
    hours: int
    violations: int
    gaps: int
    cost: float
    moves: int
    wall: float
    peak: int


def measure(order: Order) -> Row:
    """Make the case's weeks, plan them, and look at the plan."""
    warm()
    problem = case(order.case, order.seed)
    asked = problem if order.faces == "asked" else without_faces(problem)
    began = time.perf_counter()
    result = solve(asked, Limits(seconds=order.seconds, seed=order.seed, workers=order.workers))
    wall = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    verdict = check(problem, result.plan)  # by the same weights, whatever was asked for
    return Row(
        *order.key,
        visits=len(problem.visits),
        clients=len(problem.clients),
        carers=len(problem.carers),
        **_figures(problem, result.plan, verdict),
        cost=verdict.cost,
        moves=result.iterations,
        wall=round(wall, 1),
        peak=peak,
    )


def without_faces(problem: Problem) -> Problem:
    """The same problem, in which it does not count who comes to whom."""
    weights = replace(problem.weights, values={**problem.weights.values, **dict.fromkeys(FACES, 0)})
    return replace(problem, weights=weights)


def _figures(problem: Problem, plan: Plan, verdict: Verdict) -> dict[str, Any]:
    known = Servable(problem)
    found = kpis(problem, plan)
    planned = {visit for visit, _, _ in plan.visits()}
    visited = [client.client for client in found.clients if client.carers]
    fewest = [known.fewest(one for one in problem.visits_of[name] if one.id in planned) for name in visited]
    rules = [finding.rule for finding in verdict.violations]
    off = sum(abs(one.minutes - one.contract) for one in found.carers if one.contract is not None)
    return {
        "servable": len(known.visits),
        "planned": len(known.visits & planned),
        "carers_mean": round(found.carers_per_client_mean, 3),
        "carers_p90": found.carers_per_client_p90,
        "fewest": round(float(np.mean(fewest)), 3),
        "travel": round(found.travel_share, 4),
        "late": round(found.late_minutes),
        "overtime": round(found.overtime_minutes),
        "off_contract": round(off),
        "rest": sum(rule in REST for rule in rules),
        "hours": sum(rule in HOURS for rule in rules),
        "violations": len(rules),
        "gaps": found.gaps,
    }
