from engine.problem import Carer
from tests.twins import amount, plan, problem, shift, visit

EVEN = (shift("aina"), shift("berta"), visit("v"), visit("w", duration=50))


def test_equal_loads_do_not_pay():
    given = problem(shift("aina"), shift("berta"), visit("v"), visit("w"))
    assert amount("workload_spread", given, plan(given, aina="09:00 v", berta="09:00 w")) == 0


def test_it_pays_each_distance_from_the_mean():
    given = problem(*EVEN)
    # aina 20 + 30 = 50, berta 20 + 50 = 70, mean 60: 10 + 10
    assert amount("workload_spread", given, plan(given, aina="09:00 v", berta="09:00 w")) == 20


def test_each_distance_is_rounded_up():
    given = problem(shift("aina"), shift("berta"), shift("carla"), visit("v"))
    # loads 50, 0, 0, mean 16.67: 33.33 -> 34, 16.67 -> 17 twice
    assert amount("workload_spread", given, plan(given, aina="09:00 v")) == 68


def test_the_shifts_of_one_carer_are_one_load():
    given = problem(shift("aina"), shift("aina", "18:00-20:00", id="late"), shift("berta"), visit("v"))
    # aina 50 in one of two shifts, berta 0, mean 25: 25 + 25
    assert amount("workload_spread", given, plan(given, aina="09:00 v")) == 50


def test_a_carer_without_a_shift_has_no_share():
    given = problem(Carer("berta"), shift("aina"), visit("v"))
    assert amount("workload_spread", given, plan(given, aina="09:00 v")) == 0
