"""The linear relaxation of a sheet, solved by HiGHS (Huangfu and Hall 2018) through SciPy: shares and prices.

Carers may share a unit here. The shares show where a good assignment lies; the prices (duals) say what a minute of a
carer's morning, or a unit that somebody takes, is worth, and give the bound (`bound`).
"""

import math
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import coo_array, csr_array

from engine.assignment.sheets import Layout
from engine.assignment.tables import Tables
from engine.limits import Clock
from engine.model.assignment import NOBODY, Sheet

LOOK_EVERY = 0.05  # seconds


@dataclass(frozen=True, slots=True)
class Prices:
    """unit: what a unit brings in, if somebody takes it. slot: of a tick of room, shape (carers, slots). total: of a
    tick of each total, below 0 where the carer wants more. face: of one more carer of a client. apart: of taking either
    of two units that need different carers, shape (pairs, carers)."""

    unit: np.ndarray
    slot: np.ndarray
    total: np.ndarray
    face: np.ndarray
    apart: np.ndarray

    @classmethod
    def none(cls, tables: Tables) -> "Prices":
        sizes = (len(tables.units), tables.room.shape, len(tables.totals), len(tables.target))
        sizes = (*sizes, (len(tables.apart), len(tables.room)))
        return cls(*(np.zeros(size) for size in sizes))


@dataclass(frozen=True, slots=True)
class Relaxed:
    """share: of each arc; points: the optimum of the relaxation over the sheet's arcs."""

    share: np.ndarray
    points: float
    prices: Prices


def relax(tables: Tables, laid: Layout, clock: Clock, seconds: float) -> Relaxed | None:
    """Solve the relaxation of a sheet with all units free. None where time ran out."""
    program = _Program(laid.sheet)
    solved = _in_time(clock, seconds, program.solve)
    if solved is None or solved.x is None or solved.status != 0:
        return None
    return Relaxed(
        np.asarray(solved.x)[: len(laid.sheet.unit)], float(solved.fun), program.prices(solved, tables, laid)
    )


@dataclass(frozen=True, slots=True)
class Whole:
    """picks: by unit of the sheet an arc or NOBODY; points: no others cost less than `bound`."""

    picks: np.ndarray
    bound: int


def decide(sheet: Sheet, clock: Clock, seconds: float) -> Whole | None:
    """Solve a sheet in whole numbers, by HiGHS's branch and bound; to one in a thousand. None where time ran out."""
    found = _in_time(clock, seconds, _Program(sheet).decide)
    if found is None or found.x is None:
        return None
    picks = np.full(sheet.units, NOBODY, np.int64)
    chosen = np.flatnonzero(np.asarray(found.x)[: len(sheet.unit)] > 0.5)
    picks[sheet.unit[chosen]] = chosen
    bound = found.mip_dual_bound
    return Whole(picks, math.ceil(bound - 1e-6 * (1 + abs(bound))) if bound is not None and math.isfinite(bound) else 0)


class _Program:
    """Columns: arcs, groups left out, persons, further faces, totals, and what lies outside of each term."""

    def __init__(self, sheet: Sheet):
        self.sheet = sheet
        arcs, groups, persons, faces, totals = (
            len(part) for part in (sheet.unit, sheet.nobody, sheet.face, sheet.few, sheet.base)
        )
        self.first = np.cumsum([0, arcs, groups, persons, faces, totals])
        self.cost: list[float] = [*sheet.cost.tolist(), *sheet.nobody.tolist(), *[0.0] * (persons)]
        self.cost += [float(sheet.dear or 0)] * faces + [0.0] * totals
        self.upper: list[float | None] = [None] * (arcs + groups + persons)
        self.upper += [0.0 if sheet.dear is None else None] * faces + [None] * totals
        self.equal = _Rows()
        self.below = _Rows()
        self._fill()

    def _fill(self) -> None:
        sheet, first = self.sheet, self.first
        units = np.arange(sheet.units)
        self.equal.add(sheet.unit, np.arange(len(sheet.unit)), 1.0)
        self.equal.add(units, first[1] + sheet.group, 1.0)
        self.equal.close(np.ones(sheet.units))
        self.equal.add(sheet.totals.row, sheet.totals.arc, sheet.totals.amount)
        self.equal.add(np.arange(len(sheet.base)), first[4] + np.arange(len(sheet.base)), -1.0)
        self.equal.close(-sheet.base.astype(float))
        self.below.add(sheet.limits.row, sheet.limits.arc, sheet.limits.amount)
        self.below.close(sheet.most.astype(float))
        self.below.add(sheet.face, first[2] + np.arange(len(sheet.face)), 1.0)
        self.below.add(np.arange(len(sheet.few)), first[3] + np.arange(len(sheet.few)), -1.0)
        self.below.close(sheet.few.astype(float))
        seen = np.flatnonzero(sheet.person >= 0)
        self.below.add(np.arange(len(seen)), seen, 1.0)
        self.below.add(np.arange(len(seen)), first[2] + sheet.person[seen], -1.0)
        self.below.close(np.zeros(len(seen)))
        for row, terms in enumerate(sheet.terms):
            for term in terms:
                self._term(int(first[4]) + row, term.least, term.most, term.price)

    def _term(self, total: int, least: int | None, most: int | None, price: int | None) -> None:
        for bound, side in ((least, -1.0), (most, 1.0)):
            if bound is None:
                continue
            if price is None:
                known = self.upper[total]
                self.upper[total] = float(bound) if known is None else min(known, float(bound))
                continue
            self.below.add(np.array([0, 0]), np.array([total, len(self.cost)]), np.array([side, -1.0]))
            self.below.close(np.array([side * bound]))
            self.cost.append(float(price))
            self.upper.append(None)

    def solve(self, seconds: float) -> Any:
        return linprog(
            self.cost,
            A_eq=self.equal.matrix(len(self.cost)),
            b_eq=np.concatenate(self.equal.right),
            A_ub=self.below.matrix(len(self.cost)),
            b_ub=np.concatenate(self.below.right),
            bounds=[(0.0, most) for most in self.upper],
            method="highs-ipm",
            options={"time_limit": seconds},
        )

    def decide(self, seconds: float) -> Any:
        columns = len(self.cost)
        equal, right = self.equal.matrix(columns), np.concatenate(self.equal.right)
        most = [np.inf if one is None else one for one in self.upper]
        below: Any = (self.below.matrix(columns), -np.inf, np.concatenate(self.below.right))
        within: Any = (equal, right, right)
        limits: Any = (0, np.array(most))  # SciPy takes arrays here, whatever its annotations say
        return milp(
            self.cost,
            integrality=np.arange(columns) < self.first[2],
            bounds=Bounds(*limits),
            constraints=[LinearConstraint(*within), LinearConstraint(*below)],
            options={"time_limit": seconds, "mip_rel_gap": 0.001},
        )

    def prices(self, solved: Any, tables: Tables, laid: Layout) -> Prices:
        sheet = self.sheet
        equal, below = np.asarray(solved.eqlin.marginals), -np.asarray(solved.ineqlin.marginals)
        found = Prices.none(tables)
        found.unit[laid.units] = equal[: sheet.units]
        found.total[laid.total] = -equal[sheet.units :]
        found.slot.ravel()[laid.slot] = below[: len(laid.slot)]
        found.apart[laid.apart[:, 0], laid.apart[:, 1]] = below[len(laid.slot) : len(sheet.most)]
        found.face[laid.client] = below[len(sheet.most) : len(sheet.most) + len(sheet.few)]
        return found


class _Rows:
    """The rows of a sparse matrix, block by block."""

    def __init__(self) -> None:
        self.rows = 0
        self.parts: list[tuple[np.ndarray, np.ndarray, np.ndarray]] = []
        self.right: list[np.ndarray] = []

    def add(self, row: np.ndarray, column: np.ndarray, amount: np.ndarray | float) -> None:
        self.parts.append((self.rows + row, column, np.broadcast_to(np.asarray(amount, float), row.shape)))

    def close(self, right: np.ndarray) -> None:
        self.rows += len(right)
        self.right.append(right)

    def matrix(self, columns: int) -> csr_array:
        row, column, amount = (np.concatenate(part) for part in zip(*self.parts, strict=True))
        return coo_array((amount, (row, column)), shape=(self.rows, columns)).tocsr()  # adds up double entries


def _in_time(clock: Clock, seconds: float, work: Callable[[float], Any]) -> Any:
    """HiGHS does not listen while it works: it is left to itself when there is no more time."""
    lane = ThreadPoolExecutor(1)
    until = clock.elapsed + min(seconds, clock.left)
    done = lane.submit(work, min(1e6, max(0.1, until - clock.elapsed)) if math.isfinite(until) else 1e6)
    try:
        while not clock.limits.stop.is_set() and clock.elapsed < until + 1.0:
            try:
                return done.result(timeout=LOOK_EVERY)
            except TimeoutError:
                continue
        return None
    finally:
        lane.shutdown(wait=False)
