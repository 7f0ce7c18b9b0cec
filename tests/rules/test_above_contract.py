import pytest

from engine.problem import Carer, Labour
from tests.twins import amount, plan, problem, shift, visit


def world(contract: int | None, days: int = 7):
    shifts = [shift("aina", day=day) for day in range(days)]
    visits = [visit(f"v{day}", day=day) for day in range(days)]
    return problem(Carer("aina", contract=contract), *shifts, *visits, days=days)


# two days of 10 + 30 + 10 make 100 minutes of work
@pytest.mark.parametrize(("contract", "above"), [(None, 0), (110, 0), (100, 0), (70, 30), (0, 100)])
def test_it_pays_what_the_week_has_too_much(contract, above):
    given = world(contract)
    assert amount("above_contract", given, plan(given, aina="09:00 v0", aina_1="09:00 v1")) == above


def test_weeks_do_not_make_up_for_each_other():
    given = world(70, days=14)
    # 100 in the first week: 30; 50 in the second: 0
    rounds = {"aina": "09:00 v0", "aina_6": "09:00 v6", "aina_7": "09:00 v7"}
    assert amount("above_contract", given, plan(given, **rounds)) == 30


def test_the_seventh_day_is_the_first_weeks_and_the_eighth_the_seconds():
    given = world(70, days=14)
    assert amount("above_contract", given, plan(given, aina_6="09:00 v6", aina_7="09:00 v7")) == 0
    # 100 in one week: 30
    assert amount("above_contract", given, plan(given, aina_7="09:00 v7", aina_8="09:00 v8")) == 30


def test_a_shorter_last_week_may_have_its_share():
    given = world(140, days=8)
    # one day of seven: 20; worked 50
    assert amount("above_contract", given, plan(given, aina_7="09:00 v7")) == 30


# 100 minutes of work against a contract of 110
@pytest.mark.parametrize(("carried", "above"), [(0, 0), (10, 0), (30, 20), (500, 100), (-20, 0)])
def test_what_was_worked_ahead_counts(carried, above):
    worked = world(None)
    given = problem(Carer("aina", contract=110, carried=carried), *worked.shifts, *worked.visits, days=7)
    assert amount("above_contract", given, plan(given, aina="09:00 v0", aina_1="09:00 v1")) == above


def test_two_weeks_together_make_up_for_each_other():
    worked = world(None, days=14)
    parts = (Carer("aina", contract=70), *worked.shifts, *worked.visits, Labour(hours_over=2))
    given = problem(*parts, days=14)
    # 100 and 50 of 140
    rounds = {"aina": "09:00 v0", "aina_6": "09:00 v6", "aina_7": "09:00 v7"}
    assert amount("above_contract", given, plan(given, **rounds)) == 10
