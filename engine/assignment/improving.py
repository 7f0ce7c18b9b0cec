"""Making a whole assignment better: a few carers and their clients are set free and decided anew, again and again.

Large neighbourhood search (Shaw 1998) in which HiGHS decides each neighbourhood. It stops once the bound is near
enough, or where no time is left.
"""

from collections.abc import Callable

import numpy as np

from engine.assignment.relaxation import decide
from engine.assignment.sheets import FREE, layout
from engine.assignment.tables import Tables
from engine.assignment.worth import points
from engine.limits import Clock
from engine.model.assignment import NOBODY

CARERS = 4
"""Carers who are set free together."""
WAITING = 6
"""Units that nobody takes yet and that are tried with them, at most."""
SECONDS = 1.5
"""For one neighbourhood, at most. Four carers at once gave more in the same time than five, six or twelve, and HiGHS
more than CP-SAT with one or eight workers (300 clients, 60 carers, 12 s each)."""


def improved(
    tables: Tables,
    picks: np.ndarray,
    extra: np.ndarray,
    clock: Clock,
    until: float,
    enough: Callable[[int], bool],
    most: int | None = None,
) -> tuple[np.ndarray, int]:
    """A better assignment and its points. until: when to stop, by the clock. enough: whether so many points are good
    enough. most: neighbourhoods at most."""
    rng = np.random.default_rng(clock.limits.seed)
    best, worth, done = picks, points(tables, picks), 0
    while not clock.over and clock.elapsed < until and not enough(worth) and (most is None or done < most):
        crew = _crew(tables, best, extra, rng)
        found = _decided_anew(tables, best, crew, extra, rng, clock, until)
        if found is not None and (cost := points(tables, found)) < worth:
            best, worth = found, cost
        done += 1
        cost = tables.prices.cost
        clock.tell(cost(worth), int((best < 0).sum()), done, "assigning")
    return best, worth


def _crew(tables: Tables, picks: np.ndarray, extra: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A carer, or a unit's candidate, by chance, and those who could take over most cheaply from them."""
    waiting = np.flatnonzero((picks < 0) & tables.allowed.any(axis=1))
    if len(waiting) and rng.random() < 0.5:
        unit = int(rng.choice(waiting))
        able = np.flatnonzero(tables.allowed[unit])
        first = int(rng.choice(able[np.argsort(extra[unit, able], kind="stable")][:6]))
    else:
        unit, first = -1, int(rng.integers(tables.allowed.shape[1]))
    theirs = np.flatnonzero(picks == first)
    near = np.exp(-np.maximum(0, extra[theirs]) / (2000.0 * 1024)) * tables.allowed[theirs]
    score = near.sum(axis=0) * (0.5 + rng.random(near.shape[1]))
    score[first] = np.inf
    if unit >= 0:
        score = score + tables.allowed[unit] * np.exp(-np.maximum(0, extra[unit]) / (5000.0 * 1024))
    return np.argsort(-score, kind="stable")[:CARERS]


def _decided_anew(
    tables: Tables,
    picks: np.ndarray,
    crew: np.ndarray,
    extra: np.ndarray,
    rng: np.random.Generator,
    clock: Clock,
    until: float,
) -> np.ndarray | None:
    free = np.isin(picks, crew)
    waiting = np.flatnonzero((picks < 0) & tables.allowed[:, crew].any(axis=1))
    if len(waiting) > WAITING:
        waiting = rng.choice(waiting, WAITING, replace=False)
    free[waiting] = True
    free = np.isin(tables.group, tables.group[free])
    held = np.where(free, FREE, picks)
    mask = np.zeros_like(tables.allowed)
    mask[np.ix_(free, crew)] = tables.allowed[np.ix_(free, crew)]
    own = np.flatnonzero(free & (picks >= 0))
    mask[own, picks[own]] = True
    laid = layout(tables, mask, held)
    found = decide(laid.sheet, clock, min(SECONDS, until - clock.elapsed))
    if found is None:
        return None
    better = picks.copy()
    better[laid.units] = np.where(found.picks >= 0, laid.sheet.carer[found.picks], NOBODY)
    return better
