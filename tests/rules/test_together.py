from engine.problem import Link
from tests.twins import amount, plan, problem, shift, visit

PARTS = (shift("aina"), shift("berta"), visit("v"), visit("w"), visit("x"))
WORLD = problem(*PARTS, Link("v", "w", 0, 0, "different"))


def test_both_or_neither_do_not_pay():
    assert amount("together", WORLD, plan(WORLD, aina="09:00 v", berta="09:00 w")) == 0
    assert amount("together", WORLD, plan(WORLD, aina="09:00 x")) == 0


def test_either_half_alone_counts_once():
    assert amount("together", WORLD, plan(WORLD, aina="09:00 v")) == 1
    assert amount("together", WORLD, plan(WORLD, aina="09:00 w")) == 1


def test_a_visit_in_two_links_is_missed_in_both():
    given = problem(*PARTS, Link("v", "w"), Link("w", "x"))
    # v without w 1 + x without w 1
    assert amount("together", given, plan(given, aina="09:00 v, 10:00 x")) == 2


def test_a_link_that_lets_one_go_alone_does_not_pay():
    given = problem(*PARTS, Link("v", "w", both=False))
    assert amount("together", given, plan(given, aina="09:00 v")) == 0
