"""A week that comes again: the same clock times, the packages of the new days, and over a clock change too."""

from datetime import date, time, timedelta

import pytest

from engine.errors import ProblemError
from engine.problem import CarePackage, Client, Published, expanded
from engine.rolling import repeated
from tests.twins import MONDAY, at, pause, plan, problem, shift, visit


def test_clock_times_and_ids_stay():
    given = problem(
        shift("aina", day=2, rest=pause("59:00-61:00")),
        visit("v", day=2, preferred=at("09:00", 2)),
        Published("v", "aina", at("09:00", 2)),
        days=7,
    )
    found = repeated(given, MONDAY + timedelta(days=14))
    assert (found.shifts, found.visits, found.published) == (given.shifts, given.visits, ())
    assert found.start == MONDAY + timedelta(days=14)


def test_over_a_clock_change_the_clock_counts():
    """Madrid puts its clocks on in the night to Sunday 29 March 2026: eight o'clock is an hour of ticks earlier."""
    given = problem(shift("aina", day=6), visit("v", day=6), days=7, start=date(2026, 3, 16), timezone="Europe/Madrid")
    found = repeated(given, date(2026, 3, 23))
    assert found.shifts[0].start == given.shifts[0].start - 60
    assert found.calendar.clock(found.visits[0].earliest).time() == time(8)


def test_packages_are_due_as_they_are_then():
    blank = problem(shift("aina"), Client("a", "a"), days=7)
    care = CarePackage("a", 30, ("mon",), time(8), time(12), first=MONDAY, every=2)
    given = expanded(**{name: getattr(blank, name) for name in blank.__dataclass_fields__} | {"packages": (care,)})
    assert [one.id for one in given.visits] == ["a-care-2026-11-23"]
    assert repeated(given, MONDAY + timedelta(days=7)).visits == ()
    assert [one.id for one in repeated(given, MONDAY + timedelta(days=14)).visits] == ["a-care-2026-12-07"]


def test_a_week_begins_on_its_weekday():
    given = problem(shift("aina"), days=7)
    assert plan(given)
    with pytest.raises(ProblemError, match="standing week: start = 2026-11-23: it begins on Monday 2026-11-23, and is"):
        repeated(given, MONDAY + timedelta(days=8))
