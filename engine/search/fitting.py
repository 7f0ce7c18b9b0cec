"""Which visits may be done in which shift: on the same day, by a carer whom no HARD rule forbids."""

from collections.abc import Callable, Mapping

import numpy as np

from engine.problem import Problem
from engine.search import layout as at
from engine.search.compiled import compiled

BATCH = 256
"""Visits between two looks at the clock: few enough that what is noted of them stays in the processor's cache."""

MANY, CHEAPEST = 120, 40
"""Where a visit has more than so many fitting shifts, so many with the least points come first in its choice: the first
plan has no time to look at them all."""


def fitting(
    problem: Problem, row_of_carer: Mapping[str, int], pair: np.ndarray, visit: np.ndarray, pause: Callable[[], None]
) -> tuple[np.ndarray, np.ndarray]:
    """The tables fits and choice of `layout.Tables`, and in the table of visits where each one's choice lies.

    pair: points of every carer and visit; pause: see `tables.build`.
    """
    due = np.zeros((problem.days, len(problem.visits)), bool)
    for row, one in enumerate(problem.visits):
        due[list(problem.days_of_visit(one)), row] = True
    allowed = pair < at.FORBIDDEN
    may = np.zeros((len(problem.shifts), len(problem.visits)), bool)
    on_days: dict[frozenset[int], np.ndarray] = {}
    for row, one in enumerate(problem.shifts):
        pause()
        days = problem.days_of_shift(one)
        if days not in on_days:
            on_days[days] = np.logical_or.reduce(due[list(days)])
        np.logical_and(on_days[days], allowed[row_of_carer[one.carer]], out=may[row])
    fits = may.view(np.uint8)
    carer = np.array([row_of_carer[one.carer] for one in problem.shifts], np.int64)
    counts = np.zeros(len(problem.visits), np.int64)
    cheap = np.zeros((len(problem.visits), CHEAPEST, 2), np.int64)
    batches = [(first, min(first + BATCH, len(visit))) for first in range(0, len(visit), BATCH)]
    for batch in batches:
        pause()
        _count(fits, carer, pair, counts, cheap, *batch)
    ends = np.cumsum(counts)
    visit[:, at.CAND_LO], visit[:, at.CAND_HI] = ends - counts, ends
    choice = np.zeros(max(int(counts.sum()), 1), np.int64)
    filled = ends - counts
    many = counts > MANY
    choice[filled[many, None] + np.arange(CHEAPEST)] = cheap[many, :, 1]
    filled[many] += CHEAPEST
    for batch in batches:
        pause()
        _choose(fits, carer, pair, counts, cheap, choice, filled, *batch)
    return fits, choice


@compiled
def _count(fits, carer, pair, counts, cheap, first, last):
    """Count the fitting shifts of visits first to last, and keep the cheapest: their points, and which they are."""
    for s in range(len(fits)):
        for v in range(first, last):
            if not fits[s, v]:
                continue
            row, points = min(counts[v], CHEAPEST), pair[carer[s], v]
            counts[v] += 1
            while row > 0 and points < cheap[v, row - 1, 0]:
                if row < CHEAPEST:
                    cheap[v, row, 0], cheap[v, row, 1] = cheap[v, row - 1, 0], cheap[v, row - 1, 1]
                row -= 1
            if row < CHEAPEST:
                cheap[v, row, 0], cheap[v, row, 1] = points, s


@compiled
def _choose(fits, carer, pair, counts, cheap, choice, filled, first, last):
    """Put the fitting shifts in place, where there are many without the cheapest, which stand there already."""
    for s in range(len(fits)):
        for v in range(first, last):
            if not fits[s, v]:
                continue
            if counts[v] > MANY:
                points, most = pair[carer[s], v], cheap[v, CHEAPEST - 1, 0]
                if points < most or (points == most and s <= cheap[v, CHEAPEST - 1, 1]):
                    continue
            choice[filled[v]] = s
            filled[v] += 1
