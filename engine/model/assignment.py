"""The assignment problem in CP-SAT: who takes which unit, with priced hours and few faces; told as plain arrays."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from ortools.sat.python import cp_model

from engine.limits import Clock
from engine.model.bare import run

NOBODY = -1


@dataclass(frozen=True, slots=True)
class Sparse:
    """Entries of a matrix of rows by arcs: arrays of one length."""

    row: np.ndarray
    arc: np.ndarray
    amount: np.ndarray


@dataclass(frozen=True, slots=True)
class Term:
    """A total of at least `least` and at most `most`; points a tick outside, None = above is forbidden."""

    least: int | None
    most: int | None
    price: int | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """Arcs (unit, carer, cost: arrays of one length) of which each unit gets one, or nobody for so many points.

    apart: pairs of arcs of which at most one is taken; tied: an arc that is only taken where another unit is nobody's
    or takes the arc that is named (None: that unit has none for this carer). totals: rows to which `base` is added and
    of which `terms` speak. person: by arc, which pair of client and carer it belongs to, -1 where it does not matter;
    face: by person, whose faces it adds to; few: by face, how many are still fine; each further one costs `dear`.
    """

    units: int
    unit: np.ndarray
    carer: np.ndarray
    cost: np.ndarray
    nobody: np.ndarray
    apart: tuple[tuple[int, int], ...]
    tied: tuple[tuple[int, int, int | None], ...]
    totals: Sparse
    base: np.ndarray
    terms: tuple[tuple[Term, ...], ...]
    person: np.ndarray
    face: np.ndarray
    few: np.ndarray
    dear: int


@dataclass(frozen=True, slots=True)
class Solved:
    """picks: by unit an arc or NOBODY; None where none was found in time. points: what they cost; bound: no others
    cost less; proved: neither do they."""

    picks: np.ndarray | None
    points: int
    bound: int
    proved: bool


def solve(
    sheet: Sheet,
    clock: Clock,
    hint: np.ndarray | None = None,
    seconds: float = math.inf,
    effort: int | None = None,
    first: bool = False,
) -> Solved:
    """Solve a sheet within a clock's limits. hint: by unit an arc or NOBODY.

    seconds, effort: of this run alone, effort in iterations as in `running`. first: of all that cost no more than the
    best, the first in order: the first unit with its first arc that is possible, and so on. With one worker and no
    limit of time the same sheet gives the same answer.
    """
    model = _Model(sheet)
    if hint is not None:
        model.hint(hint)
    found = run(model.model, clock, min(seconds, clock.left), effort)
    values = found.values
    if first and found.proved and values is not None:
        model.prefer_first(found.points)
        values = run(model.model, clock, min(seconds, clock.left), effort, in_order=True).values or values
    picks = None if values is None else model.picks(values)
    return Solved(picks, found.points, found.bound, found.proved)


class _Model:
    """The variables and constraints of a sheet."""

    def __init__(self, sheet: Sheet):
        self.sheet, self.model = sheet, cp_model.CpModel()
        self.takes = [self.model.new_bool_var("") for _ in sheet.unit]
        self.nobody = [self.model.new_bool_var("") for _ in sheet.nobody]
        self.costs: list[cp_model.LinearExprT] = []
        self._each_unit_once()
        for one, other in sheet.apart:
            self.model.add_at_most_one(self.takes[one], self.takes[other])
        for arc, unit, same in sheet.tied:
            fine = [self.nobody[unit]] if same is None else [self.nobody[unit], self.takes[same]]
            self.model.add_bool_or([self.takes[arc].negated(), *fine])
        for row, (arcs, amounts) in _rows(sheet.totals, len(sheet.base)).items():
            self._charge_total(self._sum(arcs, amounts), int(sheet.base[row]), sum(amounts), sheet.terms[row])
        self._few_faces()
        self.costs.append(cp_model.LinearExpr.weighted_sum(self.takes, sheet.cost.tolist()))
        self.costs.append(cp_model.LinearExpr.weighted_sum(self.nobody, sheet.nobody.tolist()))
        self.points = sum(self.costs)
        self.model.minimize(self.points)

    def _each_unit_once(self) -> None:
        arcs: list[list[cp_model.IntVar]] = [[] for _ in range(self.sheet.units)]
        for place, unit in enumerate(self.sheet.unit.tolist()):
            arcs[unit].append(self.takes[place])
        for unit, some in enumerate(arcs):
            self.model.add_exactly_one([*some, self.nobody[unit]])

    def _sum(self, arcs: list[int], amounts: list[int]) -> cp_model.LinearExprT:
        return cp_model.LinearExpr.weighted_sum([self.takes[arc] for arc in arcs], amounts)

    def _charge_total(self, added: cp_model.LinearExprT, base: int, most: int, terms: Sequence[Term]) -> None:
        """What terms say of a total that lies between base and base + most."""
        for term in terms:
            for bound, side, reach in (
                (term.least, -1, (term.least or 0) - base),
                (term.most, 1, base + most - (term.most or 0)),
            ):
                if bound is None or reach <= 0:
                    continue
                if term.price is None:
                    self.model.add(added <= bound - base)
                    continue
                outside = self.model.new_int_var(0, reach, "")
                self.model.add(outside >= side * (added + base - bound))
                self.costs.append(term.price * outside)

    def _few_faces(self) -> None:
        sheet = self.sheet
        seen = [self.model.new_bool_var("") for _ in sheet.face]
        for arc, person in enumerate(sheet.person.tolist()):
            if person >= 0:
                self.model.add_implication(self.takes[arc], seen[person])
        by_face: list[list[cp_model.IntVar]] = [[] for _ in sheet.few]
        for person, face in enumerate(sheet.face.tolist()):
            by_face[face].append(seen[person])
        for few, faces in zip(sheet.few.tolist(), by_face, strict=True):
            if len(faces) <= few:
                continue
            more = self.model.new_int_var(0, len(faces), "")
            self.model.add(more >= sum(faces) - few)
            self.costs.append(sheet.dear * more)

    def hint(self, picks: np.ndarray) -> None:
        chosen = set(picks[picks >= 0].tolist())
        for arc, name in enumerate(self.takes):
            self.model.add_hint(name, arc in chosen)

    def prefer_first(self, points: int) -> None:
        """Hold the cost, and search in order: the first answer found is then the first of all that cost so little."""
        self.model.clear_objective()
        self.model.clear_hints()
        self.model.add(self.points <= points)
        order: list[list[int]] = [[] for _ in range(self.sheet.units)]
        for arc in np.lexsort((self.sheet.carer, self.sheet.unit)).tolist():
            order[self.sheet.unit[arc]].append(arc)
        names = [self.takes[arc] for some in order for arc in some]
        self.model.add_decision_strategy(names, cp_model.CHOOSE_FIRST, cp_model.SELECT_MAX_VALUE)

    def picks(self, values: Sequence[int]) -> np.ndarray:
        found = np.full(self.sheet.units, NOBODY, np.int64)
        for arc, name in enumerate(self.takes):
            if values[name.index]:
                found[self.sheet.unit[arc]] = arc
        return found


def _rows(entries: Sparse, rows: int) -> dict[int, tuple[list[int], list[int]]]:
    found: dict[int, tuple[list[int], list[int]]] = {row: ([], []) for row in range(rows)}
    for row, arc, amount in zip(entries.row.tolist(), entries.arc.tolist(), entries.amount.tolist(), strict=True):
        found[row][0].append(arc)
        found[row][1].append(amount)
    return found
