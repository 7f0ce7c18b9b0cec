"""What the kernel keeps beside the cost: its best plan, who is left out, and what a link costs until it goes."""

import sys
from collections.abc import Iterator
from functools import cache
from random import Random

import pytest

from engine.check import check
from engine.plan import Plan
from engine.price import Prices
from engine.problem import Problem
from engine.search import layout as at
from engine.search.change import keep, score, take_out, undo
from engine.search.moves import MOVES, propose
from engine.search.register import begin
from engine.search.state import Search
from tests.problems import all_soft, random_plan, random_problem

SEEDS = range(8)
STEPS = 300
GAPS = ("simultaneous", "order", "minimum_gap", "maximum_gap")


@cache
def case(seed: int) -> tuple[Problem, Plan]:
    problem = all_soft(random_problem(seed))
    return problem, random_plan(problem, Random(seed))


def judged(problem: Problem, plan: Plan) -> int:
    """The referee's word in the kernel's points."""
    return round(check(problem, plan).cost * Prices(problem).points_per_cost)


def left_out(problem: Problem, plan: Plan) -> list[int]:
    """The rows of the visits that a plan leaves out."""
    planned = {visit for visit, _, _ in plan.visits()}
    return [row for row, visit in enumerate(problem.visits) if visit.id not in planned]


def waiting(search: Search) -> list[int]:
    """The rows of the visits that the search itself takes for unplanned."""
    return sorted(search.state.lists[at.WAITING_LIST, : search.state.own[at.N_WAITING]].tolist())


def walk(problem: Problem, plan: Plan, seed: int) -> Iterator[Search]:
    """Moves at random, of which half are kept whatever they cost; the search before them, and after each."""
    search, rng = Search(problem, seed), Random(seed)
    search.load(plan)
    yield search
    for step in range(STEPS):
        made = propose(search.tables, search.state, step % MOVES) and score(search.tables, search.state)
        if made and rng.random() < 0.5:
            keep(search.state)
        else:
            undo(search.state)
        yield search


@pytest.mark.parametrize("seed", SEEDS)
def test_the_best_plan_on_the_way_is_remembered_as_it_was(seed: int) -> None:
    problem, plan = case(seed)
    best, points = Plan(), sys.maxsize
    for search in walk(problem, plan, seed):
        if search.points < points:
            best, points = search.plan_under_change(), search.points
        assert search.best_points == points
        assert search.best_unplanned == len(left_out(problem, best))
        assert search.plan() == best
    assert points == judged(problem, best)


def test_walks_find_better_plans_and_lose_them_again() -> None:
    """Else the test above would show nothing."""
    walks = [[search.points for search in walk(*case(seed), seed)] for seed in SEEDS]
    assert sum(points[0] > min(points) < points[-1] for points in walks) > 1


@pytest.mark.parametrize("seed", SEEDS)
def test_the_search_knows_who_is_left_out(seed: int) -> None:
    problem, plan = case(seed)
    for search in walk(problem, plan, seed):
        assert waiting(search) == left_out(problem, search.plan_under_change())


def test_both_ends_of_a_missed_link_come_out_at_once() -> None:
    """Moves keep links, or are refused: only in a plan that is held as it stands does a link cost something."""
    missed = 0
    for seed in SEEDS:
        problem, plan = case(seed)
        search = Search(problem, seed)
        search.hold(plan)
        planned = {visit for visit, _, _ in plan.visits()}
        missed += sum(check(problem, plan).amounts[rule] > 0 for rule in GAPS)
        for link in problem.links:
            if {link.first, link.second} <= planned:
                begin(search.state)
                for visit in (link.first, link.second):
                    take_out(search.tables, search.state, search.index.visit[visit])
                assert score(search.tables, search.state)
                assert search.points == judged(problem, search.plan_under_change())
                undo(search.state)
                assert search.points == judged(problem, plan)
    assert missed > 0
