import pytest

from engine.problem import Link
from tests.twins import amount, judged, plan, problem, shift, visit

PARTS = (shift("aina"), shift("berta"), visit("v"), visit("w"))
WORLD = problem(*PARTS, Link("v", "w", 0, 0, "different"))


@pytest.mark.parametrize(("second", "apart"), [("09:00", 0), ("09:10", 10), ("08:45", 15)])
def test_it_pays_the_minutes_between_the_two_starts(second, apart):
    assert amount("simultaneous", WORLD, plan(WORLD, aina="09:00 v", berta=f"{second} w")) == apart


def test_one_alone_has_nobody_to_wait_for():
    assert amount("simultaneous", WORLD, plan(WORLD, aina="09:00 v")) == 0


def test_other_links_are_other_rules():
    given = problem(*PARTS, Link("v", "w", 0, 60))
    assert amount("simultaneous", given, plan(given, aina="09:00 v", berta="15:00 w")) == 0


def test_it_is_forbidden_by_default():
    (violation,) = judged("simultaneous", WORLD, plan(WORLD, aina="09:00 v", berta="09:10 w")).violations
    assert (violation.about.visit, violation.about.other, violation.amount) == ("v", "w", 10)
