"""The random plans on which solvers and referee must agree: they break no fact, and they make every rule pay."""

from collections import Counter
from random import Random

import pytest

from engine.check import check
from engine.rules import RULES
from tests.problems import all_soft, random_plan, random_problem

SEEDS = range(12)


@pytest.fixture(scope="module")
def paid() -> Counter[str]:
    """How many of the random plans made each rule pay."""
    found: Counter[str] = Counter()
    for seed in SEEDS:
        problem = all_soft(random_problem(seed))
        amounts = check(problem, random_plan(problem, Random(seed))).amounts
        found.update(rule for rule, amount in amounts.items() if amount > 0)
    return found


@pytest.mark.parametrize("seed", SEEDS)
def test_no_fact_is_broken(seed: int) -> None:
    problem = all_soft(random_problem(seed))
    assert check(problem, random_plan(problem, Random(seed))).violations == ()


@pytest.mark.parametrize("rule", [rule.id for rule in RULES])
def test_every_rule_pays_somewhere(rule: str, paid: Counter[str]) -> None:
    assert paid[rule] > 0, f"no random plan makes {rule} pay: let tests/problems.py have a case for it"


def test_breaks_are_taken() -> None:
    plans = [random_plan(random_problem(seed), Random(seed)) for seed in SEEDS]
    assert any(stop.visit is None for plan in plans for route in plan.routes for stop in route.stops)


def test_the_same_seed_gives_the_same_problem_and_plan() -> None:
    assert random_problem(3) == random_problem(3)
    assert random_plan(random_problem(3), Random(5)) == random_plan(random_problem(3), Random(5))
