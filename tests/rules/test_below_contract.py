import pytest

from engine.problem import Carer, Labour
from tests.twins import amount, judged, plan, problem, shift, visit


def world(contract: int | None, days: int = 7):
    shifts = [shift("aina", day=day) for day in range(days)]
    visits = [visit(f"v{day}", day=day) for day in range(days)]
    return problem(Carer("aina", contract=contract), *shifts, *visits, days=days)


TWO_DAYS = {"aina": "09:00 v0", "aina_1": "09:00 v1"}


# two days of 10 + 30 + 10 make 100 minutes of work
@pytest.mark.parametrize(("contract", "below"), [(None, 0), (0, 0), (90, 0), (100, 0), (130, 30)])
def test_it_pays_what_the_week_lacks(contract, below):
    given = world(contract)
    assert amount("below_contract", given, plan(given, **TWO_DAYS)) == below


def test_waiting_is_not_work():
    given = problem(Carer("aina", contract=100), shift("aina"), visit("v"), visit("w"), days=7)
    # 20 on the way + 60 of care; the hour between does not count
    assert amount("below_contract", given, plan(given, aina="09:00 v, 10:30 w")) == 20


def test_a_shorter_last_week_owes_its_share():
    given = world(140, days=9)
    # week one: 140 - 50 = 90; the two days after it owe 140 * 2 / 7 = 40, and 50 are worked
    assert amount("below_contract", given, plan(given, aina="09:00 v0", aina_7="09:00 v7")) == 90
    # nothing in them: 90 + 40
    assert amount("below_contract", given, plan(given, aina="09:00 v0")) == 130


def test_a_share_is_rounded_down():
    given = world(100, days=1)
    # 100 / 7 = 14.3
    assert amount("below_contract", given, plan(given)) == 14


def test_the_finding_names_the_week():
    given = world(140, days=9)
    (one, two) = judged("below_contract", given, plan(given)).findings
    assert (one.about.carer, one.detail, two.detail) == ("aina", "aina week 1", "aina week 2")


# 100 minutes of work against a contract of 130
@pytest.mark.parametrize(("carried", "below"), [(0, 30), (20, 10), (30, 0), (500, 0), (-20, 50)])
def test_what_was_worked_before_counts(carried, below):
    given = problem(Carer("aina", contract=130, carried=carried), *world(None).shifts, *world(None).visits, days=7)
    assert amount("below_contract", given, plan(given, **TWO_DAYS)) == below


# nothing is worked in two weeks of 140: what is ahead is used up week by week, what is missing is due in the first
@pytest.mark.parametrize(("carried", "below"), [(100, 40 + 140), (200, 0 + 80), (-60, 200 + 140)])
def test_a_balance_goes_on_into_the_next_week(carried, below):
    shifts = [shift("aina", day=day) for day in (0, 7)]
    given = problem(Carer("aina", contract=140, carried=carried), *shifts, days=14)
    assert amount("below_contract", given, plan(given)) == below


def test_two_weeks_together_make_up_for_each_other():
    shifts, visits = [shift("aina", day=day) for day in (0, 7)], [visit("v", duration=100), visit("w", day=7)]
    parts = (Carer("aina", contract=80), *shifts, *visits)
    apart, together = (problem(*parts, Labour(hours_over=weeks), days=14) for weeks in (1, 2))
    rounds = {"aina": "09:00 v", "aina_7": "09:00 w"}
    # weeks of 120 and 50: the second lacks 30; of 160 together nothing is missing
    assert amount("below_contract", apart, plan(apart, **rounds)) == 30
    assert amount("below_contract", together, plan(together, **rounds)) == 0
    (one,) = judged("below_contract", together, plan(together)).findings
    assert (one.detail, one.amount) == ("aina weeks 1 to 2", 160)


def test_a_shorter_second_week_owes_its_share_of_two():
    shifts = [shift("aina", day=day) for day in range(10)]
    given = problem(Carer("aina", contract=140), *shifts, Labour(hours_over=2), days=10)
    # 140 * 10 / 7
    assert amount("below_contract", given, plan(given)) == 200
