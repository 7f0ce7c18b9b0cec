import pytest

from engine.problem import Carer
from tests.twins import amount, judged, pause, plan, problem, shift, visit

PARTS = (shift("aina"), shift("aina", day=3), visit("v"), visit("w"), visit("x", day=3))
ROUNDS = {"aina": "09:00 v, 10:30 w", "aina_3": "09:00 x"}


# out from 08:50 to 11:10 is 140 minutes, waiting among them, and 50 on the fourth day
@pytest.mark.parametrize(("most", "above"), [(None, 0), (200, 0), (190, 0), (180, 10)])
def test_all_time_out_counts_up_to_the_legal_most(most, above):
    given = problem(Carer("aina", legal_most=most), *PARTS, days=7)
    assert amount("legal_week", given, plan(given, **ROUNDS)) == above


def test_a_break_does_not_count():
    given = problem(
        Carer("aina", legal_most=110), shift("aina", rest=pause("09:30-10:30")), visit("v"), visit("w"), days=7
    )
    # 140 less 30 of break
    assert amount("legal_week", given, plan(given, aina="09:00 v, 09:45 break, 10:30 w")) == 0


def test_it_is_forbidden_and_names_the_carer():
    given = problem(Carer("aina", legal_most=180), *PARTS, days=7)
    verdict = judged("legal_week", given, plan(given, **ROUNDS))
    assert [(one.about.carer, one.amount, one.cost) for one in verdict.violations] == [("aina", 10, None)]
    assert verdict.cost == 0


def test_a_shorter_week_allows_its_share():
    given = problem(Carer("aina", legal_most=350), *PARTS, days=4)
    # 350 * 4 / 7 = 200 allowed, 190 worked
    assert amount("legal_week", given, plan(given, **ROUNDS)) == 0
    shorter = problem(Carer("aina", legal_most=315), *PARTS, days=4)
    # 315 * 4 / 7 = 180
    assert amount("legal_week", shorter, plan(shorter, **ROUNDS)) == 10
