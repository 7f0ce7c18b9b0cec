"""Looking around a good plan keeps limits as the search does, and leaves most of the plan as it is."""

import threading
from dataclasses import replace

import pytest

from datasets.eixample import generate
from engine.check import check
from engine.limits import Limits
from engine.plan import Plan
from engine.problem import Problem
from engine.result import Progress, StopReason
from engine.strategies.search import nearby, search

MOVES = 4_000


@pytest.fixture(scope="module")
def week() -> Problem:
    return generate(clients=12, carers=4, days=3, seed=4)


@pytest.fixture(scope="module")
def good(week: Problem) -> Plan:
    return search(week, Limits(iterations=20 * MOVES, seed=7)).plan


def test_the_same_seed_and_moves_give_the_same_plan(week: Problem, good: Plan) -> None:
    one, two = (nearby(week, Limits(iterations=MOVES, seed=5), good) for _ in range(2))
    assert one.plan == two.plan
    assert (one.iterations, one.stopped) == (MOVES, StopReason.ITERATIONS)


def test_a_good_plan_does_not_come_out_worse(week: Problem, good: Plan) -> None:
    for seed in range(3):
        assert check(week, nearby(week, Limits(iterations=MOVES, seed=seed), good).plan).cost <= check(week, good).cost


def test_few_moves_are_enough_to_follow_other_weights(week: Problem, good: Plan) -> None:
    other = replace(week, weights=replace(week.weights, values={"travel": 3, "continuity": 60}))
    before = check(other, good).cost
    for seed in range(3):
        assert check(other, nearby(other, Limits(iterations=MOVES, seed=seed), good).plan).cost < before


def test_without_a_plan_it_makes_one(week: Problem) -> None:
    assert check(week, nearby(week, Limits(iterations=MOVES)).plan).clean


def test_it_keeps_a_time_limit_and_a_stop_request(week: Problem, good: Plan) -> None:
    assert nearby(week, Limits(seconds=0.2), good).stopped == StopReason.TIME
    stop = threading.Event()

    def progress(now: Progress) -> None:
        if now.phase == "search":
            stop.set()

    outcome = nearby(week, Limits(seconds=600, stop=stop, progress=progress), good)
    assert outcome.stopped == StopReason.REQUEST
    assert check(week, outcome.plan).clean


def test_several_workers_go_on_from_it(week: Problem, good: Plan) -> None:
    outcome = nearby(week, Limits(iterations=MOVES, workers=2), good)
    assert check(week, outcome.plan).cost <= check(week, good).cost
    assert outcome.iterations == 2 * MOVES


def test_nothing_to_plan_is_no_error(week: Problem) -> None:
    empty = replace(week, visits=(), links=(), pins=(), published=(), packages=(), ties=())
    assert nearby(empty, Limits(iterations=MOVES)).stopped == StopReason.DONE
