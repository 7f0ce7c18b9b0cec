"""What the kernel promises of the starts that it chooses: no start dearer for leaving later, and links kept."""

from dataclasses import replace
from random import Random

import pytest

from engine.check import Lived
from engine.plan import Plan, Route
from engine.problem import Problem
from engine.rules import RULES
from engine.search.state import Search
from engine.shapes import Gap, Start, outside
from engine.units import Ticks
from tests.problems import all_soft, random_plan, random_problem

SEEDS = range(12)


def timed(problem: Problem, seed: int) -> Plan:
    """The rounds of a random plan, timed by the kernel."""
    search = Search(problem)
    assert search.settle(random_plan(problem, Random(seed)), released=False)
    return search.plan_under_change()


def earliest(problem: Problem, route: Route) -> dict[str, Ticks]:
    """The start of each visit of a round that leaves when its shift begins, none before the wished start."""
    shift = problem.shift[route.shift]
    clock, here = shift.start, problem.place_index[shift.start_place]
    found: dict[str, Ticks] = {}
    for stop in route.stops:
        if stop.visit is None:
            assert shift.rest is not None
            following = route.stops[route.stops.index(stop) + 1].visit or ""
            there = problem.place_index[problem.place_of(problem.visit[following])]
            clock += int(problem.matrix[shift.mode].durations[here, there])
            clock = max(clock, shift.rest.earliest) + shift.rest.duration
            here = there
            continue
        visit = problem.visit[stop.visit]
        there = problem.place_index[problem.place_of(visit)]
        clock += int(problem.matrix[shift.mode].durations[here, there])
        found[visit.id] = max(clock, visit.earliest, visit.preferred or 0)
        clock, here = found[visit.id] + visit.duration, there
    return found


@pytest.mark.parametrize("seed", SEEDS)
def test_leaving_later_makes_no_start_dearer(seed: int) -> None:
    problem = replace(all_soft(random_problem(seed)), links=())
    plan = timed(problem, seed)
    wishes = [rule.wishes for rule in RULES if isinstance(rule, Start)]
    for route in plan.routes:
        soonest = earliest(problem, route)
        for stop in route.stops:
            if stop.visit is not None:
                assert stop.start >= soonest[stop.visit]
                asked = [wish(problem, problem.visit[stop.visit]) for wish in wishes]
                for each in asked:
                    assert outside(each, stop.start) <= outside(each, soonest[stop.visit])


def test_leaving_later_is_what_rounds_do() -> None:
    later = 0
    for seed in SEEDS:
        problem = replace(all_soft(random_problem(seed)), links=())
        for route in timed(problem, seed).routes:
            soonest = earliest(problem, route)
            later += sum(stop.visit is not None and stop.start > soonest[stop.visit] for stop in route.stops)
    assert later > 0


def missed(problem: Problem, plan: Plan) -> int:
    """How many links between two rounds are not kept."""
    lived = Lived(problem, plan)
    found = 0
    for link in problem.links:
        if {link.first, link.second} <= lived.start.keys() and lived.shift[link.first] != lived.shift[link.second]:
            gap = lived.start[link.second] - lived.start[link.first]
            found += Gap(link.least, link.most).outside(gap) > 0
    return found


def test_links_between_two_rounds_are_kept() -> None:
    """Unless they wait for each other in a circle; and without waiting for each other they would be missed."""
    kept = 0
    for seed in SEEDS:
        problem = all_soft(random_problem(seed))
        search = Search(problem)
        if search.settle(random_plan(problem, Random(seed)), released=False):
            assert missed(problem, search.plan_under_change()) == 0
            kept += missed(problem, timed(replace(problem, links=()), seed))
    assert kept > 0
