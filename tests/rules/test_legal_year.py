import pytest

from engine.problem import Carer
from tests.twins import amount, judged, pause, plan, problem, shift, visit

PARTS = (shift("aina"), shift("aina", day=9), visit("v"), visit("w"), visit("x", day=9))
ROUNDS = {"aina": "09:00 v, 10:30 w", "aina_9": "09:00 x"}


# out from 08:50 to 11:10 is 140 minutes, waiting among them, and 50 in the second week
@pytest.mark.parametrize(("left", "above"), [(None, 0), (200, 0), (190, 0), (189, 1), (0, 190)])
def test_the_whole_horizon_counts_up_to_what_is_left_of_the_year(left, above):
    given = problem(Carer("aina", year_left=left), *PARTS, days=14)
    assert amount("legal_year", given, plan(given, **ROUNDS)) == above


def test_a_break_does_not_count():
    rested = shift("aina", rest=pause("09:30-10:30"))
    given = problem(Carer("aina", year_left=110), rested, visit("v"), visit("w"))
    # 140 less 30 of break
    assert amount("legal_year", given, plan(given, aina="09:00 v, 09:45 break, 10:30 w")) == 0


def test_it_is_forbidden_and_names_the_carer():
    given = problem(Carer("aina", year_left=180), shift("berta"), *PARTS, days=14)
    verdict = judged("legal_year", given, plan(given, **ROUNDS))
    assert [(one.about.carer, one.amount, one.cost) for one in verdict.violations] == [("aina", 10, None)]
