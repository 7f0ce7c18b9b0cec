"""The generalised assignment problem in CP-SAT: who takes which unit, with limited room, weekly hours and few faces.

A `Sheet` holds it as plain arrays, so that CP-SAT here and the linear relaxation elsewhere read the same one.
"""

import math
import threading
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from ortools.sat.python import cp_model

from engine.limits import Clock
from engine.model.running import GRACE, ITERATIONS_PER_SECOND, LOOK

NOBODY = -1
_SLACK = 1e-6


@dataclass(frozen=True, slots=True)
class Sparse:
    """Entries of a matrix of rows by arcs: arrays of one length."""

    row: np.ndarray
    arc: np.ndarray
    amount: np.ndarray


@dataclass(frozen=True, slots=True)
class Term:
    """A total of at least `least` and at most `most`; points a tick outside, None = above is forbidden."""

    rule: str
    least: int | None
    most: int | None
    price: int | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """Arcs (unit, carer, cost: arrays of one length) of which each unit gets one, or its whole group gets none.

    group: by unit; nobody: points by group. limits: rows of at most `most`. totals: rows to which `base` is added and
    of which `terms` speak. persons: by arc, which pair of client and carer it belongs to, -1 where it does not matter;
    face: by person, whose faces it adds to; few: by face, how many are still fine; each further one costs `dear`
    points, None = forbidden.
    """

    units: int
    unit: np.ndarray
    carer: np.ndarray
    cost: np.ndarray
    group: np.ndarray
    nobody: np.ndarray
    limits: Sparse
    most: np.ndarray
    totals: Sparse
    base: np.ndarray
    terms: tuple[tuple[Term, ...], ...]
    person: np.ndarray
    face: np.ndarray
    few: np.ndarray
    dear: int | None


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
    found = _run(model, clock, min(seconds, clock.left), effort)
    if first and found.proved and found.picks is not None:
        model.prefer_first(found.points)
        again = _run(model, clock, min(seconds, clock.left), effort, in_order=True)
        if again.picks is not None:
            return Solved(again.picks, found.points, found.bound, True)
    return found


class _Model:
    """The variables and constraints of a sheet."""

    def __init__(self, sheet: Sheet):
        self.sheet, self.model = sheet, cp_model.CpModel()
        self.takes = [self.model.new_bool_var("") for _ in sheet.unit]
        self.nobody = [self.model.new_bool_var("") for _ in sheet.nobody]
        self.costs: list[cp_model.LinearExprT] = []
        self._each_unit_once()
        for row, (arcs, amounts) in _rows(sheet.limits, len(sheet.most)).items():
            self.model.add(self._sum(arcs, amounts) <= int(sheet.most[row]))
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
            self.model.add_exactly_one([*some, self.nobody[self.sheet.group[unit]]])

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
            if sheet.dear is None:
                self.model.add(sum(faces) <= few)
            else:
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


# -- running -----------------------------------------------------------------------------------------------------------


class _Best(cp_model.CpSolverSolutionCallback):
    """Keeps the best answer where it survives a run that is cut off."""

    def __init__(self) -> None:
        super().__init__()
        self.values: list[int] | None = None
        self.points = 0

    def on_solution_callback(self) -> None:
        self.values = list(self.response_proto.solution)
        self.points = round(self.objective_value)


def _run(model: _Model, clock: Clock, seconds: float, effort: int | None, in_order: bool = False) -> Solved:
    solver = cp_model.CpSolver()
    solver.parameters.random_seed = clock.limits.seed % 2**31
    solver.parameters.num_workers = 1 if in_order else max(1, clock.limits.workers)
    if math.isfinite(seconds):
        solver.parameters.max_time_in_seconds = max(0.01, seconds)
    if effort is not None:
        solver.parameters.max_deterministic_time = effort / ITERATIONS_PER_SECOND
    if in_order:
        # Presolving may drop answers that are as good as others, and the first of them with it.
        solver.parameters.search_branching = cp_model.FIXED_SEARCH
        solver.parameters.cp_model_presolve = False
        solver.parameters.symmetry_level = 0
        solver.parameters.keep_all_feasible_solutions_in_presolve = True
    best, until = _Best(), clock.elapsed + seconds
    status, bound = _watched(solver, model, best, clock, until)
    proved = status == cp_model.OPTIMAL
    picks = None if best.values is None else model.picks(best.values)
    return Solved(picks, best.points, best.points if proved else bound, proved)


def _watched(
    solver: cp_model.CpSolver, model: _Model, best: _Best, clock: Clock, until: float
) -> tuple[cp_model.CpSolverStatus | None, int]:
    """Solve in another thread and look after it; one that does not listen is left to itself."""
    finished, answer, errors = threading.Event(), [], []
    bounds = [0.0]
    solver.best_bound_callback = lambda bound: bounds.append(bound) if math.isfinite(bound) else None

    def work() -> None:
        try:
            answer.append(solver.solve(model.model, best))
        except BaseException as error:  # told in the thread that waits for it
            errors.append(error)
        finally:
            finished.set()

    threading.Thread(target=work, daemon=True).start()
    while not finished.wait(LOOK):
        if clock.limits.stop.is_set() or clock.elapsed > until + GRACE:
            solver.stop_search()
            finished.wait(GRACE)
            break
    if errors:
        raise errors[0]
    if answer and math.isfinite(solver.best_objective_bound):
        bounds.append(solver.best_objective_bound)
    return (answer[0] if answer else None), math.ceil(max(bounds) - _SLACK)
