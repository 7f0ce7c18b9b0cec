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
from engine.search.crew import Crew
from engine.search.run import Run
from tests.problems import random_plan, random_problem

SEEDS = range(8)
MOVES = 3_000


def judged(problem: Problem, plan: Plan) -> int:
    """The referee's word in the kernel's points."""
    verdict = check(problem, plan)
    soft = round(verdict.cost * Prices(problem).points_per_cost)
    return soft + at.FORBIDDEN * sum(finding.amount for finding in verdict.violations)


def cool(run: Run) -> None:
    for share in (0.3, 0.9):
        run.anneal(share, MOVES)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_best_plan_costs_what_is_said_of_it_through_starts_and_coolings(seed: int) -> None:
    problem = random_problem(seed)
    run = Run(problem, seed)
    run.search.load(random_plan(problem, Random(seed)))
    points = [run.search.best_points]
    for begin in (lambda: run.construct(lambda: False, lambda: None), run.restart, run.restart):
        begin()
        cool(run)
        points.append(run.search.best_points)
        assert judged(problem, run.search.plan()) == run.search.best_points
        assert judged(problem, run.search.plan_under_change()) == run.search.points
    assert points == sorted(points, reverse=True)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_run_that_follows_another_keeps_the_better_of_both_best_plans(seed: int) -> None:
    problem = random_problem(seed)
    crew = Crew(problem, seed, workers=2)
    for run in crew.runs:
        run.construct(lambda: False, lambda: None, noise=1.0)
        cool(run)
    for one, other in (crew.runs, crew.runs[::-1]):
        one.restart()
        best = min(one.search.best_points, other.search.best_points)
        one.search.follow(other.search)
        assert one.search.points == other.search.points
        assert one.search.best_points == best == judged(problem, one.search.plan())
        cool(one)
        assert judged(problem, one.search.plan()) == one.search.best_points <= best
    crew.close()


def test_a_run_that_follows_one_with_longer_rounds_makes_room_for_them() -> None:
    problem = generate(clients=12, carers=4, days=3, seed=4)
    crew = Crew(problem, 1, workers=2)
    first, second = crew.runs
    first.construct(lambda: False, lambda: None)
    first.search.make_room(500)
    second.search.follow(first.search)
    cool(second)
    assert judged(problem, second.search.plan()) == second.search.best_points
    crew.close()


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
