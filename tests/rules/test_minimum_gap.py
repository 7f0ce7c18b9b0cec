import pytest

from engine.problem import Link
from tests.twins import amount, plan, problem, shift, visit

PARTS = (shift("aina"), shift("berta"), visit("v"), visit("w"))
WORLD = problem(*PARTS, Link("v", "w", 240))


# four hours after 09:00 it is 13:00
@pytest.mark.parametrize(("second", "lacks"), [("13:00", 0), ("14:00", 0), ("12:50", 10), ("09:00", 240)])
def test_it_pays_what_the_gap_lacks(second, lacks):
    assert amount("minimum_gap", WORLD, plan(WORLD, aina="09:00 v", berta=f"{second} w")) == lacks


def test_the_wrong_way_round_lacks_more_than_the_gap():
    # second 30 before first: 240 + 30
    assert amount("minimum_gap", WORLD, plan(WORLD, aina="09:00 v", berta="08:30 w")) == 270


def test_a_gap_may_be_negative():
    given = problem(*PARTS, Link("v", "w", -30, 30))
    assert amount("minimum_gap", given, plan(given, aina="09:00 v", berta="08:30 w")) == 0
    # 40 before, 30 allowed
    assert amount("minimum_gap", given, plan(given, aina="09:10 v", berta="08:30 w")) == 10


def test_one_alone_keeps_its_distance():
    assert amount("minimum_gap", WORLD, plan(WORLD, aina="09:00 v")) == 0
