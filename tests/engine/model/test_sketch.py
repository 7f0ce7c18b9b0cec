"""What a round may become: nothing is struck off that could be driven in time."""

from random import Random

import numpy as np
import pytest

from engine.model.sketch import Sketch
from engine.plan import Plan, replay
from engine.problem import Problem
from tests.problems import random_plan, random_problem

SEEDS = range(8)


def sketch(problem: Problem, shift: str, plan: Plan, late: int) -> Sketch:
    members = tuple(visit for visit in problem.visits if problem.same_day(visit, problem.shift[shift]))
    nowhere = np.zeros_like(problem.travel[0].reachable)
    spans = tuple((visit.earliest, visit.earliest + late) for visit in members)
    return Sketch(problem, problem.shift[shift], members, spans, nowhere, replay(problem, plan)[shift])


@pytest.mark.parametrize("seed", SEEDS)
def test_every_leg_that_can_be_driven_in_time_is_kept(seed: int) -> None:
    """Over all rounds of at most two visits, each begun as early as can be."""
    problem = random_problem(seed)
    for shift in problem.shifts:
        one = sketch(problem, shift.id, Plan(), late=60)
        legs, depot = set(one.legs), one.depot
        for at, visit in enumerate(one.members):
            start = max(visit.earliest, shift.start + int(one.times[depot, at]))
            if start <= one.spans[at][1]:
                assert {(depot, at), (at, depot)} <= legs
                for then, (low, high) in enumerate(one.spans):
                    arrives = start + visit.duration + int(one.times[at, then])
                    assert then == at or max(low, arrives) > high or (at, then) in legs


def test_legs_that_come_too_late_are_struck_off() -> None:
    few = sum(len(sketch(random_problem(0), shift, Plan(), late=5).legs) for shift in random_problem(0).shift)
    many = sum(len(sketch(random_problem(0), shift, Plan(), late=5000).legs) for shift in random_problem(0).shift)
    assert 0 < few < many


@pytest.mark.parametrize("seed", SEEDS)
def test_the_plan_at_hand_keeps_its_legs(seed: int) -> None:
    problem = random_problem(seed)
    plan = random_plan(problem, Random(seed))
    for route in plan.routes:
        one = sketch(problem, route.shift, plan, late=0)
        assert set(one.told_course.arcs(one.depot)) <= set(one.legs)
        visits = [stop.visit for stop in route.stops if stop.visit is not None]
        assert [one.members[at].id for at in one.told_course.order] == visits
        breaks = [stop.start for stop in route.stops if stop.visit is None]
        assert one.told_course.begins == (breaks[0] if breaks else None)
        assert one.told_course.before is None or one.told_course.before in one.pauses
