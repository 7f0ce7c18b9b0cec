"""Small random problems with a sound plan each, in which some visits are left out: the worlds of explanations."""

from functools import cache
from random import Random

from engine.check import check
from engine.plan import Plan
from engine.problem import Problem, Weights
from engine.result import Verdict
from engine.units import HARD, Weight
from tests.placing import ReferencePlacer
from tests.problems import random_problem

FORBIDDING = (
    "competence",
    "refused",
    "simultaneous",
    "together",
    "different_carers",
    "one_round_at_a_time",
    "unreachable",
)


class Remembered:
    """The reference placer, which is slow, asked once for each thing."""

    def __init__(self, given: Problem):
        self.place = cache(ReferencePlacer(given).__call__)

    def __call__(self, plan: Plan, visit: str, carer: str, /) -> Plan | None:
        return self.place(plan, visit, carer)


@cache
def world(seed: int) -> tuple[Problem, Plan, Verdict, Remembered]:
    """A small problem and a sound plan of it: visits placed one by one while nothing breaks, some left out."""
    rng = Random(seed)
    soft = {"longest_day": 5, "pinned_carer": 10, "pinned_time": 0, "required_attribute": 20, "same_carer": 9}
    soft |= dict.fromkeys(
        ("legal_week", "legal_year", "rest_between_days", "weekly_rest", "minimum_gap", "maximum_gap", "order"), 1
    )
    soft |= {"must_do": 100, "unplanned": rng.choice((20, 60, 500))}
    hard: dict[str, Weight] = dict.fromkeys(FORBIDDING, HARD)
    weights = Weights({**soft, **hard, "lateness": HARD if rng.random() < 0.5 else 3})
    given = random_problem(seed, days=2, carers=4, visits=8, weights=weights)
    place = Remembered(given)
    plan, verdict = Plan(), check(given, Plan())
    for visit in rng.sample(given.visits, 6):
        if visit.id in verdict.unplanned:
            found = place(plan, visit.id, rng.choice(given.carers).id)
            after = None if found is None else check(given, found)
            if found is not None and after is not None and after.clean:
                plan, verdict = found, after
    return given, plan, verdict, place
