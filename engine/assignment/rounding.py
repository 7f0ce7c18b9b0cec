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
    near = _Near(tables, rank, most)
    for unit in order.tolist():
        picks[unit] = next((one for one in near.of(unit) if room.takes(unit, one, picks)), NOBODY)
    for unit in order[picks[order] < 0].tolist():
        _make_room(room, near, picks, unit)
    torn = (np.bincount(tables.group, picks < 0) > 0)[tables.group]
    for unit in np.flatnonzero(torn & (picks >= 0)).tolist():  # half a group is nothing: others may use its room
        room.gives(unit, int(picks[unit]))
        picks[unit] = NOBODY
    alone = np.bincount(tables.group)[tables.group] == 1
    for unit in order[alone[order] & (picks[order] < 0)].tolist():
        _make_room(room, near, picks, unit)
    return picks


class _Near:
    """The likeliest candidates of each unit, in order."""

    def __init__(self, tables: Tables, rank: np.ndarray, most: int):
        self.tables, self.rank, self.most = tables, rank, most
        self.known: dict[int, list[int]] = {}

    def of(self, unit: int) -> list[int]:
        if unit not in self.known:
            able = np.flatnonzero(self.tables.allowed[unit])
            order = np.argsort(self.rank[unit, able], kind="stable")[: self.most]
            self.known[unit] = able[order].tolist()
        return self.known[unit]


def _make_room(room: "_Room", near: _Near, picks: np.ndarray, unit: int) -> None:
    """Give a unit to a carer with room, or who hands one of theirs on to somebody else, if any can."""
    for carer in near.of(unit):
        if room.takes(unit, carer, picks):
            picks[unit] = carer
            return
        for other in np.flatnonzero(picks == carer).tolist():
            room.gives(other, carer)
            picks[other] = NOBODY
            if room.takes(unit, carer, picks):
                picks[unit] = carer
                for heir in near.of(other):
                    if heir != carer and room.takes(other, heir, picks):
                        picks[other] = heir
                        return
                room.gives(unit, carer)
                picks[unit] = NOBODY
            room.takes(other, carer, picks)
            picks[other] = carer


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
        self.met: dict[int, dict[int, int]] = {}

    def takes(self, unit: int, carer: int, picks: np.ndarray) -> bool:
        """Whether the unit fits with the carer, and if so, takes it into account."""
        tables = self.tables
        if any(picks[other] == carer for other in self.partners.get(unit, ())):
            return False
        met = self.met.setdefault(int(tables.client[unit]), {})
        if tables.face is None and carer not in met and len(met) >= tables.target[tables.client[unit]]:
            return False
        slots, wanted, wants = self._wants(unit, carer)
        if (wanted > self.left[carer, slots]).any():
            return False
        if any(ticks > self.total[number] for number, ticks in wants.items()):
            return False
        self._book(carer, slots, wanted, wants, 1)
        met[carer] = met.get(carer, 0) + 1
        return True

    def gives(self, unit: int, carer: int) -> None:
        """Take back what a unit has taken."""
        self._book(carer, *self._wants(unit, carer), -1)
        met = self.met[int(self.tables.client[unit])]
        met[carer] -= 1
        if not met[carer]:
            del met[carer]

    def _book(self, carer: int, slots: np.ndarray, wanted: np.ndarray, wants: dict[int, int], sign: int) -> None:
        self.left[carer, slots] -= sign * wanted
        for number, ticks in wants.items():
            self.total[number] -= sign * ticks

    def _wants(self, unit: int, carer: int) -> tuple[np.ndarray, np.ndarray, dict[int, int]]:
        """Ticks that a unit takes of a carer's slots (as arrays), and of the forbidden totals."""
        tables, visits = self.tables, slice(self.starts[unit], self.starts[unit + 1])
        amount = tables.service[visits] + tables.travel[visits, carer]
        filled = tables.slot[visits]
        wanted = np.bincount(filled[filled >= 0], np.broadcast_to(amount[:, None], filled.shape)[filled >= 0])
        slots = np.flatnonzero(wanted)
        wants: dict[int, int] = {}
        for layer in tables.totals_of:
            for day, ticks in zip(tables.day[visits].tolist(), amount.tolist(), strict=True):
                number = int(layer[carer, day])
                if number >= 0:
                    wants[number] = wants.get(number, 0) + ticks
        return slots, wanted[slots].astype(np.int64), wants
