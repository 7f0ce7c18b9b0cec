"""Solving under many weights side by side gives what solving one by one gives."""

import threading
from dataclasses import replace

import pytest

from engine.analysis import Order, Planners, solve_many
from engine.check import check
from engine.errors import PlanError, RuleError
from engine.limits import Limits
from engine.plan import Plan, Route
from engine.problem import Weights
from engine.result import Result, StopReason
from engine.solve import solve
from tests.problems import random_problem

PROBLEM = random_problem(3, days=2, visits=12)
WEIGHTS = [Weights(), Weights({"travel": 20}), Weights({"continuity": 200, "travel": 0.5})]
LIMITS = Limits(iterations=2_000, seed=7)


@pytest.fixture(scope="module")
def alone() -> list[Result]:
    return [solve(replace(PROBLEM, weights=one), LIMITS) for one in WEIGHTS]


@pytest.mark.parametrize("processes", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_each_plan_is_what_solving_by_itself_finds(alone: list[Result], processes: int) -> None:
    heard: dict[int, Result] = {}
    found = solve_many(PROBLEM, WEIGHTS, LIMITS, processes=processes, heard=heard.__setitem__)
    assert [one.plan for one in found] == [one.plan for one in alone]
    assert [heard[place].plan for place in range(3)] == [one.plan for one in found]
    for weights, one in zip(WEIGHTS, found, strict=True):
        assert one.verdict == check(replace(PROBLEM, weights=weights), one.plan)
        assert one.seed == LIMITS.seed


def test_a_start_is_never_left_for_something_worse(alone: list[Result]) -> None:
    start = alone[0].plan
    for weights, one in zip(WEIGHTS, solve_many(PROBLEM, WEIGHTS, LIMITS, start, processes=1), strict=True):
        before = check(replace(PROBLEM, weights=weights), start)
        worth = [(sum(f.amount for f in told.violations), told.cost) for told in (one.verdict, before)]
        assert worth[0] <= worth[1]


@pytest.mark.parametrize("processes", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_an_order_may_have_limits_of_its_own(alone: list[Result], processes: int) -> None:
    with Planners(processes) as planners:
        own, usual = planners.solve(
            [Order(PROBLEM, limits=replace(LIMITS, seed=8, iterations=50)), Order(PROBLEM)], LIMITS
        )
    assert (own.seed, usual.seed) == (8, LIMITS.seed)
    assert (own.iterations, usual.plan) == (50, alone[0].plan)


@pytest.mark.slow
def test_a_stop_request_reaches_every_process() -> None:
    stop = threading.Event()
    threading.Timer(0.5, stop.set).start()
    with Planners(2) as planners:
        found = planners.solve([Order(PROBLEM)] * 4, Limits(seconds=600, stop=stop), "search")
        after = planners.solve([Order(PROBLEM)], LIMITS)
    assert [one.stopped for one in found] == [StopReason.REQUEST] * 4
    assert all(one.verdict == check(PROBLEM, one.plan) for one in found)
    assert after[0].stopped == StopReason.ITERATIONS


@pytest.mark.slow
def test_planners_are_kept_from_one_call_to_the_next(alone: list[Result]) -> None:
    with Planners(2) as planners:
        orders = [Order(replace(PROBLEM, weights=one)) for one in WEIGHTS]
        for _ in range(2):
            assert [one.plan for one in planners.solve(orders, LIMITS)] == [one.plan for one in alone]
        assert planners.solve([], LIMITS) == []


@pytest.mark.slow
def test_what_goes_wrong_in_a_process_is_told_here() -> None:
    with pytest.raises(RuleError, match="charm"):
        solve_many(PROBLEM, [Weights(), Weights({"charm": 1})], LIMITS)
    foreign = Plan((Route("nobody's"),))
    with pytest.raises(PlanError, match="no such shift"):
        solve_many(PROBLEM, WEIGHTS, LIMITS, foreign)
