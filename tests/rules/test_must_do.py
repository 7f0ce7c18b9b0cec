from engine.units import HARD
from tests.twins import amount, judged, plan, problem, shift, visit

WORLD = problem(shift("aina"), visit("must", must=True), visit("also", must=True), visit("may"))


def test_must_do_visits_that_are_made_do_not_pay():
    assert amount("must_do", WORLD, plan(WORLD, aina="09:00 must, 09:30 also")) == 0


def test_each_must_do_visit_left_out_counts_once():
    # must 1 + also 1; nobody owes "may"
    assert amount("must_do", WORLD, plan(WORLD, aina="09:00 may")) == 2


def test_priority_does_not_multiply_it():
    given = problem(shift("aina"), visit("must", must=True, priority=7))
    assert amount("must_do", given, plan(given)) == 1


def test_it_is_forbidden_and_not_charged():
    verdict = judged("must_do", WORLD, plan(WORLD, aina="09:00 must"))
    assert [(one.rule, one.about.visit, one.cost) for one in verdict.violations] == [("must_do", "also", None)]
    assert verdict.cost == 0
    assert HARD not in verdict.components.values()
