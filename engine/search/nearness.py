"""Which visits go well before or after which: near in place and in time."""

from collections.abc import Callable

import numpy as np

from engine.problem import Problem
from engine.search import layout as at
from engine.search.compiled import compiled

NEIGHBOURS = 24
BATCH = 500
"""Visits between two looks at the clock."""


def nearest(problem: Problem, visit: np.ndarray, pause: Callable[[], None]) -> np.ndarray:
    """For each visit the visits that it follows or precedes with the least travel and waiting, best first.

    Only visits of the same days count. Shape (visits, at most NEIGHBOURS), -1 where there is none. pause: see
    `tables.build`.
    """
    count = len(problem.visits)
    most = min(NEIGHBOURS, max(count - 1, 1))
    ways = [matrix.durations for matrix in problem.travel] or [np.zeros((len(problem.places),) * 2)]
    way = np.min(ways, axis=0).astype(np.int64)
    latest = np.array([one.deadlines()[-1][1] for one in problem.visits], np.int64)
    days = np.zeros((count, 2), np.int64)
    for row, one in enumerate(problem.visits):
        held = problem.days_of_visit(one)
        days[row] = min(held), max(held)
    order = np.argsort(days[:, 0], kind="stable").astype(np.int64)
    near = np.full((count, most), -1, np.int64)
    score = np.empty(most, np.int64)
    for first in range(0, count, BATCH):
        pause()
        _nearest(visit, way, latest, days, order, near, score, first, min(first + BATCH, count))
    return near


@compiled
def _nearest(visit, way, latest, days, order, near, score, first, last):
    most = near.shape[1]
    for a in range(first, last):
        found = 0
        for b in order:
            if b == a or days[b, 1] < days[a, 0]:
                continue
            if days[b, 0] > days[a, 1]:
                break
            value = min(_cost(visit, way, latest, a, b), _cost(visit, way, latest, b, a))
            if found == most and value >= score[most - 1]:
                continue
            place = found if found < most else most - 1
            while place > 0 and score[place - 1] > value:
                score[place] = score[place - 1]
                near[a, place] = near[a, place - 1]
                place -= 1
            score[place] = value
            near[a, place] = b
            found = min(found + 1, most)


@compiled
def _cost(visit, way, latest, first, second):
    """Travel, plus the wait or the lateness that is left when second follows first as well as their windows allow."""
    travel = way[visit[first, at.PLACE], visit[second, at.PLACE]]
    served = visit[first, at.DURATION] + travel
    wait = max(0, visit[second, at.EARLIEST] - (latest[first] + served))
    late = max(0, visit[first, at.EARLIEST] + served - latest[second])
    return travel + wait // 4 + late
