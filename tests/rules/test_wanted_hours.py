import pytest

from engine.problem import Carer, Labour
from tests.twins import amount, plan, problem, shift, visit


# one day of 10 + 30 + 10 makes 50 minutes of work
@pytest.mark.parametrize(("wanted", "away"), [(None, 0), (50, 0), (70, 20), (20, 30)])
def test_it_pays_the_distance_on_either_side(wanted, away):
    given = problem(Carer("aina", wanted=wanted), shift("aina"), visit("v"), days=7)
    assert amount("wanted_hours", given, plan(given, aina="09:00 v")) == away


def test_the_contract_is_another_rule():
    given = problem(Carer("aina", contract=600), shift("aina"), visit("v"), days=7)
    assert amount("wanted_hours", given, plan(given, aina="09:00 v")) == 0


def test_carers_and_weeks_add_up():
    given = problem(
        *(Carer(name, wanted=70) for name in ("aina", "berta")),
        *(shift(name, day=day) for name in ("aina", "berta") for day in (0, 7)),
        visit("v"),
        visit("w", day=7),
        days=14,
    )
    # aina 20 in week one and 20 in week two, berta 70 in each
    assert amount("wanted_hours", given, plan(given, aina="09:00 v", aina_7="09:00 w")) == 180


def test_two_weeks_together():
    shifts, visits = [shift("aina", day=day) for day in (0, 7)], [visit("v", duration=80), visit("w", day=7)]
    given = problem(Carer("aina", wanted=70), *shifts, *visits, Labour(hours_over=2), days=14)
    # 100 and 50 against 140
    assert amount("wanted_hours", given, plan(given, aina="09:00 v", aina_7="09:00 w")) == 10
