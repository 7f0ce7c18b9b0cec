"""What prices charge for starts: which visit pays how much of which charge for starting when."""

import numpy as np

from engine.bounds.charges import Charges
from engine.bounds.columns import Touch
from engine.bounds.starts import cost_at
from engine.search import layout as at


class Ramps:
    """Charges on starts: by visit, ramps in time and segments, each with the charge whose price it bears."""

    def __init__(self, tables: at.Tables, charges: Charges):
        found = sorted(
            (v, one, other, sign, i) for i, charge in enumerate(charges.all) for v, one, other, sign in charge.ramps
        )
        rows = at.rows(found or [(0, 0, 0, 0, 0)], 5)
        self.table = np.ascontiguousarray(rows[:, 1:3])
        self.sign, self.charge = rows[:, 3], rows[:, 4]
        counts = (
            np.bincount(rows[:, 0], minlength=len(tables.visit)) if found else np.zeros(len(tables.visit), np.int64)
        )
        self.first = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
        self.segments = len(tables.segment)
        told = [(g, i) for i, charge in enumerate(charges.all) for g in charge.segments]
        self.of_segment = dict(told)
        self.segment_rows = np.array([g for g, _ in told], np.int64)
        self.segment_charges = np.array([i for _, i in told], np.int64)
        self.tables = tables
        self.free = (np.zeros(self.segments), np.zeros(len(self.table)))

    def at_prices(self, prices: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Points a tick on top of each segment's, and of each ramp."""
        extra = np.zeros(self.segments)
        extra[self.segment_rows] = prices[self.segment_charges]
        return extra, self.sign * prices[self.charge] if len(prices) else self.free[1]

    def own_cost(self, tables: at.Tables, stop: Touch) -> float:
        """What the start costs whatever the prices."""
        return cost_at(
            tables.visit, tables.segment, self.free[0], self.table, self.free[1], self.first, stop.visit, stop.tick
        )

    def amounts(self, stop: Touch) -> list[tuple[int, float]]:
        """How much a start has of each charge."""
        found: list[tuple[int, float]] = []
        for r in range(int(self.first[stop.visit]), int(self.first[stop.visit + 1])):
            one, other = self.table[r]
            found.append((int(self.charge[r]), float(self.sign[r] * (min(max(stop.tick, one), other) - one))))
        row = self.tables.visit[stop.visit]
        for g in range(int(row[at.SEG_LO]), int(row[at.SEG_HI])):
            piece = self.tables.segment[g]
            if g in self.of_segment and piece[at.SINCE] <= stop.tick < piece[at.UNTIL]:
                away = max(0, piece[at.LOW] - stop.tick) + max(0, stop.tick - piece[at.HIGH])
                found.append((self.of_segment[g], float(away)))
        return found
