from engine.problem import Link
from tests.twins import amount, judged, plan, problem, shift, visit

PARTS = (shift("aina"), shift("berta"), visit("v"), visit("w"))
WORLD = problem(*PARTS, Link("v", "w", carers="different"))


def test_two_carers_do_not_pay():
    assert amount("different_carers", WORLD, plan(WORLD, aina="09:00 v", berta="09:00 w")) == 0


def test_one_carer_for_both_lacks_one():
    planned = plan(WORLD, aina="09:00 v, 09:30 w")
    assert amount("different_carers", WORLD, planned) == 1
    (violation,) = judged("different_carers", WORLD, planned).violations
    assert violation.detail == "v + w"


def test_the_same_carer_in_two_shifts_is_one_carer():
    parts = (shift("aina", "08:00-12:00"), shift("aina", "14:00-18:00", id="late"), visit("v"), visit("w"))
    given = problem(*parts, Link("v", "w", carers="different"))
    assert amount("different_carers", given, plan(given, aina="09:00 v", late="15:00 w")) == 1


def test_one_alone_and_a_link_that_does_not_ask_do_not_pay():
    assert amount("different_carers", WORLD, plan(WORLD, aina="09:00 v")) == 0
    given = problem(*PARTS, Link("v", "w"))
    assert amount("different_carers", given, plan(given, aina="09:00 v, 09:30 w")) == 0
