"""Polishing: times alone, a few rounds, and over and over."""

from dataclasses import replace
from random import Random

import pytest

from datasets.eixample import generate
from engine.check import check
from engine.limits import Limits
from engine.plan import Plan, Route
from engine.problem import Problem
from engine.result import Progress, StopReason, Verdict
from engine.strategies.neighbourhoods import MOST_ROUNDS, Neighbourhoods
from engine.strategies.polish import polish, repair, retime
from engine.strategies.search import search
from tests.brute_force import best, timings, tiny_problem
from tests.problems import all_soft, random_plan, random_problem

TINY = (7, 15, 19, 28, 30, 34)
SEEDS = range(4)


def orders(plan: Plan) -> dict[str, list[str | None]]:
    return {route.shift: [stop.visit for stop in route.stops] for route in plan.routes if route.stops}


def broken(verdict: Verdict) -> int:
    return sum(finding.amount for finding in verdict.violations)


def retimings(problem: Problem, plan: Plan) -> list[Plan]:
    """The plan with every way to time its rounds."""
    plans = [Plan()]
    for route in plan.routes:
        order = tuple(problem.visit[stop.visit] for stop in route.stops if stop.visit is not None)
        breaks = [at for at, stop in enumerate(route.stops) if stop.visit is None]
        shift = problem.shift[route.shift]
        timed = list(timings(problem, shift, order, breaks[0] if breaks else None))
        plans = [Plan((*done.routes, Route(shift.id, tuple(stops)))) for done in plans for stops in timed]
    return plans


@pytest.mark.parametrize("seed", TINY)
def test_times_alone_come_out_as_good_as_any(seed: int) -> None:
    problem = tiny_problem(seed)
    plans = retimings(problem, best(problem)[1])
    clean = [(verdict.cost, plan) for plan in plans if (verdict := check(problem, plan)).clean]
    dearest = max(clean, key=lambda one: one[0])[1]
    retimed = retime(problem, dearest, Limits())
    assert check(problem, retimed).cost == min(cost for cost, _ in clean)
    assert orders(retimed) == orders(dearest)


@pytest.mark.parametrize("seed", SEEDS)
def test_retiming_a_careless_plan_saves_and_keeps_every_order(seed: int) -> None:
    problem = all_soft(random_problem(seed))
    plan = random_plan(problem, Random(seed))
    retimed = retime(problem, plan, Limits())
    assert check(problem, retimed).clean
    assert check(problem, retimed).cost < check(problem, plan).cost
    assert orders(retimed) == orders(plan)


@pytest.mark.parametrize("seed", TINY)
def test_repair_of_all_rounds_is_exact(seed: int) -> None:
    problem = tiny_problem(seed)
    shifts = frozenset(problem.shift)
    assert check(problem, repair(problem, Plan(), shifts, Limits())).cost == best(problem)[0]


@pytest.mark.parametrize("seed", SEEDS)
def test_repair_leaves_the_other_rounds_alone(seed: int) -> None:
    problem = all_soft(random_problem(seed))
    plan = random_plan(problem, Random(seed))
    few = frozenset(route.shift for route in plan.routes[:3])
    repaired = repair(problem, plan, few, Limits(iterations=50_000))
    kept = [route for route in plan.routes if route.shift not in few]
    assert [route for route in repaired.routes if route.shift not in few] == kept
    assert check(problem, repaired).clean
    assert check(problem, repaired).cost < check(problem, plan).cost


@pytest.mark.parametrize("seed", SEEDS[:2])
def test_polish_mends_what_a_plan_breaks(seed: int) -> None:
    problem = random_problem(seed)
    plan = random_plan(problem, Random(seed))
    outcome = polish(problem, Limits(iterations=10_000, seed=seed), plan)
    assert broken(check(problem, outcome.plan)) < broken(check(problem, plan))
    assert outcome.stopped == StopReason.ITERATIONS
    assert outcome.iterations >= 10_000


@pytest.mark.parametrize("seed", TINY[:3])
def test_polish_ends_by_itself_where_nothing_is_left(seed: int) -> None:
    """Both rounds fit into one neighbourhood: what is left is the best of all."""
    problem = tiny_problem(seed)
    plan = best(problem)[1]
    outcome = polish(problem, Limits(), plan)
    assert (outcome.plan, outcome.stopped, outcome.trace) == (plan, StopReason.DONE, ())


def test_the_trace_falls_to_the_cost_of_the_plan() -> None:
    problem = all_soft(random_problem(2))
    outcome = polish(problem, Limits(iterations=15_000), random_plan(problem, Random(2)))
    costs = [cost for _, cost in outcome.trace]
    assert costs == sorted(costs, reverse=True)
    assert costs[-1] == check(problem, outcome.plan).cost


def test_the_same_seed_and_iterations_give_the_same_plan() -> None:
    problem = random_problem(4)
    plan = random_plan(problem, Random(4))
    first, second = (polish(problem, Limits(seed=2, iterations=10_000), plan) for _ in range(2))
    assert first.plan == second.plan


def test_a_stop_request_brings_back_the_plan_so_far() -> None:
    problem = random_problem(4)
    plan = random_plan(problem, Random(4))
    told: list[Progress] = []

    def tell(progress: Progress) -> None:
        told.append(progress)
        limits.stop.set()

    limits = Limits(progress=tell)
    outcome = polish(problem, limits, plan)
    assert outcome.stopped == StopReason.REQUEST
    assert told[0].phase == "polish"
    assert broken(check(problem, outcome.plan)) <= broken(check(problem, plan))


def test_rounds_that_share_a_link_are_taken_apart_together() -> None:
    problem = replace(random_problem(0), links=())
    plan = random_plan(problem, Random(0))
    one, other = plan.routes[0], plan.routes[-1]
    visits = [next(stop.visit for stop in route.stops if stop.visit is not None) for route in (one, other)]
    linked = random_problem(0).links[0]
    problem = replace(problem, links=(replace(linked, first=visits[0], second=visits[1]),))
    scope = Neighbourhoods(problem, plan).around(one.shift, Random(1))
    assert scope.shifts is not None
    assert {one.shift, other.shift} <= scope.shifts
    assert len(scope.shifts) <= MOST_ROUNDS


def test_a_part_that_is_polished_tells_no_bound_on_the_whole() -> None:
    problem = generate(clients=6, carers=3, days=1, seed=2)
    start = search(problem, Limits(iterations=100)).plan
    told: list[Progress] = []
    polish(problem, Limits(seconds=1.0, progress=told.append), start)
    assert told
    assert all(progress.bound is None for progress in told)
