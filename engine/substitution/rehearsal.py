"""A rehearsal: the visits of an absence are taken one after the other, as the plan then stands, and all given back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from engine.matching import Desk, Freedoms
from engine.matching.desk import Undo
from engine.matching.package import Unit, units_of
from engine.search import layout as at
from engine.search import slots as found_at
from engine.substitution.absence import Absence
from engine.substitution.partners import halves
from engine.substitution.past import undisturbed
from engine.units import Ticks

Spans = tuple[tuple[Ticks, Ticks], ...]


@dataclass(frozen=True, slots=True)
class Script:
    """How a rehearsal goes.

    order: which unit (a visit, or two at one time) is given away when; crew: rows of carers who are asked; banned:
    pairs of unit and carer that are left out. as_told: whoever can come at the told time comes first; else whoever
    costs least.
    """

    order: tuple[int, ...]
    crew: tuple[int, ...]
    as_told: bool
    banned: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True, slots=True)
class Trial:
    """What became of a script: slots in the order in which they were taken (see `search.slots`), and where all ended.

    where: visit, carer, shift, start, by visit. musts, missing: visits left undone, those that must be done apart.
    taken: unit and carer. retold: clients who get a new time; points: what it costs in the search's tables.
    """

    script: Script
    rows: tuple[np.ndarray, ...]
    taken: tuple[tuple[int, int], ...]
    where: tuple[tuple[str, str, str, Ticks], ...]
    missing: tuple[str, ...]
    musts: int
    retold: int
    points: int

    @property
    def helpers(self) -> int:
        return len({carer for _, carer, _, _ in self.where})


class Rehearsal:
    """A desk on the plan without the visits of an absence, on which scripts are tried."""

    def __init__(self, desk: Desk, absent: Absence, freedoms: Freedoms):
        """freedoms: pushes, and now; the absent carer is never in a crew."""
        self.desk, self.absent, self.freedoms = desk, absent, freedoms
        self.problem = desk.problem
        self.units = units_of(self.problem, [self.problem.visit[name] for name in absent.visits])
        index = desk.held.index.visit
        self._rows = [[index[visit.id] for visit in unit.visits] for unit in self.units]
        self._told = [tuple((start, start) for start in sorted(self._starts(unit))) for unit in self.units]
        self._tick = {index[name]: start for name, start in absent.told.items()}

    def _starts(self, unit: Unit) -> set[Ticks]:
        return {self.absent.told[visit.id] for visit in unit.visits}

    def play(self, script: Script) -> Trial:
        """Try a script. Units that are left with half of what belongs together are left undone instead."""
        while True:
            half, trial = self._once(script)
            if not half:
                return trial
            keep = [unit for unit in script.order if unit not in half]
            script = replace(script, order=tuple(keep))

    def _once(self, script: Script) -> tuple[set[int], Trial]:
        desk, state = self.desk, self.desk.held.state
        start = int(state.own[at.TOTAL])
        lacking = {unit: self._halves(unit) for unit in script.order}
        rows: list[np.ndarray] = []
        undo: list[Undo] = []
        taken: list[tuple[int, int]] = []
        for unit in script.order:
            slots = self._best(unit, script, self.freedoms.pushes - self._pushed(rows))
            rows += slots
            undo += [desk.take(slot) for slot in slots]
            taken += [(unit, int(slot[found_at.WHO])) for slot in slots]
        half = {unit for unit, _ in taken if any(now > lacking[unit][team] for team, now in self._halves(unit).items())}
        trial = self._trial(script, rows, tuple(taken), int(state.own[at.TOTAL]) - start)
        for one in reversed(undo):
            desk.give_back(one)
        return half, trial

    def _halves(self, unit: int) -> dict[int, int]:
        return {team: lacks for row in self.rows(unit) for team, lacks in halves(self.desk, row).items()}

    # -- one unit ----------------------------------------------------------------------------------------------------

    def _best(self, unit: int, script: Script, pushes: int) -> list[np.ndarray]:
        """The slots of a unit with the carers of a script; empty where there is none that breaks nothing."""
        crew = [row for row in script.crew if (unit, row) not in script.banned]
        while crew:
            found = self._told_first(unit, crew, pushes) if script.as_told else self._least(unit, crew, pushes)
            changed = {int(slot[found_at.WHO]) for slot in found if not undisturbed(self.desk, slot, self.absent.now)}
            if not changed:
                return found
            crew = [row for row in crew if row not in changed]
        return []

    def _told_first(self, unit: int, crew: list[int], pushes: int) -> list[np.ndarray]:
        """As few new times as can be, the pushed ones among them; then the least cost."""
        for retold in range(pushes + 2):
            ways = [self._place(unit, self.told(unit), crew, retold)] if retold <= pushes else []
            ways += [self._place(unit, self.spans(unit), crew, retold - 1)] if retold else []
            if found := [way for way in ways if way]:
                return min(found, key=lambda way: (self._new_times(way), int(way[0][found_at.POINTS])))
        return []

    def _least(self, unit: int, crew: list[int], pushes: int) -> list[np.ndarray]:
        return self._place(unit, self.spans(unit), crew, pushes)

    def told(self, unit: int) -> Spans:
        """The told time; two where the running plan has two visits at one time begin apart."""
        return self._told[unit]

    def spans(self, unit: int) -> Spans:
        """The windows; and the told time, should it lie outside."""
        return (*self.units[unit].spans, *self._told[unit])

    def rows(self, unit: int) -> list[int]:
        """Where the visits of a unit are in the tables."""
        return self._rows[unit]

    def _place(self, unit: int, spans: Spans, crew: list[int], pushes: int) -> list[np.ndarray]:
        rows, desk = self.rows(unit), self.desk
        found, _ = desk.place_all(
            np.array([[*rows, -1][:2]], np.int64),
            np.array(spans, np.int64).reshape(-1, 2),
            np.array([0, len(spans)], np.int64),
            np.array(crew, np.int64),
            replace(self.freedoms, pushes=max(pushes, 0)),
        )
        slots = [slot for slot in found[0, : len(rows)] if slot[found_at.REACHED] == found_at.FREE]
        return slots if len(slots) == len(rows) else []

    def _new_times(self, slots: list[np.ndarray]) -> int:
        moved = sum(int(slot[found_at.START]) != self._tick[int(slot[found_at.VISIT])] for slot in slots)
        return moved + sum(int(slot[found_at.PUSHED]) for slot in slots)

    # -- the outcome -------------------------------------------------------------------------------------------------

    def _trial(self, script: Script, rows: list[np.ndarray], taken: tuple[tuple[int, int], ...], added: int) -> Trial:
        """As the plan is held now."""
        state, problem = self.desk.held.state, self.problem
        where = []
        retold = {problem.visits[row].client for row in self._moved(rows)}
        for slot in rows:
            row, shift = int(slot[found_at.VISIT]), problem.shifts[slot[found_at.ROUND]]
            start = int(state.stop[row, at.BEGIN])
            where.append((problem.visits[row].id, shift.carer, shift.id, start))
            added += int(self.desk.held.tables.visit[row, at.NOBODY])
            if start != self._tick[row]:
                retold.add(problem.visits[row].client)
        done = {visit for visit, *_ in where}
        missing = tuple(sorted(name for name in self.absent.visits if name not in done))
        musts = sum(problem.visit[name].must for name in missing)
        return Trial(script, tuple(rows), taken, tuple(sorted(where)), missing, musts, len(retold), added)

    def _pushed(self, rows: Sequence[np.ndarray]) -> int:
        return len(list(self._moved(rows)))

    def _moved(self, rows: Sequence[np.ndarray]) -> Iterator[int]:
        """The visits of others that begin later than told, in the rounds of these slots."""
        state = self.desk.held.state
        for shift in {int(slot[found_at.ROUND]) for slot in rows}:
            for row in state.order[shift, : state.day[shift, at.LENGTH]].tolist():
                if row not in self._tick and state.stop[row, at.BEGIN] != state.stop[row, at.RELEASE]:
                    yield row
