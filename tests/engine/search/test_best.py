"""The best plan of a run is the best that it has seen: it costs what the run says, and nobody loses it."""

import subprocess
import sys
from random import Random

import pytest

from datasets.eixample import generate
from engine.check import check
from engine.plan import Plan
from engine.price import Prices
from engine.problem import Problem
from engine.search import layout as at
from engine.search.run import Run
from tests.problems import random_plan, random_problem

SEEDS = range(8)
MOVES = 3_000


def judged(problem: Problem, plan: Plan) -> int:
    """The referee's word in the kernel's points."""
    verdict = check(problem, plan)
    soft = round(verdict.cost * Prices(problem).points_per_cost)
    return soft + at.FORBIDDEN * sum(finding.amount for finding in verdict.violations)


def two_runs(problem: Problem, seed: int) -> tuple[Run, Run]:
    first = Run(problem, seed)
    return first, Run(problem, seed + 1, first)


def cool(run: Run) -> None:
    for share in (0.3, 0.9):
        run.anneal(share, MOVES)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_best_plan_costs_what_is_said_of_it_through_one_cooling_after_another(seed: int) -> None:
    problem = random_problem(seed)
    run = Run(problem, seed)
    run.search.load(random_plan(problem, Random(seed)))
    points = [run.search.best_points]
    run.construct(lambda: False, lambda: None)
    for _ in range(3):
        cool(run)
        points.append(run.search.best_points)
        assert judged(problem, run.search.plan()) == run.search.best_points
        assert judged(problem, run.search.plan_under_change()) == run.search.points
    assert points == sorted(points, reverse=True)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_run_that_follows_another_keeps_the_better_of_both_best_plans(seed: int) -> None:
    problem = random_problem(seed)
    one, other = both = two_runs(problem, seed)
    for run in both:
        run.construct(lambda: False, lambda: None)
        cool(run)
    for mine, theirs in ((one, other), (other, one)):
        best = min(mine.search.best_points, theirs.search.best_points)
        theirs.anneal(0.0, MOVES)  # hot: the plan under change is now a worse one
        mine.search.follow(theirs.search)
        best = min(best, theirs.search.best_points)
        assert mine.search.points == theirs.search.points
        assert mine.search.best_points == best == judged(problem, mine.search.plan())
        cool(mine)
        assert judged(problem, mine.search.plan()) == mine.search.best_points <= best


def test_a_run_that_follows_one_with_longer_rounds_makes_room_for_them() -> None:
    problem = generate(clients=12, carers=4, days=3, seed=4)
    first, second = two_runs(problem, 1)
    first.construct(lambda: False, lambda: None)
    first.search.make_room(500)
    second.search.follow(first.search)
    cool(second)
    assert judged(problem, second.search.plan()) == second.search.best_points


ONE_PLAN = """
from random import Random
from engine.limits import Limits
from engine.strategies.search import search
from tests.problems import random_plan, random_problem
problem = random_problem(5)
for start in (None, random_plan(problem, Random(5))):
    print(search(problem, Limits(iterations=3_000, seed=3), start).plan)
"""


def test_the_same_seed_gives_the_same_plan_in_another_process() -> None:
    told = [
        subprocess.run([sys.executable, "-c", ONE_PLAN], capture_output=True, text=True, check=True).stdout
        for _ in range(2)
    ]
    assert told[0] == told[1]
    assert "Stop(" in told[0]
