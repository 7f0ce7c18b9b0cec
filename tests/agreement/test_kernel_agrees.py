"""The compiled kernel and the referee agree on what a plan costs: each rule alone, all together, after every move."""

from collections.abc import Iterator
from functools import cache
from random import Random

import numpy as np
import pytest

from engine.check import check
from engine.plan import Plan, Route, Stop
from engine.price import Prices
from engine.problem import Problem
from engine.rules import RULES
from engine.search import layout as at
from engine.search import whole
from engine.search.change import keep, score, undo
from engine.search.construct import construct, hardest_first, set_breaks
from engine.search.moves import MOVES, propose
from engine.search.state import Search
from engine.units import HARD
from tests.problems import all_soft, alone, random_plan, random_problem

NAMES = [rule.id for rule in RULES]
SEEDS = (2, 3, 7)
MORE_SEEDS = range(12)
STEPS = 400


@cache
def case(seed: int) -> tuple[Problem, Plan]:
    problem = random_problem(seed)
    return problem, random_plan(problem, Random(seed))


def judged(problem: Problem, plan: Plan) -> int:
    """The referee's word in the kernel's points."""
    verdict = check(problem, plan)
    soft = round(verdict.cost * Prices(problem).points_per_cost)
    return soft + at.FORBIDDEN * sum(finding.amount for finding in verdict.violations)


def rounds(plan: Plan) -> dict[str, Route]:
    return {route.shift: route for route in plan.routes if route.stops}


def scored(problem: Problem, plan: Plan) -> int:
    """The kernel's word on a plan as it stands, with every start where the plan has it."""
    search = Search(problem)
    search.hold(plan)
    assert rounds(search.plan_under_change()) == rounds(plan)
    return search.points


def of_one_visit(search: Search) -> Iterator[Plan]:
    """Plans of nothing but one visit, by a carer whom no HARD rule forbids, as early as that carer can be there."""
    problem = search.problem
    for row, column in np.argwhere(search.tables.fits).tolist():
        visit, shift = problem.visits[row], problem.shifts[column]
        here, there = problem.place_index[shift.start_place], problem.place_index[problem.place_of(visit)]
        start = max(visit.earliest, shift.start + int(problem.matrix[shift.mode].durations[here, there]))
        yield Plan((Route(shift.id, (Stop(visit.id, start, start + visit.duration),)),))


@pytest.mark.parametrize("rule", NAMES)
@pytest.mark.parametrize("seed", SEEDS)
def test_each_rule_alone_and_soft(rule: str, seed: int) -> None:
    problem, plan = case(seed)
    problem = alone(problem, rule, 1.5)
    assert scored(problem, plan) == judged(problem, plan)


@pytest.mark.parametrize("rule", NAMES)
@pytest.mark.parametrize("seed", SEEDS)
def test_each_rule_alone_and_hard(rule: str, seed: int) -> None:
    problem, plan = case(seed)
    problem = alone(problem, rule, HARD)
    assert scored(problem, plan) == judged(problem, plan)


@pytest.mark.parametrize("rule", NAMES)
def test_every_rule_pays_on_these_plans(rule: str) -> None:
    assert any(judged(alone(case(seed)[0], rule, 1), case(seed)[1]) > 0 for seed in SEEDS)


@pytest.mark.parametrize("seed", MORE_SEEDS)
def test_all_rules_soft(seed: int) -> None:
    problem, plan = case(seed)
    problem = all_soft(problem)
    assert scored(problem, plan) == judged(problem, plan)


@pytest.mark.parametrize("seed", SEEDS)
def test_where_it_takes_time_to_go_to_the_same_place_again(seed: int) -> None:
    problem = all_soft(random_problem(seed, doorstep=3))
    plan = random_plan(problem, Random(seed))
    assert scored(problem, plan) == judged(problem, plan)
    walk(problem, plan, seed, STEPS)


@pytest.mark.parametrize("seed", MORE_SEEDS)
def test_all_rules_at_their_own_weights(seed: int) -> None:
    problem, plan = case(seed)
    assert scored(problem, plan) == judged(problem, plan)


def walk(problem: Problem, plan: Plan, seed: int, steps: int) -> np.ndarray:
    """Make moves at random, keep half of those that may be kept, and hold every one against the referee.

    Gives how often each kind of move changed the plan.
    """
    search, rng = Search(problem, seed), Random(seed)
    tables, state = search.tables, search.state
    search.load(plan)
    before, now = search.points, search.plan_under_change()
    assert before == judged(problem, now)
    made = np.zeros(MOVES, int)
    for step in range(steps):
        move = step % MOVES
        if propose(tables, state, move) and score(tables, state):
            after = search.plan_under_change()
            made[move] += after != now
            assert search.points - before == judged(problem, after) - judged(problem, now), (move, step)
            if rng.random() < 0.5:
                keep(state)
                before, now = search.points, after
                continue
        undo(state)
        assert search.points == before
        assert search.plan_under_change() == now
    whole.settle(tables, state)
    assert search.points == before == search.best_points
    assert search.plan() == now
    return made


@pytest.mark.parametrize("seed", MORE_SEEDS)
def test_every_move_changes_the_cost_by_what_the_referee_says(seed: int) -> None:
    problem, plan = case(seed)
    walk(problem, plan, seed, STEPS)


@pytest.mark.parametrize("rule", NAMES)
def test_every_move_changes_the_cost_of_each_rule_alone(rule: str) -> None:
    problem, plan = case(SEEDS[0])
    walk(alone(problem, rule, 1.5), plan, 1, 60)


def test_every_kind_of_move_is_made() -> None:
    made = sum(walk(all_soft(case(seed)[0]), case(seed)[1], seed, STEPS) for seed in SEEDS)
    assert (np.asarray(made) > 0).all(), made


@pytest.mark.parametrize("seed", MORE_SEEDS)
def test_a_constructed_plan_costs_what_the_referee_says(seed: int) -> None:
    problem, _ = case(seed)
    search = Search(problem, seed)
    order = hardest_first(search.tables)
    construct(search.tables, search.state, order, 0, len(order))
    set_breaks(search.tables, search.state)
    plan = search.plan_under_change()
    assert plan.routes or all(judged(problem, one) >= judged(problem, plan) for one in of_one_visit(search))
    assert search.points == judged(problem, plan)
