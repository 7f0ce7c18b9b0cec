"""Who cared for whom: counted once, forgotten slowly, and made usual carers of."""

from dataclasses import replace
from datetime import date, timedelta

from engine.history import Familiar, History
from engine.problem import Client
from engine.rolling import noted, with_usual
from tests.twins import MONDAY, plan, problem, shift, visit


def week():
    return problem(
        *(shift(name, day=day) for day in range(3) for name in ("aina", "berta")),
        *(visit(f"v{day}", day=day) for day in range(3)),
        visit("w", "b"),
        days=7,
    )


def made(given):
    return plan(given, aina="09:00 v0, 11:00 w", aina_1="09:00 v1", berta_2="09:00 v2")


def test_visits_are_counted_with_the_day_of_the_last():
    given = week()
    found = noted(None, given, made(given))
    assert found.until == MONDAY + timedelta(days=7)
    assert found.familiar == (
        Familiar("a", "aina", 2, MONDAY + timedelta(days=1)),
        Familiar("a", "berta", 1, MONDAY + timedelta(days=2)),
        Familiar("b", "aina", 1, MONDAY),
    )


def test_no_day_counts_twice():
    given = week()
    first = noted(None, given, made(given), MONDAY + timedelta(days=1))
    assert [one.visits for one in first.familiar] == [1, 1]
    whole = noted(first, given, made(given))
    assert whole == noted(None, given, made(given))
    assert noted(whole, given, made(given)) == whole


def history(*known):
    return History(MONDAY, tuple(Familiar("a", *one) for one in known))


def usual(known, *parts, target=1, told=()):
    shifts = parts or tuple(shift(name) for name in ("aina", "berta", "carla"))
    given = problem(*shifts, visit("v"), Client("a", "a", carers_target=target, usual=told))
    return with_usual(given, known).client["a"].usual


def yesterday(days=1):
    return MONDAY - timedelta(days=days)


def test_who_came_most_is_usual_up_to_the_target():
    known = history(("aina", 3, yesterday()), ("berta", 5, yesterday()), ("carla", 4, yesterday()))
    assert usual(known) == ("berta",)
    assert usual(known, target=2) == ("berta", "carla")
    assert usual(known, target=9) == ("berta", "carla", "aina")


def test_after_four_weeks_a_visit_counts_half():
    assert usual(history(("aina", 9, yesterday(29)), ("berta", 5, yesterday()))) == ("berta",)
    assert usual(history(("aina", 11, yesterday(29)), ("berta", 5, yesterday()))) == ("aina",)


def test_a_stand_in_of_one_visit_in_eleven_is_not_usual():
    assert usual(history(("aina", 10, yesterday()), ("berta", 1, yesterday())), target=2) == ("aina",)
    assert usual(history(("aina", 9, yesterday()), ("berta", 1, yesterday())), target=2) == ("aina", "berta")


def test_whom_the_co_op_names_stays_and_comes_first():
    known = history(("aina", 9, yesterday()))
    assert usual(known, told=("carla",)) == ("carla",)
    assert usual(known, told=("carla",), target=2) == ("carla", "aina")


def test_who_is_away_hands_over_to_somebody_known():
    known = history(("aina", 9, yesterday()), ("berta", 2, yesterday()), ("carla", 4, yesterday()))
    assert usual(known, shift("aina", day=0), shift("berta")) == ("aina",)
    shifts = (shift("aina", "17:00-20:00"), shift("berta"), shift("carla", "18:00-20:00"))
    assert usual(known, *shifts) == ("aina", "berta")  # of those who know the client, she is there in the morning


def test_strangers_of_the_next_problem_are_passed_over():
    known = replace(history(("zoe", 9, yesterday()), ("aina", 1, yesterday())), until=date(2026, 11, 23))
    assert usual(known) == ("aina",)
    assert usual(History(MONDAY)) == ()
