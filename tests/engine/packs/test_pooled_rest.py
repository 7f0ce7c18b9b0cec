"""The rest of two weeks together: stretches of a day or more add up, in the referee and in both solvers."""

import pytest

from engine.check import check
from engine.model.cpsat import Model, Worth
from engine.price import Prices
from engine.problem import Labour
from engine.search.state import Search
from tests.restless import worked
from tests.twins import amount, weighed

# -- by hand -----------------------------------------------------------------------------------------------------------

ENOUGH = {
    "36 + 36": (("3 12:00", "5 00:00"), ("9 12:00", "11 00:00")),
    "24 + 48": (("3 12:00", "4 12:00"), ("9 12:00", "11 12:00")),
    "72 at once": (("6 00:00", "9 00:00"),),
    "72 at the beginning": (("0 00:00", "3 00:00"),),
    "72 at the end": (("11 00:00", "14 00:00"),),
    "24 + 24 + 24": (("2 12:00", "3 12:00"), ("6 12:00", "7 12:00"), ("9 12:00", "10 12:00")),
}


@pytest.mark.parametrize("rests", ENOUGH.values(), ids=ENOUGH)
def test_enough(rests: tuple[tuple[str, str], ...]) -> None:
    assert amount("weekly_rest", *worked(*rests)) == 0


LACKING = {
    "a minute of 36 + 36": ((("3 12:00", "5 00:00"), ("9 12:01", "11 00:00")), 1),
    # the stretch that is a minute short of a day does not count at all
    "23:59 + 48": ((("3 12:00", "4 11:59"), ("9 12:00", "11 12:00")), 24 * 60),
    "60 and nights": ((("6 00:00", "8 12:00"),), 12 * 60),
    "nights only": ((), 72 * 60),
}


@pytest.mark.parametrize(("rests", "lacks"), LACKING.values(), ids=LACKING)
def test_not_enough(rests: tuple[tuple[str, str], ...], lacks: int) -> None:
    assert amount("weekly_rest", *worked(*rests)) == lacks


def test_each_two_weeks_are_apart_and_a_week_that_is_left_over_keeps_its_own() -> None:
    # two weeks rest 72 h at once; the third, which has no partner yet, has a night of an hour of its own 36
    assert amount("weekly_rest", *worked(("6 00:00", "9 00:00"), days=21)) == 35 * 60
    # the first two lack 24 of 72 h, and the next two all
    assert amount("weekly_rest", *worked(("6 00:00", "8 00:00"), days=28)) == 24 * 60 + 72 * 60


def test_without_pooling_each_week_keeps_its_own() -> None:
    # 72 h at once, half of them in each week: 36 h each
    assert amount("weekly_rest", *worked(("5 12:00", "8 12:00"), labour=Labour())) == 0
    # and two days off in the first week leave none for the second
    assert amount("weekly_rest", *worked(("2 00:00", "5 00:00"), labour=Labour())) == 35 * 60


# -- the solvers -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rests", [*ENOUGH.values(), *(rests for rests, _ in LACKING.values())])
def test_both_solvers_find_the_same(rests: tuple[tuple[str, str], ...]) -> None:
    given, planned = worked(*rests)
    given = weighed(given, "weekly_rest", 1)
    points = round(check(given, planned).cost * Prices(given).points_per_cost)
    search = Search(given)
    search.hold(planned)
    assert search.points == points
    assert Model(given).evaluate(planned) == Worth(points, 0)
