import pytest

from engine.problem import Labour
from tests.twins import amount, plan, problem, shift, visit


def week(worked: dict[int, str], days: int = 7, *parts):
    """A problem of so many days and a plan with one visit a day, at the clock given."""
    every = range(days)
    shifts = [shift("aina", "06:00-22:00", day=day) for day in every]
    given = problem(*shifts, *(visit(f"v{day}", windows="06:00-22:00", day=day) for day in every), *parts, days=days)
    names = {day: "aina" if day == 0 else f"aina_{day}" for day in every}
    return given, plan(given, **{names[day]: f"{clock} v{day}" for day, clock in worked.items()})


def test_a_free_weekend_is_rest_enough():
    assert amount("weekly_rest", *week(dict.fromkeys(range(5), "09:00"))) == 0


def test_a_week_off_is_rest():
    assert amount("weekly_rest", *week({})) == 0


# the last visit of Saturday at 11:20 brings the carer home at 12:00, and the week ends 36 hours later
@pytest.mark.parametrize(("saturday", "lacks"), [("11:20", 0), ("11:30", 10)])
def test_the_rest_may_lie_at_the_end_of_the_week(saturday, lacks):
    assert amount("weekly_rest", *week({**dict.fromkeys(range(5), "09:00"), 5: saturday})) == lacks


# from Monday 00:00 to Tuesday 12:00 it is 36 hours; the carer leaves ten minutes before the visit
@pytest.mark.parametrize(("tuesday", "lacks"), [("12:10", 0), ("12:00", 10)])
def test_or_at_its_beginning(tuesday, lacks):
    worked = {1: tuesday, **dict.fromkeys(range(2, 7), "09:00")}
    assert amount("weekly_rest", *week(worked)) == lacks


def test_seven_days_of_work_lack_the_difference():
    # every day home 09:40 and away again 08:50: 23 h 10 = 1390 of 2160
    assert amount("weekly_rest", *week(dict.fromkeys(range(7), "09:00"))) == 770


def test_each_whole_week_counts_apart():
    # twice 770
    assert amount("weekly_rest", *week(dict.fromkeys(range(14), "09:00"), 14)) == 1540


def test_a_part_of_a_week_is_not_judged():
    assert amount("weekly_rest", *week(dict.fromkeys(range(6), "09:00"), 6)) == 0
    # the first seven of ten days: 770
    assert amount("weekly_rest", *week(dict.fromkeys(range(10), "09:00"), 10)) == 770


def test_the_bound_is_the_laws():
    worked = dict.fromkeys(range(7), "09:00")
    # 24 h asked, 23 h 10 had
    assert amount("weekly_rest", *week(worked, 7, Labour(weekly_rest=1440))) == 50
    assert amount("weekly_rest", *week(worked, 7, Labour(weekly_rest=None))) == 0
