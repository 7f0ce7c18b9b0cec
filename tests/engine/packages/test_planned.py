"""Packages as the solvers plan them: the days between are kept, and a day is moved only where that pays."""

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from engine.check import check
from engine.limits import Limits
from engine.matching import Desk, match, summary
from engine.plan import Plan
from engine.problem import WEEKDAYS, CarePackage, Carer, Client, Problem, Request, Weights, expanded
from engine.solve import solve
from tests.twins import MONDAY, problem, shift

SHOWER = CarePackage("a", 60, WEEKDAYS, time(9), time(12), times=3, between=1, name="shower", must=True)


def week(package: CarePackage, days: tuple[int, ...]) -> Problem:
    """A week in which Aina works on these days."""
    blank = problem(Carer("aina"), Client("a", "a"), *(shift("aina", day=day) for day in days), days=7, start=MONDAY)
    held: dict[str, Any] = {name: getattr(blank, name) for name in blank.__dataclass_fields__}
    return expanded(**held | {"packages": (package,), "weights": Weights()})


def planned(given: Problem, strategy: str) -> list[str]:
    result = solve(given, Limits(seconds=5, iterations=400), strategy=strategy)
    assert check(given, result.plan).clean
    return sorted(f"{given.calendar.clock(start):%a}" for route in result.plan.routes for start in starts(route))


def starts(route: Any) -> list[int]:
    return [stop.start for stop in route.stops if stop.visit is not None]


@pytest.mark.parametrize("strategy", ["search", "exact"])
@pytest.mark.parametrize(
    ("days", "lived"),
    [
        ((0, 2, 4, 5), ["Fri Mon Wed", "Mon Sat Wed"]),
        ((1, 3, 5, 6), ["Sat Thu Tue", "Sun Thu Tue"]),
        ((0, 2, 3, 6), ["Mon Sun Wed", "Mon Sun Thu"]),
    ],
)
def test_three_times_a_week_keeps_a_day_between(strategy: str, days: tuple[int, ...], lived: list[str]):
    assert " ".join(planned(week(SHOWER, days), strategy)) in lived


@pytest.mark.parametrize("strategy", ["search", "exact"])
def test_a_day_is_moved_only_where_nobody_comes_on_the_usual_one(strategy: str):
    movable = CarePackage(
        "a", 60, ("wed",), time(9), time(12), movable=True, moves_to=("tue", "sat"), preferred=time(10)
    )
    assert planned(week(movable, (1, 2, 5)), strategy) == ["Wed"]
    assert planned(week(movable, (1, 5)), strategy) == ["Tue"]  # a day away, where Saturday is three


def test_who_is_asked_for_so_many_times_a_week_is_offered_days_apart():
    given = replace(week(SHOWER, (0, 1, 2, 3, 4)), visits=(), links=(), packages=())
    answer = match(Desk(given, Plan()), Request(packages=(SHOWER,)))
    days = [(given.calendar.date_of(slot.start) - MONDAY).days for slot in answer.offers[0].slots]
    assert sorted(days) == [0, 2, 4]


def test_days_to_choose_from_are_told_once_each():
    given = replace(week(SHOWER, (0, 1, 2, 3, 4)), visits=(), links=(), packages=())
    told = summary(match(Desk(given, Plan()), Request(packages=(replace(SHOWER, times=2),))))[0]
    days = "Mon 23, Tue 24, Wed 25, Thu 26, Fri 27"
    assert told.startswith(f"a needs 2 visits of 60 minutes, beginning between 09:00 and 12:00: {days}")


def test_a_request_goes_by_the_holidays_of_the_problem():
    given = replace(week(SHOWER, (0, 1)), visits=(), links=(), packages=(), holidays=(date(2026, 11, 24),))
    asked = CarePackage("a", 60, ("mon", "tue"), time(9), time(12), holidays="skip")
    assert match(Desk(given, Plan()), Request(packages=(asked,))).visits == ("a-care-2026-11-23",)
