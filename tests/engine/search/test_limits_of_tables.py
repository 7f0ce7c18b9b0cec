"""The search stays within its tables, and its numbers within their width, on problems that stretch them."""

import os
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from datasets.eixample import generate
from engine.check import check
from engine.errors import ProblemError
from engine.limits import Limits
from engine.plan import Plan, Route, Stop
from engine.price import Prices
from engine.problem import Labour, Link, Problem, TravelMatrix, Weights
from engine.search import layout as at
from engine.search.change import keep, put_in, score
from engine.search.register import begin
from engine.search.run import Run
from engine.search.state import Search
from engine.strategies.search import search
from engine.units import HARD
from tests.twins import pause, plan, problem, shift, visit, weighed

LONG_ROUND = 400


def crowd(weights: Weights) -> tuple[Problem, Plan]:
    """One carer for hundreds of visits of a minute, and the round that makes them all."""
    names = [f"v{number}" for number in range(LONG_ROUND)]
    given = problem(shift("aina"), *(visit(name, duration=1) for name in names), weights)
    first = given.shifts[0].start + 10
    stops = tuple(Stop(name, first + place, first + place + 1) for place, name in enumerate(names))
    return given, Plan((Route("aina", stops),))


def test_a_start_plan_may_hold_rounds_longer_than_the_search_makes_itself() -> None:
    given, start = crowd(Weights())
    loaded = Search(given)
    loaded.load(start)
    assert loaded.plan() == start
    outcome = search(given, Limits(iterations=500, workers=2), start)
    assert check(given, outcome.plan).cost <= check(given, start).cost


def test_a_break_that_the_shift_has_not_is_left_out_of_a_start_plan() -> None:
    given = problem(shift("aina", rest=pause()), visit("v"), visit("w"), Weights())
    start = plan(given, aina="09:00 v, 11:00 break, 12:00 w")
    given = replace(given, shifts=(shift("aina"),))
    assert not check(given, start).clean
    loaded = Search(given)
    loaded.load(start)
    verdict = check(given, loaded.plan())
    assert verdict.clean
    assert loaded.points == round(verdict.cost * Prices(given).points_per_cost)


def test_a_long_chain_of_links_is_no_deadlock() -> None:
    """A dose a day over ten weeks, each at least twenty hours after the one before: each knows all the others."""
    days = range(70)
    doses = [visit(f"v{day}", windows="08:00-09:00", day=day) for day in days]
    links = [Link(before.id, after.id, 20 * 60, None, both=False) for before, after in pairwise(doses)]
    shifts = [shift("aina", "07:00-11:00", day=day) for day in days]
    given = problem(*shifts, *doses, *links, Weights(), Labour(None, None, None, None), days=len(days))
    assert check(given, search(given, Limits(iterations=2_000)).plan).unplanned == ()


def test_a_visit_linked_to_hundreds_writes_no_further_than_its_log() -> None:
    others = [visit(f"v{number}", duration=1) for number in range(100)]
    links = [Link("hub", one.id, None, 600, "different", both=True) for one in others]
    given = problem(shift("aina"), shift("berta"), visit("hub"), *others, *links, Weights())
    laid = Search(given)
    tables, state, index = laid.tables, laid.state, laid.index
    for name, row in index.visit.items():
        begin(state)
        put_in(tables, state, row, index.shift["aina" if name == "hub" else "berta"], 0)
        assert score(tables, state)
        assert state.own[at.N_LOGGED] <= len(state.log)
        if name != "hub":
            keep(state)
    assert 9 * len(tables.belongs) <= len(state.log)


def test_most_ways_may_be_impossible_without_heating_the_search() -> None:
    given = generate(clients=5, carers=2, days=1, seed=3)
    usual = Run(given, 0)
    rng = np.random.default_rng(1)

    def island(matrix: TravelMatrix) -> TravelMatrix:
        lost = rng.random(matrix.times.shape) < 0.8
        return replace(matrix, times=np.where(lost & (matrix.times > 0), -1, matrix.times))

    cut_off = Run(replace(given, travel=tuple(island(matrix) for matrix in given.travel)), 0)
    assert cut_off.schedule.hot < 10 * usual.schedule.hot


@pytest.mark.parametrize("ticks", [1, 60, 1_000])
def test_forbidden_hours_do_not_overflow_at_fine_ticks(ticks: int) -> None:
    """Aina can only come ten hours late to all but one of forty visits: the search leaves those out."""
    coarse = problem(shift("aina", "18:00-23:00"), *(visit(f"v{n}", windows="08:00-08:10") for n in range(40)))
    given = replace(
        coarse,
        ticks_per_minute=ticks,
        shifts=tuple(replace(one, start=one.start * ticks, end=one.end * ticks) for one in coarse.shifts),
        visits=tuple(
            replace(
                one,
                duration=one.duration * ticks,
                windows=tuple(replace(span, start=span.start * ticks, end=span.end * ticks) for span in one.windows),
            )
            for one in coarse.visits
        ),
        travel=tuple(TravelMatrix(one.mode, one.times * ticks) for one in coarse.travel),
        weights=Weights({"lateness": HARD}),
    )
    start = Plan((Route("aina", tuple(_in_a_row(given))),))
    loaded = Search(given)
    loaded.load(start)
    assert loaded.points >= 0
    for begins in (None, start):
        verdict = check(given, search(given, Limits(iterations=10_000), begins).plan)
        assert verdict.clean
        assert len(verdict.unplanned) == 40


def test_ticks_too_fine_to_count_what_is_forbidden_are_refused() -> None:
    with pytest.raises(ProblemError, match="ticks_per_minute"):
        problem(ticks_per_minute=1_001)


def _in_a_row(given: Problem) -> list[Stop]:
    first = given.shifts[0].start + given.minutes(10)
    lengths = [one.duration for one in given.visits]
    begins = [first + sum(lengths[:place]) for place in range(len(lengths))]
    return [Stop(one.id, start, start + one.duration) for one, start in zip(given.visits, begins, strict=True)]


def test_what_is_told_of_a_forbidden_plan_is_its_cost_alone() -> None:
    """At fine ticks the cost alone comes near to the price of what is forbidden."""
    visits = [visit(f"v{number}", must=number == 0) for number in range(40)]
    given = problem(shift("aina"), *visits, Weights({"unplanned": 150_000}), ticks_per_minute=1_000)
    assert Run(given, 0).best_cost == pytest.approx(check(given, Plan()).cost)


def test_without_shifts_there_need_be_no_travel_times() -> None:
    given = replace(weighed(problem(visit("v")), "unplanned", 5), travel=())
    assert search(given, Limits(iterations=10)).plan == Plan()


def test_a_visit_that_fits_no_shift_stays_out() -> None:
    given = problem(shift("aina", day=1), visit("v"), visit("w", day=1), Weights(), days=2)
    assert check(given, search(given, Limits(iterations=1_000)).plan).unplanned == ("v",)


def test_a_negative_seed_is_a_seed() -> None:
    given = problem(shift("aina"), visit("v"), visit("w"), Weights())
    one, two = (search(given, Limits(iterations=500, seed=-5)).plan for _ in range(2))
    assert one == two
    assert check(given, one).unplanned == ()


UNCOMPILED = """
from random import Random
from engine.errors import ProblemError
from engine.limits import Limits
from engine.strategies.search import search
from tests.problems import random_plan, random_problem
for seed in (0, 1):
    problem = random_problem(seed, days=3, visits=12)
    outcome = search(problem, Limits(iterations=300, seed=seed), random_plan(problem, Random(seed)))
    print(outcome.iterations)
"""


def test_uncompiled_moves_never_reach_outside_their_tables() -> None:
    """Compiled code does not look at bounds; the same code read by Python does."""
    told = subprocess.run(
        [sys.executable, "-c", UNCOMPILED],
        env={**os.environ, "NUMBA_DISABLE_JIT": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (told.returncode, told.stdout.split()) == (0, ["300", "300"]), told.stderr
