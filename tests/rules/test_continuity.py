import pytest

from engine.problem import Client
from tests.twins import amount, plan, problem, shift, visit

PARTS = (shift("aina"), shift("berta"), shift("carla"), visit("v"), visit("w"), visit("x"), visit("y", "b"))


# three different carers come to client a
@pytest.mark.parametrize(("target", "above"), [(1, 2), (2, 1), (3, 0)])
def test_it_pays_each_carer_above_the_target(target, above):
    given = problem(Client("a", "a", carers_target=target), *PARTS)
    assert amount("continuity", given, plan(given, aina="09:00 v", berta="09:00 w", carla="09:00 x")) == above


def test_the_same_carer_again_does_not_pay():
    given = problem(*PARTS)
    assert amount("continuity", given, plan(given, aina="09:00 v, 09:30 w, 10:00 x", berta="09:00 y")) == 0


def test_visits_left_out_have_no_carer():
    given = problem(*PARTS)
    # aina and berta, target 1
    assert amount("continuity", given, plan(given, aina="09:00 v", berta="09:00 w")) == 1
    assert amount("continuity", given, plan(given)) == 0


def test_each_client_counts_apart():
    parts = (visit("v"), visit("w"), visit("x", "b"), visit("y", "b"), shift("aina"), shift("berta"))
    given = problem(*parts)
    # a 1 + b 1
    assert amount("continuity", given, plan(given, aina="09:00 v, 10:00 x", berta="09:00 w, 10:00 y")) == 2
