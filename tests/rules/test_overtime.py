import pytest

from tests.twins import amount, plan, problem, shift, visit

WORLD = problem(shift("aina"), shift("berta", "08:00-12:00"), visit("v"), visit("w"))


# 30 minutes of care and 10 home again: begun at 15:20 the carer is home at 16:00
@pytest.mark.parametrize(("start", "after"), [("15:20", 0), ("15:21", 1), ("15:50", 30)])
def test_it_pays_the_minutes_home_after_the_end(start, after):
    assert amount("overtime", WORLD, plan(WORLD, aina=f"{start} v")) == after


def test_it_adds_up_over_shifts():
    # aina 10 + berta 5
    assert amount("overtime", WORLD, plan(WORLD, aina="15:30 v", berta="11:25 w")) == 15
