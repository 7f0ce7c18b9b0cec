"""Kernel, CP-SAT and referee agree where a tick or a week decides: on a limit itself, and just to either side of it.

Random plans seldom stand on an edge. Each case here tells what the referee must find, so that the edge stays one.
"""

from collections.abc import Iterator
from itertools import combinations, product

import pytest

from engine.check import check
from engine.model.cpsat import Model, Worth
from engine.plan import Plan
from engine.price import Prices
from engine.problem import Labour, Link, Problem
from engine.search.state import Search
from tests.twins import at, pause, plan, problem, shift, visit, weighed

Case = tuple[str, Problem, Plan, int]
"""A rule, a problem, a plan, and the amount that the rule finds, in ticks or times."""


def clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def breaks_that_are_due() -> Iterator[Case]:
    """The round lasts 50 minutes: 10 there, 30 of care, 10 back."""
    for leaves, due_after in product(("late", "at_start"), range(47, 53)):
        given = problem(shift("aina", rest=pause(due_after=due_after), leaves=leaves), visit("v"))
        yield "missed_break", given, plan(given, aina="08:10 v"), int(due_after < 50)


def weekends() -> Iterator[Case]:
    """Every choice of the weekends 0, 1, 3, 4 and 5, by a Saturday or a Sunday; two in a row are fine."""
    days = {0: 5, 1: 13, 3: 26, 4: 34, 5: 40}
    shifts = [shift("aina", day=day) for day in days.values()]
    visits = [visit(f"v{day}", day=day) for day in days.values()]
    given = problem(*shifts, *visits, Labour(weekends_in_a_row=2), days=42)
    for count in range(len(days) + 1):
        for worked in combinations(days, count):
            rounds = {f"aina_{days[weekend]}": f"09:00 v{days[weekend]}" for weekend in worked}
            above = sum({weekend - 1, weekend - 2} <= set(worked) for weekend in worked)
            yield "weekends_in_a_row", given, plan(given, **rounds), above


def second_windows() -> Iterator[Case]:
    """Late for the first window until the second opens; from that very tick on, in time."""
    given = problem(shift("aina"), visit("v", windows="08:10-09:00 10:00-10:30"))
    late = {"09:00": 0, "09:01": 1, "09:59": 59, "10:00": 0, "10:01": 0, "10:30": 0, "10:31": 1}
    for (begins, minutes), rule in product(late.items(), ("lateness", "worst_lateness")):
        yield rule, given, plan(given, aina=f"{begins} v"), minutes


def gaps() -> Iterator[Case]:
    """Second from 20 minutes before the first until 60 after it, and on both sides of that."""
    given = problem(shift("aina"), shift("berta"), visit("v"), visit("w"), Link("v", "w", -20, 60))
    for gap in (-62, -60, -21, -20, -19, 0, 59, 60, 61):
        planned = plan(given, aina="10:00 v", berta=f"{clock(at('10:00') + gap)} w")
        yield "minimum_gap", given, planned, max(0, -20 - gap)
        yield "maximum_gap", given, planned, max(0, gap - 60)


def ends_of_shifts() -> Iterator[Case]:
    for over in (-1, 0, 1):
        given = problem(shift("aina", "08:00-10:00"), visit("v"))
        yield "overtime", given, plan(given, aina=f"{clock(at('09:20') + over)} v"), max(0, over)


def bounds_switched_off() -> Iterator[Case]:
    """Three days of 23 hours in a row, with no bound on any of them."""
    days = range(3)
    shifts = [shift("aina", "00:00-23:59", day=day) for day in days]
    visits = [visit(f"v{day}", windows="00:00-23:59", day=day, duration=23 * 60) for day in days]
    given = problem(*shifts, *visits, Labour(None, None, None, None), days=7)
    planned = plan(given, **{one.id: f"00:10 v{day}" for day, one in enumerate(shifts)})
    for rule in ("longest_day", "rest_between_days", "weekly_rest", "weekends_in_a_row"):
        yield rule, given, planned, 0


def after_the_last_hour() -> Iterator[Case]:
    """All windows, shifts and breaks are over, and the round goes on: with work in a row, or after a gap asked for."""
    visits = [visit(name, windows="15:30-16:00", duration=60) for name in "vwx"]
    given = problem(shift("aina"), *visits)
    yield "lateness", given, plan(given, aina="15:50 v, 16:50 w, 17:50 x"), 50 + 110
    given = problem(shift("aina"), visit("v"), visit("w"), Link("v", "w", 300))
    yield "minimum_gap", given, plan(given, aina="16:00 v, 21:00 w"), 0
    yield "minimum_gap", given, plan(given, aina="16:00 v, 20:59 w"), 1


CASES = [
    pytest.param(*case, id=f"{case[0]}-{number}")
    for make in (
        breaks_that_are_due,
        weekends,
        second_windows,
        gaps,
        ends_of_shifts,
        bounds_switched_off,
        after_the_last_hour,
    )
    for number, case in enumerate(make())
]


@pytest.mark.parametrize(("rule", "given", "planned", "amount"), CASES)
def test_on_the_edge_all_three_find_the_same(rule: str, given: Problem, planned: Plan, amount: int) -> None:
    given = weighed(given, rule, 1)
    verdict = check(given, planned)
    assert (verdict.violations, verdict.amounts[rule]) == ((), amount)
    points = round(verdict.cost * Prices(given).points_per_cost)
    search = Search(given)
    search.hold(planned)
    assert search.points == points
    assert Model(given).evaluate(planned) == Worth(points, 0)
