from datetime import timedelta

import pytest

from engine.problem import Labour
from tests.twins import amount, judged, pause, plan, problem, shift, visit

NINE_HOURS = int(timedelta(hours=9).total_seconds() // 60)


# leaves 08:00, v ends at 08:40; home 40 minutes after w begins: with w at 16:20 that is nine hours
@pytest.mark.parametrize(("last", "above"), [("16:20", 0), ("16:21", 1), ("16:50", 30)])
def test_nine_hours_out_are_just_allowed(last, above):
    given = problem(shift("aina", "08:00-18:00"), visit("v"), visit("w"))
    assert given.labour.longest_day == NINE_HOURS
    assert amount("longest_day", given, plan(given, aina=f"08:10 v, {last} w")) == above


def test_the_shifts_of_a_split_day_add_up_and_the_time_between_does_not():
    given = problem(
        shift("aina", "07:00-12:00"), shift("aina", "16:00-22:00", id="late"), *[visit(name) for name in "vwxy"]
    )
    # 08:00-12:00 is 240; 16:00-21:10 is 310: 550 - 540
    planned = plan(given, aina="08:10 v, 11:20 w", late="16:10 x, 20:30 y")
    assert amount("longest_day", given, planned) == 10
    (violation,) = judged("longest_day", given, planned).violations
    assert (violation.about.carer, violation.about.day) == ("aina", 0)


def test_a_break_does_not_count():
    given = problem(shift("aina", "08:00-18:00", rest=pause()), visit("v"), visit("w"))
    # 08:00-17:30 is 570, less 30 of break: 540
    assert amount("longest_day", given, plan(given, aina="08:10 v, 12:00 break, 16:50 w")) == 0


def test_a_night_shift_counts_to_the_day_on_which_it_begins():
    given = problem(shift("aina", "14:00-26:00"), shift("aina", "06:00-08:00", day=1), *_nights(), days=2)
    # 14:00-00:00 is 600: 60 too much; the next morning's 40 minutes are another day
    assert amount("longest_day", given, plan(given, aina="14:10 v, 23:20 w", aina_1="06:30 x")) == 60


def _nights():
    return visit("v"), visit("w", windows="20:00-25:00"), visit("x", windows="06:00-07:00", day=1)


def test_each_day_counts_apart_and_no_bound_is_no_bound():
    parts = [shift("aina", "08:00-18:00", day=day) for day in (0, 1)]
    visits = [visit(f"{name}{day}", day=day) for name in "vw" for day in (0, 1)]
    given = problem(*parts, *visits, days=2)
    rounds = {"aina": "08:10 v0, 16:30 w0", "aina_1": "08:10 v1, 16:40 w1"}
    # 10 on the first day + 20 on the second
    assert amount("longest_day", given, plan(given, **rounds)) == 30
    free = problem(*parts, *visits, Labour(longest_day=None), days=2)
    assert amount("longest_day", free, plan(free, **rounds)) == 0
