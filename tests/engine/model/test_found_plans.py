"""What CP-SAT finds can be lived, and is worth no more than it says.

A model that is too loose finds plans that nobody could live; evaluating plans that were lived would never show it.
"""

from random import Random

import pytest

from engine.check import check
from engine.construction import FACTS
from engine.limits import Clock, Limits
from engine.model.cpsat import Model, Worth
from engine.model.running import run
from engine.plan import Plan
from engine.price import Prices
from engine.problem import Problem, TravelMatrix, Weights
from tests.problems import all_soft, random_plan, random_problem
from tests.twins import pause, plan, problem, shift, street, visit

EFFORT = 20_000
DOORSTEP = 10


def judged(given: Problem, planned: Plan) -> Worth:
    """The referee's word in the model's terms."""
    verdict = check(given, planned)
    assert {finding.rule for finding in verdict.violations}.isdisjoint(fact.id for fact in FACTS)
    points = round(verdict.cost * Prices(given).points_per_cost)
    return Worth(points, sum(finding.amount for finding in verdict.violations))


@pytest.mark.parametrize("seed", range(8))
def test_a_found_plan_can_be_lived_and_costs_no_more_than_the_model_says(seed: int) -> None:
    """Less it may cost: amounts come down to what they must be only where there is time to prove it."""
    given = random_problem(seed, visits=10, doorstep=5)
    given = all_soft(given) if seed % 2 else given
    start = random_plan(given, Random(seed))
    solved = run(Model(given, start), Clock(Limits(iterations=EFFORT)))
    worth = judged(given, solved.plan)
    assert solved.trace
    assert worth.points <= solved.worth.points
    assert worth.broken <= solved.worth.broken


@pytest.mark.parametrize("leaves", ["late", "at_start"])
def test_after_a_break_on_the_spot_the_doorstep_is_still_to_be_crossed(leaves: str) -> None:
    """The break ends when the visit should begin: it is worth being late for, by the doorstep."""
    given = problem(
        TravelMatrix("walk", street().times + DOORSTEP),
        shift("aina", rest=pause("09:00-09:30"), leaves=leaves),
        visit("v", windows="09:30-09:30"),
        Weights({"missed_break": 100, "lateness": 1}, others="off"),
    )
    solved = run(Model(given), Clock(Limits()))
    assert solved.proved
    assert solved.plan == plan(given, aina="09:00 break, 09:40 v")
    assert solved.worth == judged(given, solved.plan) == Worth(DOORSTEP, 0)
