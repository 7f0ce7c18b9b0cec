from engine.problem import Pin
from tests.twins import amount, at, judged, plan, problem, shift, visit

WORLD = problem(shift("aina"), shift("berta"), visit("v"), visit("w"), Pin("v", "aina"))


def test_with_the_pinned_carer_it_does_not_pay():
    assert amount("pinned_carer", WORLD, plan(WORLD, aina="09:00 v", berta="09:00 w")) == 0


def test_another_carer_counts_once():
    assert amount("pinned_carer", WORLD, plan(WORLD, berta="09:00 v")) == 1


def test_nobody_counts_like_another_carer():
    assert amount("pinned_carer", WORLD, plan(WORLD, aina="09:00 w")) == 1


def test_the_time_of_a_pin_is_another_rule():
    given = problem(shift("aina"), visit("v"), Pin("v", "aina", at("11:00")))
    assert amount("pinned_carer", given, plan(given, aina="09:00 v")) == 0


def test_the_finding_names_the_pinned_carer():
    (violation,) = judged("pinned_carer", WORLD, plan(WORLD, berta="09:00 v")).violations
    assert (violation.detail, violation.about.carer, violation.about.visit) == ("aina", "berta", "v")
