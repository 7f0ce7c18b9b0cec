import pytest

from engine.problem import Carer
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
