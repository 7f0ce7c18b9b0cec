from datetime import date, time

import pytest

from engine.problem import Calendar, Labour, Shift, Visit, Window
from tests.twins import amount, plan, problem, shift, visit

LATE_AND_EARLY = (shift("aina", "14:00-24:00"), shift("aina", "06:00-14:00", day=1))


def world(*parts):
    return problem(
        *LATE_AND_EARLY, visit("v", windows="14:00-24:00"), visit("w", windows="06:00-14:00", day=1), *parts, days=2
    )


# v at 20:20 is over at 20:50, home 21:00; who leaves at 09:00 has rested twelve hours
@pytest.mark.parametrize(("next_day", "lacks"), [("09:10", 0), ("10:00", 0), ("09:09", 1), ("07:10", 120)])
def test_twelve_hours_from_home_to_leaving(next_day, lacks):
    given = world()
    assert amount("rest_between_days", given, plan(given, aina="20:20 v", aina_1=f"{next_day} w")) == lacks


def test_a_day_off_is_rest():
    given = world()
    assert amount("rest_between_days", given, plan(given, aina="23:00 v")) == 0
    assert amount("rest_between_days", given, plan(given, aina_1="06:10 w")) == 0


def test_between_the_two_rounds_of_a_split_day_no_rest_is_due():
    parts = (shift("aina", "08:00-12:00"), shift("aina", "14:00-20:00", id="late"), shift("aina", "06:00-12:00", day=1))
    given = problem(*parts, visit("v"), visit("w"), visit("x", windows="06:00-12:00", day=1), days=2)
    # two hours at noon do not count; from 20:00 to 07:00 it is 11 hours: 60 short
    rounds = {"aina": "09:00 v", "late": "19:20 w", "aina_1": "07:10 x"}
    assert amount("rest_between_days", given, plan(given, **rounds)) == 60


def test_an_empty_shift_between_two_rounds_does_not_break_the_rest():
    parts = (
        shift("aina", "14:00-22:00"),
        shift("aina", "22:00-23:00", id="spare"),
        shift("aina", "06:00-12:00", day=1),
    )
    given = problem(*parts, visit("v"), visit("w", windows="06:00-12:00", day=1), days=2)
    # home 22:00, leaves 07:00: nine hours, 180 short
    assert amount("rest_between_days", given, plan(given, aina="21:20 v", aina_1="07:10 w")) == 180


def test_the_nights_of_a_week_add_up():
    shifts = [shift("aina", "06:00-24:00", day=day) for day in range(3)]
    visits = [visit(f"{name}{day}", windows="06:00-24:00", day=day) for name in "vw" for day in range(3)]
    given = problem(*shifts, *visits, days=3)
    # home 21:00, leaves 08:30: 11.5 h, 30 short; home 22:00, leaves 08:30: 10.5 h, 90 short
    rounds = {"aina": "09:00 v0, 20:20 w0", "aina_1": "08:40 v1, 21:20 w1", "aina_2": "08:40 v2"}
    assert amount("rest_between_days", given, plan(given, **rounds)) == 120


def test_the_bound_is_the_laws():
    given = world(Labour(rest_between_days=600))
    # ten hours asked, from 21:00 to 06:50 it is 9:50
    assert amount("rest_between_days", given, plan(given, aina="20:20 v", aina_1="07:00 w")) == 10
    free = world(Labour(rest_between_days=None))
    assert amount("rest_between_days", free, plan(free, aina="23:20 v", aina_1="06:10 w")) == 0


def clock_change(saturday: date):
    """The night of a clock change in Madrid, with shifts and visits at local clock times."""
    calendar = Calendar(saturday, 2, "Europe/Madrid", 1)

    def span(day: int) -> tuple[int, int]:
        on = date.fromordinal(saturday.toordinal() + day)
        return calendar.tick(on, time(6)), calendar.tick(on, time(23))

    shifts = [Shift(f"aina{day}", "aina", *span(day), "home", "home") for day in (0, 1)]
    visits = [Visit(f"v{day}", "a", 30, (Window(*span(day)),)) for day in (0, 1)]
    return problem(*shifts, *visits, days=2, start=saturday, timezone="Europe/Madrid")


# home 21:00 on Saturday, leaves 08:00 on Sunday: eleven hours on the clock, twelve in life
@pytest.mark.parametrize(("sunday", "lacks"), [("08:10", 0), ("08:09", 1)])
def test_the_night_that_gives_an_hour(sunday, lacks):
    given = clock_change(date(2026, 10, 24))
    assert amount("rest_between_days", given, plan(given, aina0="20:20 v0", aina1=f"{sunday} v1")) == lacks


# home 21:00 on Saturday, leaves 09:00 on Sunday: twelve hours on the clock, eleven in life
@pytest.mark.parametrize(("sunday", "lacks"), [("09:10", 60), ("10:10", 0)])
def test_the_night_that_takes_an_hour(sunday, lacks):
    given = clock_change(date(2027, 3, 27))
    assert amount("rest_between_days", given, plan(given, aina0="20:20 v0", aina1=f"{sunday} v1")) == lacks
