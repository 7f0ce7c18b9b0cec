"""How good bounds are: on cases worked by hand, and beside the simple one."""

from dataclasses import replace
from threading import Event

import pytest

from datasets.eixample import generate
from engine.bounds import lower_bound
from engine.bounds.relaxation import Relaxation
from engine.check import check
from engine.limits import Limits
from engine.price import Prices
from engine.problem import Carer, Link, Weights, Window
from engine.result import Bound
from engine.solve import bounded, solve
from engine.units import HARD
from tests.twins import at, plan, problem, shift, street, visit

ENOUGH = Limits(iterations=200)


def weights(**rules: float | str) -> Weights:
    return Weights(rules, others="off")  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize(
    ("place", "asked", "least"),
    [
        # home, a, c and back: 10 + 20 + 30 minutes
        ("c", ("08:00-09:00", "08:30-10:00"), 60),
        # v ends at 8:40, w at d begins at 9:10 instead of 8:30: 40 minutes at 3, and 10 + 30 + 40 of travel
        ("d", ("08:10-08:10", "08:30-08:30"), 200),
    ],
    ids=["travel", "lateness"],
)
def test_one_round_through_the_street_is_bounded_exactly(place: str, asked: tuple[str, str], least: float) -> None:
    given = problem(
        shift("aina"),
        visit("v", "a", asked[0]),
        visit("w", place, asked[1]),
        weights(travel=1, unplanned=500, lateness=3),
    )
    assert lower_bound(given, ENOUGH).value == least


def test_the_idlest_carer_is_no_less_idle_than_the_mean() -> None:
    given = problem(shift("aina", "08:00-09:00"), shift("biel", "08:00-09:00"), visit("v"), weights(idlest=1))
    # An hour each; whoever does v has 30 minutes of care, 20 of travel and is idle for 10, the other for 60. The mean
    # of equal weights is 35 for both ways to plan; with others it is less for one of them.
    assert lower_bound(given, ENOUGH).value == 35


def test_linked_visits_wait_for_each_other() -> None:
    given = problem(
        shift("aina", "08:00-16:00"),
        shift("biel", "08:00-16:00"),
        Carer("aina"),
        visit("v", "a", "08:10-08:10", must=True),
        visit("w", "a", "10:10-10:10", must=True),
        Link("v", "w", 0, 0, "different"),
        weights(lateness=1, simultaneous=HARD, must_do=HARD, travel=1),
    )
    # v waits two hours for w: 120 late, and twice 20 minutes of travel
    assert lower_bound(given, ENOUGH).value == 160


def test_a_finer_tick_tells_nearly_the_same() -> None:
    span = replace(shift("aina", leaves="at_start"), start=at("08:00") * 1000, end=at("10:00") * 1000)
    first, second = visit("v", "a", duration=31_000), visit("w", "d", duration=33_000)
    given = problem(
        span,
        replace(first, windows=(Window(at("08:10") * 1000, at("08:40") * 1000),)),
        replace(second, windows=(Window(at("09:00") * 1000, at("09:05") * 1000),)),
        street(minutes=10_000),
        weights(travel=1, unplanned=500, lateness=3, waiting=1, overtime=1),
        ticks_per_minute=1000,
    )
    # 80 of travel; w begins at 8:10 + 31 + 30 = 9:11, 6 minutes late: 18; home at 9:11 + 33 + 40 = 10:24: 24
    told = lower_bound(given, ENOUGH).value
    assert 122 - 6 < told <= 122  # buckets of half a minute, each paid for by what depends on time


def test_a_generated_day_is_bounded_much_better_than_simply() -> None:
    given = generate(seed=3, carers=3, days=1)
    found = solve(given, Limits(iterations=20_000))
    under_way = Relaxation(given, found.plan, lambda: False)
    under_way.prepare()
    at_once = under_way.points / Prices(given).points_per_cost
    told = lower_bound(given, Limits(iterations=60), found.plan)
    assert at_once < told.value <= found.verdict.cost
    assert found.verdict.cost - told.value < 0.5 * (found.verdict.cost - at_once)


def test_without_time_the_bound_is_the_simple_one() -> None:
    given = problem(shift("aina"), visit("v", "c"), weights(travel=1, unplanned=500))
    stop = Event()
    stop.set()
    assert lower_bound(given, Limits(stop=stop)) == Bound(0.0)
    assert lower_bound(given, Limits(iterations=0)).value == 30


def test_a_bound_that_a_plan_reaches_proves_it() -> None:
    given = problem(shift("aina"), visit("v", "c"), weights(travel=1, unplanned=500))
    result = solve(given, Limits(iterations=1000), "search")
    assert result.bound is None
    told = bounded(given, result, ENOUGH)
    assert told.bound == Bound(60.0, proved=True)
    assert told.plan == result.plan


def test_a_plan_that_breaks_hard_rules_is_told_no_bound() -> None:
    given = problem(shift("aina"), visit("v", "c", must=True), weights(travel=1, must_do=HARD))
    result = solve(given, Limits(iterations=10), "search")
    empty = replace(result, plan=plan(given), verdict=check(given, plan(given)))
    assert bounded(given, empty, ENOUGH).bound is None


@pytest.mark.parametrize("iterations", [1, 5])
def test_the_same_iterations_tell_the_same(iterations: int) -> None:
    given = generate(seed=3, carers=2, days=1)
    limits = Limits(iterations=iterations)
    assert lower_bound(given, limits) == lower_bound(given, limits)
