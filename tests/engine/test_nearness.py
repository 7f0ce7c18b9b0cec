"""Near visits are the best of all of the same days, however they are looked for."""

import numpy as np
import pytest

from engine.problem import Problem, Visit
from engine.search.nearness import NEIGHBOURS, nearest
from engine.search.tables import build
from tests.problems import random_problem


def cost(problem: Problem, first: Visit, second: Visit) -> int:
    """Travel, a quarter of the wait and the lateness that are left when the second follows as well as it can."""
    places = problem.place_index[problem.place_of(first)], problem.place_index[problem.place_of(second)]
    travel = min(int(matrix.durations[places]) for matrix in problem.travel)
    served = first.duration + travel
    wait = max(0, second.earliest - first.deadlines()[-1][1] - served)
    late = max(0, first.earliest + served - second.deadlines()[-1][1])
    return travel + wait // 4 + late


def span(problem: Problem, visit: Visit) -> tuple[int, int]:
    days = problem.days_of_visit(visit)
    return min(days), max(days)


def best(problem: Problem, visit: Visit) -> list[int]:
    """The rows of the best neighbours; of equals the earlier day comes first, then the order of the problem."""
    first, last = span(problem, visit)
    found = [
        (min(cost(problem, visit, other), cost(problem, other, visit)), span(problem, other)[0], row)
        for row, other in enumerate(problem.visits)
        if other is not visit and span(problem, other)[1] >= first and span(problem, other)[0] <= last
    ]
    return [row for _, _, row in sorted(found)[:NEIGHBOURS]]


@pytest.mark.parametrize("seed", range(6))
def test_near_visits_are_the_best_of_all(seed: int) -> None:
    problem = random_problem(seed, days=3, carers=6, clients=12, visits=120)
    near = build(problem)[0].near
    for row, visit in enumerate(problem.visits):
        wanted = best(problem, visit)
        assert near[row].tolist() == wanted + [-1] * (near.shape[1] - len(wanted))


def test_a_visit_alone_is_near_to_none() -> None:
    problem = random_problem(1, visits=1)
    tables, _ = build(problem)
    assert nearest(problem, tables.visit, lambda: None).tolist() == [[-1]]


def test_the_clock_is_looked_at() -> None:
    looks: list[int] = []
    problem = random_problem(2)
    tables, _ = build(problem)
    assert np.array_equal(nearest(problem, tables.visit, lambda: looks.append(1)), tables.near)
    assert looks
