from datetime import timedelta

import pytest

from engine.problem import Labour
from tests.twins import MONDAY, amount, plan, problem, shift, visit

SATURDAYS = (5, 12, 19, 26, 33)


def worked(*days: int, start=MONDAY, most: int | None = 2):
    """Five weeks in which a shift is offered every day and one visit is made on each of these days."""
    every = range(35)
    shifts = [shift("aina", day=day) for day in every]
    labour = Labour(weekends_in_a_row=most)
    given = problem(*shifts, *(visit(f"v{day}", day=day) for day in every), labour, days=35, start=start)
    return given, plan(given, **{"aina" if day == 0 else f"aina_{day}": f"09:00 v{day}" for day in days})


# runs of 1, 2, 3, 4, 5 weekends; above two each counts
@pytest.mark.parametrize(("weekends", "above"), [(1, 0), (2, 0), (3, 1), (4, 2), (5, 3)])
def test_two_in_a_row_are_allowed(weekends, above):
    assert amount("weekends_in_a_row", *worked(*SATURDAYS[:weekends])) == above


def test_a_weekend_off_ends_the_run():
    assert amount("weekends_in_a_row", *worked(5, 12, 26, 33)) == 0


def test_saturday_and_sunday_are_one_weekend():
    assert amount("weekends_in_a_row", *worked(5, 6, 12, 13)) == 0
    # Sunday, Saturday, Sunday of three weekends: 1
    assert amount("weekends_in_a_row", *worked(6, 12, 20)) == 1


def test_working_days_do_not_count():
    assert amount("weekends_in_a_row", *worked(*(day for day in range(35) if day % 7 < 5))) == 0


def test_a_horizon_may_begin_on_a_sunday():
    # days 0 (Sunday), 6 (Saturday), 13 (Saturday): three weekends
    assert amount("weekends_in_a_row", *worked(0, 6, 13, start=MONDAY - timedelta(days=1))) == 1
    # days 6 and 7 are one weekend
    assert amount("weekends_in_a_row", *worked(0, 6, 7, start=MONDAY - timedelta(days=1))) == 0


def test_the_bound_is_the_co_ops():
    assert amount("weekends_in_a_row", *worked(5, 12, most=1)) == 1
    assert amount("weekends_in_a_row", *worked(*SATURDAYS, most=None)) == 0
