"""A better assignment: units move one by one, then CP-SAT decides some neighbouring carers' units anew.

The second is large neighbourhood search (Shaw 1998): some carers who could take each other's clients, and all that
they have, with all that nobody has yet and they could take.
"""

from collections.abc import Callable

import numpy as np

from engine.assignment.moving import Moving
from engine.assignment.sheets import layout
from engine.assignment.tables import Tables
from engine.assignment.worth import points
from engine.limits import Clock
from engine.model.assignment import NOBODY, solve

CREW = 8
"""Carers whose units are decided anew together at first; as long as that is easily proved, more."""
EFFORT = 2.0
"""Seconds for them."""


def moved(tables: Tables, picks: np.ndarray, near: list[np.ndarray], clock: Clock, until: float) -> np.ndarray:
    """Each unit in turn goes to whom it costs least, until none would move. until: when to stop, on the clock."""
    state, rng = Moving(tables, picks, near), np.random.default_rng(clock.limits.seed)
    worth, before = points(tables, state.picks), None
    while worth != before and not clock.over and clock.elapsed < until:
        before = worth
        for unit in rng.permutation(len(picks)).tolist():
            if clock.over or clock.elapsed > until:
                break
            state.take(unit)
            state.place(unit)
        worth = points(tables, state.picks)
    return state.picks


def improved(
    tables: Tables,
    picks: np.ndarray,
    near: list[np.ndarray],
    clock: Clock,
    until: float,
    rounds: int | None,
    enough: Callable[[int], bool],
) -> np.ndarray:
    """Neighbourhoods of carers, decided anew by CP-SAT. until: when to stop, on the clock; enough: of points."""
    rng = np.random.default_rng(clock.limits.seed)
    beside = _beside(tables, near)
    worth, size, done, tired = points(tables, picks), float(CREW), 0, np.zeros(len(beside))
    while clock.elapsed < until and not clock.over and not enough(worth) and (rounds is None or done < rounds):
        carer = int(rng.choice(np.flatnonzero(tired == tired.min())))
        crew = _crew(beside, carer, round(size), rng)
        tired[crew] += 1
        units = _units(tables, picks, near, crew)
        done += 1
        if not len(units):
            continue
        laid = layout(tables, picks, units, near)
        hint = laid.arcs(picks)
        found = solve(laid.sheet, clock, hint, min(EFFORT, until - clock.elapsed))
        size = max(3.0, min(len(beside), size * (1.1 if found.proved else 0.9)))
        if found.picks is not None:
            other = laid.picks(found.picks, picks)
            cost = points(tables, other)
            if cost < worth:
                picks, worth = other, cost
        clock.tell(tables.prices.cost(worth), int((picks == NOBODY).sum()), done, "improving")
    return picks


def _beside(tables: Tables, near: list[np.ndarray]) -> np.ndarray:
    """How many units each two carers are both near to."""
    carers = tables.allowed.shape[1]
    found = np.zeros((carers, carers), np.int32)
    for some in near:
        found[np.ix_(some, some)] += 1
    return found


def _crew(beside: np.ndarray, carer: int, size: int, rng: np.random.Generator) -> np.ndarray:
    weight = beside[carer] * rng.random(len(beside))
    weight[carer] = np.inf
    return np.sort(np.argsort(-weight, kind="stable")[:size])


def _units(tables: Tables, picks: np.ndarray, near: list[np.ndarray], crew: np.ndarray) -> np.ndarray:
    left = [unit for unit in np.flatnonzero(picks == NOBODY).tolist() if np.isin(near[unit], crew).any()]
    return np.union1d(np.flatnonzero(np.isin(picks, crew)), np.array(left, np.int64)).astype(np.int64)
