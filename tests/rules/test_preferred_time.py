import pytest

from tests.twins import amount, at, plan, problem, shift, visit

WORLD = problem(shift("aina"), visit("v", preferred=at("10:00")), visit("w"))


@pytest.mark.parametrize(("start", "away"), [("10:00", 0), ("09:40", 20), ("10:15", 15)])
def test_it_pays_the_distance_on_either_side(start, away):
    assert amount("preferred_time", WORLD, plan(WORLD, aina=f"{start} v")) == away


def test_a_visit_without_a_preference_or_left_out_does_not_pay():
    assert amount("preferred_time", WORLD, plan(WORLD, aina="15:00 w")) == 0
