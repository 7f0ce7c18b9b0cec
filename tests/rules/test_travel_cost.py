import numpy as np

from engine.problem import TravelMatrix
from tests.twins import STREET, amount, plan, problem, shift, street, visit


def test_on_foot_it_does_not_pay():
    given = problem(shift("aina"), visit("v"), street(cents_per_km=0))
    assert amount("travel_cost", given, plan(given, aina="09:00 v")) == 0


def test_it_pays_the_kilometres_of_each_mode():
    given = problem(
        shift("aina", mode="car"), shift("berta"), visit("v", "b"), visit("w"), street("car", 3, 1000, 26), street()
    )
    # by car home-b 2 km + b-home 2 km at 26 cents; berta walks
    assert amount("travel_cost", given, plan(given, aina="09:00 v", berta="09:00 w")) == 104


def test_each_leg_is_rounded_down_to_a_whole_cent():
    given = problem(shift("aina", mode="car"), visit("v"), street("car", 3, 550, 26))
    # 550 m at 26 cents a kilometre is 14.3 cents: 14 there + 14 back
    assert amount("travel_cost", given, plan(given, aina="09:00 v")) == 28


def test_unknown_distances_do_not_pay():
    blind = TravelMatrix("car", np.full((len(STREET), len(STREET)), 10), None, 26)
    given = problem(shift("aina", mode="car"), visit("v"), blind)
    assert amount("travel_cost", given, plan(given, aina="09:00 v")) == 0
