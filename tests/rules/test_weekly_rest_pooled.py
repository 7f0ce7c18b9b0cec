"""The rest of two weeks together: stretches of a day or more add up, in the referee and in both solvers."""

import pytest

from engine.check import check
from engine.model.cpsat import Model, Worth
from engine.plan import Plan
from engine.price import Prices
from engine.problem import Labour, Problem
from engine.search.state import Search
from tests.twins import amount, plan, problem, shift, visit, weighed

POOLED = Labour(weekly_rest_over=14)


def worked(*spans: tuple[str, str], days: int = 14, labour: Labour = POOLED) -> tuple[Problem, Plan]:
    """Work without a day off but for the rests told, each from coming home until leaving again ("3 12:00").

    On each other day there is a visit at 0:40 and one at 22:50, so that no night is a rest of 24 hours.
    """
    shifts = [shift("aina", "00:00-24:00", day=day) for day in range(days)]
    rests = sorted((_tick(begins), _tick(ends)) for begins, ends in spans)
    at_work = [day * 1440 + clock for day in range(days) for clock in (40, 22 * 60 + 50)]
    starts = {tick for tick in at_work if not any(begins - 40 < tick < ends + 10 for begins, ends in rests)}
    starts |= {begins - 40 for begins, _ in rests if begins} | {ends + 10 for _, ends in rests if ends < days * 1440}
    ordered = sorted(starts)
    visits = [visit(f"v{tick}", windows="00:00-24:00", day=tick // 1440) for tick in ordered]
    given = problem(*shifts, *visits, labour, days=days)
    rounds: dict[str, list[str]] = {}
    for tick in ordered:
        clock = f"{tick % 1440 // 60:02}:{tick % 60:02}"
        rounds.setdefault(shifts[tick // 1440].id, []).append(f"{clock} v{tick}")
    return given, plan(given, **{name: ", ".join(stops) for name, stops in rounds.items()})


def _tick(moment: str) -> int:
    day, clock = moment.split()
    hours, minutes = clock.split(":")
    return (int(day) * 24 + int(hours)) * 60 + int(minutes)


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
