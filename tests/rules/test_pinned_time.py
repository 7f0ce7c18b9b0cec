import pytest

from engine.problem import Pin
from tests.twins import amount, at, plan, problem, shift, visit

WORLD = problem(shift("aina"), visit("v"), Pin("v", "aina", at("10:00")))


@pytest.mark.parametrize(("start", "away"), [("10:00", 0), ("10:20", 20), ("09:45", 15)])
def test_it_pays_the_distance_from_the_pinned_time_on_either_side(start, away):
    assert amount("pinned_time", WORLD, plan(WORLD, aina=f"{start} v")) == away


def test_a_pin_without_a_time_does_not_pay():
    given = problem(shift("aina"), visit("v"), Pin("v", "aina"))
    assert amount("pinned_time", given, plan(given, aina="15:00 v")) == 0


def test_a_pinned_visit_left_out_has_no_time_to_miss():
    assert amount("pinned_time", WORLD, plan(WORLD)) == 0
