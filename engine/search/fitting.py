"""Which visits may be done in which shift: on the same day, by a carer whom no HARD rule forbids."""

from collections.abc import Callable

import numpy as np

from engine.problem import Problem
from engine.search import layout as at
from engine.search.compiled import compiled, inner

BATCH = 256
"""Visits between two looks at the clock."""

MANY, CHEAPEST = 120, 40
"""Where a visit has more than so many fitting shifts, so many that cost least come first in its choice: the first plan
has no time to look at them all. Their carer counts, and the way home: carers have their rounds about there."""


def fitting(
    problem: Problem, pair: np.ndarray, leg: np.ndarray, visit: np.ndarray, shift: np.ndarray, pause: Callable[[], None]
) -> tuple[np.ndarray, np.ndarray]:
    """The tables fits and choice of `layout.Tables`, and in the table of visits where each one's choice lies.

    The other tables are those of `layout.Tables`; pause: see `tables.build`.
    """
    kind, starts, there = _shifts_by_day(problem)
    fits = np.zeros((len(visit), len(shift)), np.uint8)
    batches = [(first, min(first + BATCH, len(visit))) for first in range(0, len(visit), BATCH)]
    for batch in batches:
        pause()
        _mark(kind, starts, there, pair, visit, shift, fits, *batch)
    ends = np.cumsum(visit[:, at.CAND_HI])
    visit[:, at.CAND_LO], visit[:, at.CAND_HI] = ends - visit[:, at.CAND_HI], ends
    choice = np.zeros(max(int(ends[-1]) if len(ends) else 0, 1), np.int64)
    cost = np.zeros(len(shift), np.int64)
    for batch in batches:
        pause()
        _choose(kind, starts, there, pair, leg, visit, shift, fits, choice, cost, *batch)
    return fits, choice


def _shifts_by_day(problem: Problem) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Visits of the same days are of one kind: the kind of each, and where in a list its days' shifts lie.

    So each visit is asked of its own days' shifts only, and not of all those of a week or a month.
    """
    on: dict[int, list[int]] = {}
    for row, shift in enumerate(problem.shifts):
        for day in problem.days_of_shift(shift):
            on.setdefault(day, []).append(row)
    known: dict[frozenset[int], int] = {}
    kind = [known.setdefault(problem.days_of_visit(visit), len(known)) for visit in problem.visits]
    there = [sorted({row for day in days for row in on.get(day, ())}) for days in known]
    starts = np.cumsum([0, *map(len, there)]).astype(np.int64)
    return np.array(kind, np.int64), starts, np.array([row for rows in there for row in rows], np.int64)


@compiled
def _mark(kind, starts, there, pair, visit, shift, fits, first, last):
    """Mark the fitting shifts of visits first to last, and count them."""
    for v in range(first, last):
        for i in range(starts[kind[v]], starts[kind[v] + 1]):
            s = there[i]
            if pair[v, shift[s, at.CARER]] < at.FORBIDDEN:
                fits[v, s] = 1
                visit[v, at.CAND_HI] += 1


@compiled
def _choose(kind, starts, there, pair, leg, visit, shift, fits, choice, cost, first, last):
    """List the fitting shifts of visits first to last, where there are many the cheapest first. cost: room to count."""
    for v in range(first, last):
        filled = visit[v, at.CAND_LO]
        many = visit[v, at.CAND_HI] - filled > MANY
        if many:
            here = there[starts[kind[v]] : starts[kind[v] + 1]]
            filled = _cheapest(here, pair, leg, visit, shift, fits, choice, cost, v)
        dearest = choice[filled - 1]
        for i in range(starts[kind[v]], starts[kind[v] + 1]):
            s = there[i]
            if fits[v, s] and (not many or cost[s] > cost[dearest] or (cost[s] == cost[dearest] and s > dearest)):
                choice[filled] = s
                filled += 1


@inner
def _cheapest(there, pair, leg, visit, shift, fits, choice, cost, v):
    """List the fitting shifts that cost least, the cheapest first; where the list ends."""
    lo, place, found = visit[v, at.CAND_LO], visit[v, at.PLACE], 0
    for s in there:
        if not fits[v, s]:
            continue
        cost[s] = pair[v, shift[s, at.CARER]] + leg[shift[s, at.MODE], place, shift[s, at.TO]]
        row = found
        while row > 0 and cost[s] < cost[choice[lo + row - 1]]:
            if row < CHEAPEST:
                choice[lo + row] = choice[lo + row - 1]
            row -= 1
        if row < CHEAPEST:
            choice[lo + row] = s
        found = min(found + 1, CHEAPEST)
    return lo + found
