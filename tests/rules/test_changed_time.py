import pytest

from engine.problem import Published
from tests.twins import amount, at, plan, problem, shift, visit

WORLD = problem(shift("aina"), shift("berta"), visit("v"), visit("w"), Published("v", "aina", at("10:00")))


@pytest.mark.parametrize(("start", "away"), [("10:00", 0), ("09:30", 30), ("10:25", 25)])
def test_it_pays_the_distance_from_the_announced_time(start, away):
    assert amount("changed_time", WORLD, plan(WORLD, aina=f"{start} v")) == away


def test_another_carer_at_the_announced_time_does_not_pay():
    assert amount("changed_time", WORLD, plan(WORLD, berta="10:00 v")) == 0


def test_what_was_not_announced_or_is_left_out_does_not_pay():
    assert amount("changed_time", WORLD, plan(WORLD, aina="15:00 w")) == 0
