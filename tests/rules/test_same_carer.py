from engine.problem import Link
from tests.twins import amount, plan, problem, shift, visit

PARTS = (shift("aina"), shift("berta"), visit("v"), visit("w"))
WORLD = problem(*PARTS, Link("v", "w", carers="same"))


def test_one_carer_for_both_does_not_pay():
    assert amount("same_carer", WORLD, plan(WORLD, aina="09:00 v, 09:30 w")) == 0


def test_two_carers_are_one_too_many():
    assert amount("same_carer", WORLD, plan(WORLD, aina="09:00 v", berta="10:00 w")) == 1


def test_one_alone_and_a_link_that_does_not_ask_do_not_pay():
    assert amount("same_carer", WORLD, plan(WORLD, aina="09:00 v")) == 0
    given = problem(*PARTS, Link("v", "w"))
    assert amount("same_carer", given, plan(given, aina="09:00 v", berta="10:00 w")) == 0
