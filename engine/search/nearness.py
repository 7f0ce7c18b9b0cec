"""Which visits go well before or after which: near in place and in time."""

from collections.abc import Callable
from functools import reduce

import numpy as np

from engine.problem import Problem
from engine.search import layout as at
from engine.search.compiled import compiled, inner

NEIGHBOURS = 24
BATCH = 50
"""Places between two looks at the clock."""

RINGS = 256
"""Into so many rings around a place the others are sorted, equally wide except that the last has no end."""


def nearest(problem: Problem, visit: np.ndarray, pause: Callable[[], None]) -> np.ndarray:
    """For each visit the visits that it follows or precedes with the least travel and waiting, best first.

    Only visits of the same days count. Shape (visits, at most NEIGHBOURS), -1 where there is none. pause: see
    `tables.build`.
    """
    count, places = len(problem.visits), len(problem.places)
    ways = [matrix.durations for matrix in problem.travel] or [np.zeros((places, places))]
    way = reduce(np.minimum, ways).astype(np.int32, order="C")  # a copy: a read-only matrix would be compiled for anew
    latest = np.array([one.deadlines()[-1][1] for one in problem.visits], np.int64)
    days = np.zeros((count, 3), np.int64)
    for row, one in enumerate(problem.visits):
        held = problem.days_of_visit(one)
        days[row, :2] = min(held), max(held)
    days[np.argsort(days[:, 0], kind="stable"), 2] = np.arange(count)
    there = np.argsort(visit[:, at.PLACE], kind="stable").astype(np.int64)
    begins = np.searchsorted(visit[there, at.PLACE], np.arange(places + 1)).astype(np.int64)
    near = np.full((count, min(NEIGHBOURS, max(count - 1, 1))), -1, np.int64)
    score = np.empty(near.shape[1], np.int64)
    width = 1 + int(2 * np.median(way[:: 1 + places // 100])) // RINGS if places else 1
    around = (np.empty(places, np.int64), np.empty(places, np.int64), np.empty(RINGS + 1, np.int64))
    for first in range(0, places, BATCH):
        pause()
        last = min(first + BATCH, places)
        _nearest(visit, way, latest, days, there, begins, near, score, width, around, first, last)
    return near


@compiled
def _nearest(visit, way, latest, days, there, begins, near, score, width, around, first, last):
    """For the visits at places first to last: looks at the other places from the nearest out, until what lies further
    away can only be worse than what was found, since no cost is less than its travel.

    days (visits, 3): first, last, and who comes first of equals; there: visits by place, whose first is in begins.
    """
    order, far, starts = around
    most = near.shape[1]
    for place in range(first, last):
        if begins[place] < begins[place + 1]:
            _sort(way, place, width, order, far, starts)
        for i in range(begins[place], begins[place + 1]):
            a, found = there[i], 0
            for ring in range(RINGS):
                if found == most and ring * width > score[most - 1]:
                    break
                for k in range(starts[ring], starts[ring + 1]):
                    other = order[k]
                    if found == most and far[other] > score[most - 1]:
                        continue
                    for j in range(begins[other], begins[other + 1]):
                        b = there[j]
                        if b != a and days[b, 1] >= days[a, 0] and days[b, 0] <= days[a, 1]:
                            cost = min(_cost(visit, way, latest, a, b), _cost(visit, way, latest, b, a))
                            found = _hold(near[a], score, days, b, cost, found)


@inner
def _sort(way, place, width, order, far, starts):
    """Sort places into rings by the shorter way, there or back; those of a ring lie in order from its start on."""
    starts[:] = 0
    for k in range(len(far)):
        far[k] = min(way[place, k], way[k, place])
        starts[min(far[k] // width, RINGS - 1)] += 1
    for ring in range(1, RINGS + 1):
        starts[ring] += starts[ring - 1]
    for k in range(len(far) - 1, -1, -1):
        ring = min(far[k] // width, RINGS - 1)
        starts[ring] -= 1
        order[starts[ring]] = k


@inner
def _hold(near, score, days, b, cost, found):
    """Put a visit among the best so far, if it belongs there; how many there are then."""
    most = len(near)
    place = found
    while place > 0 and (
        cost < score[place - 1] or (cost == score[place - 1] and days[b, 2] < days[near[place - 1], 2])
    ):
        place -= 1
    if place == most:
        return found
    for k in range(min(found, most - 1), place, -1):
        score[k], near[k] = score[k - 1], near[k - 1]
    score[place], near[place] = cost, b
    return min(found + 1, most)


@inner
def _cost(visit, way, latest, first, second):
    """Travel, plus the wait or the lateness that is left when second follows first as well as their windows allow."""
    travel = way[visit[first, at.PLACE], visit[second, at.PLACE]]
    served = visit[first, at.DURATION] + travel
    wait = max(0, visit[second, at.EARLIEST] - (latest[first] + served))
    late = max(0, visit[first, at.EARLIEST] + served - latest[second])
    return travel + wait // 4 + late
