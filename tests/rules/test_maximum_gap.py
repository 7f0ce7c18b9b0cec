import pytest

from engine.problem import Link
from tests.twins import amount, plan, problem, shift, visit

PARTS = (shift("aina"), shift("berta"), visit("v"), visit("w"))
WORLD = problem(*PARTS, Link("v", "w", 0, 45))


@pytest.mark.parametrize(("second", "above"), [("09:00", 0), ("09:45", 0), ("10:00", 15)])
def test_it_pays_what_the_gap_has_too_much(second, above):
    assert amount("maximum_gap", WORLD, plan(WORLD, aina="09:00 v", berta=f"{second} w")) == above


def test_two_at_once_is_another_rule():
    given = problem(*PARTS, Link("v", "w", 0, 0, "different"))
    assert amount("maximum_gap", given, plan(given, aina="09:00 v", berta="10:00 w")) == 0


def test_no_bound_and_one_alone_do_not_pay():
    given = problem(*PARTS, Link("v", "w", 30, None))
    assert amount("maximum_gap", given, plan(given, aina="09:00 v", berta="15:00 w")) == 0
    assert amount("maximum_gap", WORLD, plan(WORLD, berta="15:00 w")) == 0
