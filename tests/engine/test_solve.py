"""Solving lets no plan out that the referee has not seen, and none that is worse than the one it was given."""

from dataclasses import replace

import pytest

from datasets.eixample import generate
from engine.check import check
from engine.errors import PlanError, StrategyError
from engine.limits import Limits
from engine.plan import Plan, Route
from engine.problem import Problem, Weights
from engine.solve import STRATEGIES, solve


@pytest.fixture(scope="module")
def day() -> Problem:
    return generate(clients=5, carers=2, days=1, seed=3)


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_every_strategy_gives_a_judged_plan(day: Problem, strategy: str) -> None:
    start = solve(day, Limits(iterations=0)).plan if strategy == "polish" else None
    result = solve(day, Limits(seconds=1.5), strategy, start)
    assert result.verdict == check(day, result.plan)
    assert result.verdict.clean
    assert result.strategy == strategy


def test_the_default_proves_a_small_day_and_no_strategy_beats_the_proof(day: Problem) -> None:
    proved = solve(day, Limits(seconds=60))
    assert proved.bound is not None
    assert proved.bound.proved
    assert proved.bound.value == pytest.approx(proved.verdict.cost)
    searched = solve(day, Limits(iterations=3_000), "search")
    assert searched.verdict.cost >= proved.bound.value - 1e-9


def test_iterations_repeat_the_default(day: Problem) -> None:
    limits = Limits(iterations=3_000, seed=2)
    assert solve(day, limits).plan == solve(day, limits).plan


def test_a_start_is_never_made_worse(day: Problem) -> None:
    good = solve(day, Limits(seconds=2)).plan
    again = solve(day, Limits(iterations=1, seed=9), "search", start=good)
    assert again.verdict.cost <= check(day, good).cost


def test_weights_turn_the_plan(day: Problem) -> None:
    lazy = replace(day, weights=Weights({"unplanned": 0}))
    assert len(solve(lazy, Limits(seconds=1)).verdict.unplanned) > len(solve(day, Limits(seconds=1)).verdict.unplanned)


def test_an_unknown_strategy_is_named_with_the_known_ones(day: Problem) -> None:
    with pytest.raises(StrategyError, match=r"'magic'.*default, search, exact, polish, rolling"):
        solve(day, Limits(seconds=1), "magic")


def test_a_start_of_another_problem_is_refused(day: Problem) -> None:
    with pytest.raises(PlanError, match="nowhere"):
        solve(day, Limits(seconds=1), start=Plan((Route("nowhere"),)))
