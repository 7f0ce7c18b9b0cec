import numpy as np

from engine.problem import UNREACHABLE, TravelMatrix
from tests.twins import STREET, amount, judged, plan, problem, shift, visit


def world():
    """By bus, and no bus leads home from b."""
    times = np.full((len(STREET), len(STREET)), 10)
    times[STREET.index("b"), STREET.index("home")] = UNREACHABLE
    return problem(shift("aina", mode="transit"), visit("v", "a"), visit("w", "b"), TravelMatrix("transit", times))


def test_a_round_by_bus_does_not_pay():
    given = world()
    # home-b, b-a and a-home all have a bus
    assert amount("unreachable", given, plan(given, aina="09:00 w, 10:00 v")) == 0


def test_each_leg_without_a_way_counts_once():
    given = world()
    assert amount("unreachable", given, plan(given, aina="09:00 v, 10:00 w")) == 1


def test_such_a_leg_is_forbidden_and_lasts_twice_the_longest():
    given = world()
    verdict = judged("unreachable", given, plan(given, aina="09:00 w"))
    assert [(one.rule, one.about.shift) for one in verdict.violations] == [("unreachable", "aina")]
    assert given.matrix["transit"].durations[STREET.index("b"), STREET.index("home")] == 2 * 10 + 1
