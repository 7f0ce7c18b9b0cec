"""The bounds of the starts: narrow where a rule or the budget says so, and never narrower."""

from dataclasses import replace
from random import Random

import pytest

from engine.check import check
from engine.model.spans import horizon, pieces, spans
from engine.plan import Plan, Stop
from engine.price import Prices
from engine.problem import Pin, Problem, Weights
from engine.shapes import Wish, outside
from tests.problems import all_soft, alone, random_plan, random_problem

WISHES = (Wish(10, None, 20), Wish(30, None, 35))
SEEDS = range(6)


@pytest.mark.parametrize("wishes", [WISHES, (Wish(None, 5, 8),), (Wish(40, 50, 45), Wish(12, None, None)), ()])
def test_pieces_tell_the_wish_that_holds(wishes: tuple[Wish, ...]) -> None:
    told = {start: wish for begin, end, wish in pieces(wishes, (0, 60)) for start in range(begin, end + 1)}
    assert all(outside(wishes, start) == (told[start].outside(start) if told else 0) for start in range(61))
    assert set(told) == (set(range(61)) if wishes else set())


def first(problem: Problem, budget: int | None = None) -> tuple[int, int]:
    return spans(Prices(problem), Plan(), budget)[problem.visits[0].id]


def test_a_forbidden_distance_leaves_the_wish_alone() -> None:
    problem = random_problem(0)
    visit = problem.visits[0]
    pin = Pin(visit.id, problem.carers[0].id, visit.earliest + 17)
    assert first(alone(replace(problem, pins=(pin,)), "pinned_time", "HARD")) == (visit.earliest + 17,) * 2


def test_a_budget_bounds_the_distance() -> None:
    """At 2 points a tick, 60 points pay for 30 ticks after the latest start that is not late."""
    problem = random_problem(0)
    problem = replace(problem, ticks_per_minute=1, weights=Weights({"lateness": 2}, others="off"))
    latest = problem.visits[0].deadlines()[-1][1]
    assert first(problem, 60)[1] == latest + 30
    assert first(problem)[1] == horizon(Prices(problem), Plan())


@pytest.mark.parametrize("seed", SEEDS)
def test_a_plan_within_the_budget_lies_within_the_spans(seed: int) -> None:
    problem = all_soft(random_problem(seed))
    plan = random_plan(problem, Random(seed))
    prices = Prices(problem)
    budget = round(check(problem, plan).cost * prices.points_per_cost)
    found = spans(prices, Plan(), budget)
    assert all(found[name][0] <= stop.start <= found[name][1] for name, _, stop in plan.visits())


def test_what_the_plan_at_hand_does_stays_possible() -> None:
    problem = random_problem(1)
    plan = random_plan(problem, Random(1))
    late = horizon(Prices(problem), Plan()) + 1000
    route = plan.routes[0]
    stop = Stop(route.stops[-1].visit, late, late + 10)
    plan = Plan((replace(route, stops=(*route.stops[:-1], stop)),))
    assert stop.visit is not None
    low, high = spans(Prices(problem), plan, budget=0)[stop.visit]
    assert low <= late <= high
