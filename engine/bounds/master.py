"""The master: of the rounds known so far the cheapest mixture, and the prices at which no known round would better it.

A linear programme (Dantzig and Wolfe 1960), solved by HiGHS (Huangfu and Hall 2018) through SciPy.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array

from engine.bounds.charges import Charges
from engine.bounds.columns import Column
from engine.search import layout as at

FINENESS = 1024
"""Prices are whole multiples of this fraction of a point, so that sums of them are exact."""
MOST_SECONDS = 30.0
LOOK_EVERY = 0.05  # seconds


class OverError(Exception):
    """There is no more time, or no more to be had."""


@dataclass(frozen=True, slots=True)
class Prices:
    """duals (visits,): what each visit brings in; charges: the price of each of Charges.all."""

    duals: np.ndarray
    charges: np.ndarray

    def times(self, factor: float) -> "Prices":
        return Prices(factor * self.duals, factor * self.charges)


class Master:
    """The linear programme over columns. Prices stay in a box about a centre (Marsten, Hogan and Blankenship 1975)."""

    def __init__(self, tables: at.Tables, charges: Charges, pause: Callable[[], None]):
        """pause: called often, it may raise to break off."""
        self.tables, self.charges, self.pause = tables, charges, pause
        self.nobody = _nobody(tables, charges.together)

    def solve(self, columns: Sequence[Column], centre: Prices, width: Prices) -> tuple[float, Prices, bool]:
        """Its cost, its prices, and whether the box held any of them back; width: how far each may move."""
        visits, shifts, charges = len(self.tables.visit), len(self.tables.shift), len(self.charges.all)
        equal: list[tuple[int, int, float]] = []
        above: list[tuple[int, int, float]] = []
        costs = [column.cost for column in columns]
        for c, column in enumerate(columns):
            equal += [(v, c, 1.0) for v in column.visits] + [(visits + column.shift, c, 1.0)]
            above += [(int(r), c, float(one)) for r, one in zip(column.charges, column.amounts, strict=True)]
        for members, nobody in self.nobody:
            if nobody < float("inf"):
                equal += [(v, len(costs), 1.0) for v in members]
                costs.append(nobody)
        of_family = {}
        for f, most in enumerate(self.charges.families):
            if most is not None:
                of_family[f] = len(costs)
                costs.append(most)
        for r, charge in enumerate(self.charges.all):
            if charge.family in of_family:
                above.append((r, of_family[charge.family], -1.0))
            elif charge.family < 0 and charge.most is not None:
                above.append((r, len(costs), -1.0))
                costs.append(charge.most)
        box = len(costs)
        for v in range(visits):
            equal += [(v, len(costs), 1.0), (v, len(costs) + 1, -1.0)]
            costs += [float(centre.duals[v] + width.duals[v]), float(width.duals[v] - centre.duals[v])]
        for r in range(charges):
            above.append((r, len(costs), -1.0))
            costs.append(float(centre.charges[r] + width.charges[r]))
            if centre.charges[r] > width.charges[r]:
                above.append((r, len(costs), 1.0))
                costs.append(float(width.charges[r] - centre.charges[r]))
        solved = self._in_time(
            linprog,
            costs,
            A_eq=_sparse(equal, visits + shifts, len(costs)),
            b_eq=np.ones(visits + shifts),
            A_ub=_sparse(above, charges, len(costs)) if charges else None,
            b_ub=np.array([-charge.constant for charge in self.charges.all]) if charges else None,
            method="highs",
            options={"time_limit": MOST_SECONDS},
        )
        if solved.x is None:
            raise OverError(f"HiGHS gave up on the master: {solved.message}")
        duals = np.asarray(solved.eqlin.marginals)[:visits]
        prices = -np.asarray(solved.ineqlin.marginals) if charges else np.zeros(0)
        return float(solved.fun), Prices(duals, prices), bool((np.asarray(solved.x)[box:] > 1e-9).any())

    def _in_time(self, work: Callable, *given: Any, **named: Any) -> Any:
        """HiGHS does not listen while it works: it is left to itself when there is no more time."""
        lane = ThreadPoolExecutor(1)
        done = lane.submit(work, *given, **named)
        try:
            while True:
                self.pause()
                try:
                    return done.result(timeout=LOOK_EVERY)
                except TimeoutError:
                    continue
        finally:
            lane.shutdown(wait=False)

    def allowed(self, prices: Prices) -> Prices:
        """The same prices within their limits, as exact fractions."""
        duals = np.round(prices.duals * FINENESS) / FINENESS
        found = np.zeros(len(self.charges.all))
        left = [float("inf") if most is None else most for most in self.charges.families]
        for r, charge in enumerate(self.charges.all):
            most = float("inf") if charge.most is None else charge.most
            most = min(most, left[charge.family]) if charge.family >= 0 else most
            found[r] = np.floor(min(max(0.0, float(prices.charges[r])), most) * FINENESS) / FINENESS
            if charge.family >= 0:
                left[charge.family] -= found[r]
        return Prices(duals, found)


def left_out(duals: np.ndarray, tables: at.Tables, together: np.ndarray) -> float:
    """The least that all visits come to, where each brings in its dual or costs what leaving it out does."""
    return sum(min(float(duals[members].sum()), nobody) for members, nobody in _nobody(tables, together))


def _nobody(tables: at.Tables, together: np.ndarray) -> list[tuple[list[int], float]]:
    """The visits that are left out together, and what that costs; infinite where it is forbidden."""
    groups: dict[int, list[int]] = {}
    for v, root in enumerate(together.tolist()):
        groups.setdefault(root, []).append(v)
    return [
        (
            members,
            float("inf") if (cost := tables.visit[members, at.NOBODY]).max() >= at.FORBIDDEN else float(cost.sum()),
        )
        for members in groups.values()
    ]


def _sparse(entries: list[tuple[int, int, float]], rows: int, columns: int) -> csr_array:
    """Entries at one place are added up."""
    if not entries:
        return csr_array((rows, columns))
    row, column, value = (np.array(part) for part in zip(*entries, strict=True))
    return csr_array((value.astype(float), (row.astype(int), column.astype(int))), shape=(rows, columns))
