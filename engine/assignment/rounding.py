"""From shares to a first whole assignment: the dearest to leave out come first, with their largest shares."""

import numpy as np

from engine.assignment.tables import Tables
from engine.model.assignment import NOBODY


def rounded(tables: Tables, share: np.ndarray, extra: np.ndarray, most: int = 24) -> np.ndarray:
    """By unit a carer's row or NOBODY. share, extra: shape (units, carers); most: candidates tried for a unit."""
    room = _Room(tables)
    picks = np.full(len(tables.units), NOBODY, np.int64)
    rank = np.where(tables.allowed, extra.astype(float) - share * 2.0**58, np.inf)
    order = np.lexsort(
        (
            np.arange(len(picks)),
            -np.max(np.where(tables.allowed, share, 0), axis=1),
            tables.allowed.sum(axis=1),
            -tables.nobody,
        )
    )
    for unit in order.tolist():
        count = min(most, rank.shape[1] - 1)
        near = np.argpartition(rank[unit], count)[: count + 1]
        for carer in near[np.lexsort((near, rank[unit, near]))].tolist():
            if tables.allowed[unit, carer] and room.takes(unit, carer, picks):
                picks[unit] = carer
                break
    torn = np.bincount(tables.group, picks < 0) > 0
    picks[torn[tables.group]] = NOBODY
    return picks


class _Room:
    """What is left of each slot and each forbidden total while units are given away."""

    def __init__(self, tables: Tables):
        self.tables = tables
        self.left = tables.room.copy()
        self.starts = np.append(tables.starts(), len(tables.unit))
        hard = [[t.most for t in total.terms if t.price is None and t.most is not None] for total in tables.totals]
        self.total = np.array([min(most, default=2**60) for most in hard], np.int64)
        self.partners: dict[int, list[int]] = {}
        for pair in tables.apart:
            for one, other in (pair, pair[::-1]):
                self.partners.setdefault(one, []).append(other)
        self.met: dict[int, set[int]] = {}

    def takes(self, unit: int, carer: int, picks: np.ndarray) -> bool:
        """Whether the unit fits with the carer, and if so, takes it into account."""
        tables, visits = self.tables, slice(self.starts[unit], self.starts[unit + 1])
        if any(picks[other] == carer for other in self.partners.get(unit, ())):
            return False
        met = self.met.setdefault(int(tables.client[unit]), set())
        if tables.face is None and carer not in met and len(met) >= tables.target[tables.client[unit]]:
            return False
        amount = tables.service[visits] + tables.travel[visits, carer]
        filled = tables.slot[visits]
        wanted = np.bincount(filled[filled >= 0], np.broadcast_to(amount[:, None], filled.shape)[filled >= 0])
        slots = np.flatnonzero(wanted)
        if (wanted[slots] > self.left[carer, slots]).any():
            return False
        counted = [
            (layer[carer, day], ticks)
            for layer in tables.totals_of
            for day, ticks in zip(tables.day[visits].tolist(), amount.tolist(), strict=True)
            if layer[carer, day] >= 0
        ]
        wants: dict[int, int] = {}
        for number, ticks in counted:
            wants[number] = wants.get(number, 0) + ticks
        if any(ticks > self.total[number] for number, ticks in wants.items()):
            return False
        self.left[carer, slots] -= wanted[slots].astype(np.int64)
        for number, ticks in wants.items():
            self.total[number] -= ticks
        met.add(carer)
        return True
