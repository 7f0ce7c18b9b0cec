"""Referee, kernel and CP-SAT agree on rest pooled over two weeks: on random plans, after every move, soft and hard."""

from dataclasses import replace
from functools import cache
from random import Random

import pytest

from engine.check import check
from engine.model.cpsat import Model, Worth
from engine.model.variables import Scope
from engine.plan import Plan
from engine.price import Prices
from engine.problem import Problem
from engine.search import layout as at
from engine.search.state import Search
from engine.units import HARD
from tests.agreement.test_kernel_agrees import walk
from tests.problems import alone, random_plan, random_problem

SEEDS = range(6)
RULE = "weekly_rest"


@cache
def case(seed: int) -> tuple[Problem, Plan]:
    """Two weeks and a day, with so much rest asked that careless plans lack it; the clocks change within."""
    given = random_problem(seed, days=15, carers=2, visits=60)
    labour = replace(given.labour, weekly_rest=Random(seed).randrange(5500, 6600), weekly_rest_over=14)
    given = alone(replace(given, labour=labour), RULE, 1)
    return given, random_plan(given, Random(seed))


def test_the_plans_lack_rest() -> None:
    assert sum(check(*case(seed)).amounts[RULE] > 0 for seed in SEEDS) > 2


@pytest.mark.parametrize("seed", SEEDS)
def test_soft(seed: int) -> None:
    given, planned = case(seed)
    points = round(check(given, planned).cost * Prices(given).points_per_cost)
    search = Search(given)
    search.hold(planned)
    assert search.points == points
    assert Model(given).evaluate(planned) == Worth(points, 0)
    few = frozenset(Random(seed).sample([route.shift for route in planned.routes], 3))
    assert Model(given, planned, Scope(shifts=few)).evaluate(planned) == Worth(points, 0)


@pytest.mark.parametrize("seed", SEEDS)
def test_hard(seed: int) -> None:
    given, planned = alone(case(seed)[0], RULE, HARD), case(seed)[1]
    broken = sum(finding.amount for finding in check(given, planned).violations)
    search = Search(given)
    search.hold(planned)
    assert search.points == at.FORBIDDEN * broken
    assert Model(given, planned).evaluate(planned) == Worth(0, broken)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_move(seed: int) -> None:
    walk(*case(seed), seed, 200)
