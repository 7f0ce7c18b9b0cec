"""An assignment that is being worked on: whoever takes a unit is charged at once, with what it adds at that moment."""

import numpy as np

from engine.assignment.tables import NEVER, Tables
from engine.assignment.worth import loads
from engine.model.assignment import NOBODY


class Moving:
    """Picks with the carers' ticks beside them. near: for each unit the carers who are thought of, in order of row."""

    def __init__(self, tables: Tables, picks: np.ndarray, near: list[np.ndarray]):
        self.tables, self.near = tables, near
        self.picks = picks.copy()
        self.ticks = loads(tables, picks)
        self.charged = tables.charges.points(self.ticks)

    def put(self, unit: int, carer: int) -> None:
        """Give a unit that nobody has to a carer."""
        self.picks[unit] = carer
        self._add(unit, carer, 1)

    def take(self, unit: int) -> int:
        """Take a unit from whoever has it."""
        carer = int(self.picks[unit])
        if carer != NOBODY:
            self._add(unit, carer, -1)
            self.picks[unit] = NOBODY
        return carer

    def _add(self, unit: int, carer: int, sign: int) -> None:
        self.ticks[carer][:, self.tables.row[:, unit]] += sign * self.tables.load[:, :, unit, carer].T
        self.charged[carer] = self.tables.charges.points(self.ticks[carer], (carer,))

    def prices(self, unit: int) -> tuple[np.ndarray, np.ndarray]:
        """The carers who are near to a unit that nobody has, and the points that each would add, now or later."""
        tables, carers = self.tables, self.near[unit]
        found = tables.cost[unit, carers].copy()
        for kind, week in np.ndindex(tables.load.shape[:2]):
            where = (carers, week, int(tables.row[kind, unit]))
            ticks = self.ticks[where] + tables.load[kind, week, unit, carers]
            found += tables.charges.points(ticks, where) - self.charged[where]
            found[ticks > tables.charges.cap[where]] = NEVER
        self._look_at_faces(unit, carers, found)
        for other in self.tables.partners.get(unit, ()):
            found[carers == self.picks[other]] = NEVER
        for other in self.tables.companions.get(unit, ()):
            if self.picks[other] != NOBODY:
                found[carers != self.picks[other]] = NEVER
            else:  # whoever cannot take that one too leaves it without anybody
                found += np.where(tables.allowed[other, carers], 0, tables.nobody[other])
        return carers, found

    def _look_at_faces(self, unit: int, carers: np.ndarray, found: np.ndarray) -> None:
        home = self.tables.homes[self.tables.client[unit]]
        met = {int(self.picks[one]) for one in home} - {NOBODY}
        if self.tables.face and len(met) >= self.tables.target[self.tables.client[unit]]:
            found += np.where(np.isin(carers, list(met)), 0, self.tables.face)

    def place(self, unit: int) -> int:
        """Give a unit that nobody has to whom it costs least, and return those points; the first of equals."""
        carers, found = self.prices(unit)
        nobody = int(self.tables.nobody[unit])
        if len(carers):
            best = int(found.argmin())
            if found[best] <= nobody and found[best] < NEVER:
                self.put(unit, int(carers[best]))
                return int(found[best])
        return nobody


def near(tables: Tables, extra: np.ndarray, many: int) -> list[np.ndarray]:
    """For each unit so many of the carers who cost least, beyond what their hours are worth; for those that need the
    same carer also whoever is near to the others."""
    found = []
    for unit, row in enumerate(extra):
        able = np.flatnonzero(tables.allowed[unit])
        order = np.argsort(row[able], kind="stable")[:many]
        found.append(np.sort(able[order]))
    for unit, others in tables.companions.items():
        more = np.unique(np.concatenate([found[other] for other in others]))
        found[unit] = np.union1d(found[unit], more[tables.allowed[unit, more]])
    return found


def rounded(tables: Tables, share: np.ndarray, around: list[np.ndarray]) -> np.ndarray:
    """Whole picks from shares: who has most of a unit gets it, the clearest first; the others where it costs least."""
    state = Moving(tables, np.full(len(tables.units), NOBODY), around)
    clear = share.max(axis=1, initial=0)
    for unit in np.argsort(-clear, kind="stable").tolist():
        carer = int(share[unit].argmax())
        carers, found = state.prices(unit)
        mine = np.flatnonzero(carers == carer)
        if clear[unit] > 0.6 and len(mine) and found[mine[0]] < NEVER:
            state.put(unit, carer)
        else:
            state.place(unit)
    return state.picks
