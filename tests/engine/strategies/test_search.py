"""The search keeps its limits, repeats itself when asked to, and gives a plan whatever is asked of it."""

import threading
from dataclasses import replace
from random import Random

import pytest

from datasets.eixample import generate
from engine.check import check
from engine.limits import Limits
from engine.plan import Plan
from engine.problem import Need, Problem
from engine.result import Progress, StopReason
from engine.strategies.search import search
from tests.problems import random_plan, random_problem

MOVES = 4_000


@pytest.fixture(scope="module")
def week() -> Problem:
    return generate(clients=12, carers=4, days=3, seed=4)


def test_the_same_seed_and_iterations_give_the_same_plan(week: Problem) -> None:
    one = search(week, Limits(iterations=MOVES, seed=5))
    two = search(week, Limits(iterations=MOVES, seed=5))
    other = search(week, Limits(iterations=MOVES, seed=6))
    assert one.plan == two.plan
    assert one.plan != other.plan
    assert one.iterations == MOVES
    assert one.stopped == StopReason.ITERATIONS


def test_more_moves_do_not_cost_more_and_the_plan_is_clean(week: Problem) -> None:
    short = check(week, search(week, Limits(iterations=0)).plan)
    long = check(week, search(week, Limits(iterations=10 * MOVES)).plan)
    assert long.clean
    assert long.cost < short.cost


def test_the_last_cost_told_is_the_referees(week: Problem) -> None:
    told: list[Progress] = []
    outcome = search(week, Limits(iterations=MOVES, progress=told.append))
    verdict = check(week, outcome.plan)
    assert told[-1].cost == pytest.approx(verdict.cost)
    assert told[-1].unplanned == len(verdict.unplanned)
    assert outcome.trace[-1][1] == pytest.approx(verdict.cost)
    costs = [cost for _, cost in outcome.trace]
    assert costs == sorted(costs, reverse=True)


def test_a_stop_request_brings_the_best_plan_so_far(week: Problem) -> None:
    stop = threading.Event()
    seen: list[Progress] = []

    def progress(now: Progress) -> None:
        seen.append(now)
        if now.phase == "search":
            stop.set()

    outcome = search(week, Limits(seconds=600, stop=stop, progress=progress))
    assert outcome.stopped == StopReason.REQUEST
    assert check(week, outcome.plan).cost == pytest.approx(min(one.cost for one in seen if one.cost is not None))


def test_a_time_limit_ends_it(week: Problem) -> None:
    outcome = search(week, Limits(seconds=0.2))
    assert outcome.stopped == StopReason.TIME
    assert check(week, outcome.plan).clean


def test_two_workers_give_a_clean_plan(week: Problem) -> None:
    outcome = search(week, Limits(iterations=MOVES, workers=2))
    assert check(week, outcome.plan).clean
    assert outcome.iterations == 2 * MOVES


def test_it_goes_on_from_a_plan(week: Problem) -> None:
    good = search(week, Limits(iterations=20 * MOVES)).plan
    again = search(week, Limits(iterations=1), start=good).plan
    assert check(week, again).cost <= check(week, good).cost


@pytest.mark.parametrize("seed", range(6))
def test_any_plan_may_be_the_start(seed: int) -> None:
    problem = random_problem(seed)
    start = random_plan(problem, Random(seed))
    outcome = search(problem, Limits(iterations=500, seed=seed), start=start)
    check(problem, outcome.plan)


def test_nobody_on_shift_leaves_everything_unplanned(week: Problem) -> None:
    empty = replace(week, shifts=(), pins=(), published=())
    outcome = search(empty, Limits(iterations=MOVES))
    assert outcome.plan == Plan()
    assert outcome.stopped == StopReason.DONE
    assert len(check(empty, outcome.plan).unplanned) == len(week.visits)


def test_nothing_to_plan_is_no_error(week: Problem) -> None:
    outcome = search(replace(week, visits=(), links=(), pins=(), published=()), Limits(iterations=MOVES))
    assert outcome.plan == Plan()


def test_a_must_that_cannot_be_is_a_violation_with_a_plan_around_it(week: Problem) -> None:
    hopeless = replace(week.visits[0], must=True, needs=(Need("flying", 9),))
    problem = replace(week, visits=(hopeless, *week.visits[1:]))
    verdict = check(problem, search(problem, Limits(iterations=MOVES)).plan)
    broken = {finding.rule for finding in verdict.violations}
    assert "must_do" in broken
    assert hopeless.id in verdict.unplanned
    assert len(verdict.unplanned) < len(problem.visits) / 2


def test_without_limits_it_ends_by_itself() -> None:
    tiny = generate(clients=2, carers=2, days=1, seed=2)
    outcome = search(tiny, Limits())
    assert outcome.stopped == StopReason.DONE
    assert outcome.iterations > 0
