"""Which visits may be done in which shift: on the same day, by a carer whom no HARD rule forbids."""

from collections.abc import Callable, Mapping

import numpy as np

from engine.problem import Problem
from engine.search import layout as at
from engine.search.compiled import compiled

BATCH = 100
"""Shifts between two looks at the clock."""


def fitting(
    problem: Problem, row_of_carer: Mapping[str, int], pair: np.ndarray, visit: np.ndarray, pause: Callable[[], None]
) -> tuple[np.ndarray, np.ndarray]:
    """The tables fits and choice of `layout.Tables`, and in the table of visits where each one's choice lies.

    pair: points of every carer and visit; pause: see `tables.build`.
    """
    due = np.zeros((problem.days, len(problem.visits)), bool)
    for row, one in enumerate(problem.visits):
        due[list(problem.days_of_visit(one)), row] = True
    fits = np.zeros((len(problem.shifts), len(problem.visits)), np.uint8)
    counts = np.zeros(len(problem.visits), np.int64)
    for row, one in enumerate(problem.shifts):
        pause()
        on_its_days = due[list(problem.days_of_shift(one))].any(axis=0)
        fits[row] = on_its_days & (pair[row_of_carer[one.carer]] < at.FORBIDDEN)
        counts += fits[row]
    ends = np.cumsum(counts)
    visit[:, at.CAND_LO], visit[:, at.CAND_HI] = ends - counts, ends
    choice = np.zeros(max(int(counts.sum()), 1), np.int64)
    filled = ends - counts
    for first in range(0, len(fits), BATCH):
        pause()
        _choose(fits, choice, filled, first, min(first + BATCH, len(fits)))
    return fits, choice


@compiled
def _choose(fits, choice, filled, first, last):
    for s in range(first, last):
        for v in range(fits.shape[1]):
            if fits[s, v]:
                choice[filled[v]] = s
                filled[v] += 1
