import pytest

from engine.problem import Link
from tests.twins import amount, plan, problem, shift, visit

PARTS = (shift("aina"), shift("berta"), visit("v"), visit("w"))
WORLD = problem(*PARTS, Link("v", "w"))


@pytest.mark.parametrize(("second", "before"), [("09:00", 0), ("13:00", 0), ("08:50", 10)])
def test_it_pays_the_minutes_by_which_the_second_comes_first(second, before):
    assert amount("order", WORLD, plan(WORLD, aina="09:00 v", berta=f"{second} w")) == before


def test_two_at_once_and_a_real_gap_are_other_rules():
    for link in (Link("v", "w", 0, 0, "different"), Link("v", "w", 60), Link("v", "w", None, 60)):
        given = problem(*PARTS, link)
        assert amount("order", given, plan(given, aina="09:00 v", berta="08:30 w")) == 0


def test_order_with_a_widest_gap_is_still_an_order():
    given = problem(*PARTS, Link("v", "w", 0, 60))
    assert amount("order", given, plan(given, aina="09:00 v", berta="08:30 w")) == 30


def test_one_alone_is_in_order():
    assert amount("order", WORLD, plan(WORLD, berta="08:30 w")) == 0
