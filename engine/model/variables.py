"""What may be decided: which shift holds which visit, in what order, and when. Ids become positions here, once.

Whatever is not free is a plain number, taken from the plan at hand: a model of three rounds is as small as three
rounds, however long the week.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from ortools.sat.python import cp_model

from engine.check import Lived
from engine.model.ledger import Expr, Ledger, Literal, Reading
from engine.model.rounds import Round
from engine.model.sketch import Sketch
from engine.model.spans import Span
from engine.plan import Day
from engine.price import Prices
from engine.problem import Shift, Visit
from engine.shapes import Legs, Pair, PerLeg, Wish, as_amounts
from engine.units import Ticks


@dataclass(frozen=True, slots=True)
class Scope:
    """What is free. shifts: ids of the rounds that may change, None = all; visits: ids of further visits that they may
    take in, None = whatever nobody does; in_order: each free round keeps its visits, its order and its break, and only
    times move."""

    shifts: frozenset[str] | None = None
    visits: frozenset[str] | None = None
    in_order: bool = False

    def frees(self, shift: str) -> bool:
        return self.shifts is None or shift in self.shifts


class Variables:
    """rounds: shift id -> its variables, or the lived day where it is not free; start and unplanned: by visit id.

    pause: called now and then while building with the number of legs that the model will hold; it may raise.
    """

    def __init__(
        self,
        ledger: Ledger,
        prices: Prices,
        base: Lived,
        scope: Scope,
        spans: dict[str, Span],
        pause: Callable[[int], None] = lambda _legs: None,
    ):
        self.ledger, self.prices, self.problem = ledger, prices, prices.problem
        self.base, self.scope, self.spans = base, scope, spans
        self.forbidden_legs = {mode: self._forbidden_legs(mode) for mode in self.problem.matrix}
        self._bans: dict[tuple[str, str], bool] = {}
        self._hard_pairs = [rule for rule in prices.rules if isinstance(rule, Pair) and prices.points[rule.id] is None]
        sketches = [self._sketch(shift, self._members(shift)) for shift in self.problem.shifts]
        self.legs = sum(len(sketch.legs) for sketch in sketches if sketch.members)
        pause(self.legs)
        candidates = {visit.id for sketch in sketches for visit in sketch.members}
        self.start: dict[str, Expr] = {visit.id: self._start(visit, candidates) for visit in self.problem.visits}
        self.rounds: dict[str, Round | Day] = {}
        for sketch in sketches:
            pause(self.legs)
            self.rounds[sketch.shift.id] = self._round(sketch)
        self.done_in: dict[str, dict[str, Literal]] = {visit.id: {} for visit in self.problem.visits}
        for name, one in self.rounds.items():
            self._enter(name, one)
        self.unplanned = {visit.id: self._unplanned(visit) for visit in self.problem.visits}
        ledger.block((), self._frozen_as_told)
        self.distances: dict[tuple[str, tuple[Wish, ...]], Expr] = {}
        self.stretches: dict[tuple[str, tuple[Ticks, ...]], list[Literal]] = {}

    def done_by(self, visit: str) -> dict[str, Expr]:
        """For each carer who may do a visit, 1 if they do."""
        found: dict[str, list[Expr]] = {}
        for shift, literal in self.done_in[visit].items():
            found.setdefault(self.problem.shift[shift].carer, []).append(literal)
        return {carer: self.ledger.total(literals) for carer, literals in found.items()}

    # -- what may be --------------------------------------------------------------------------------------------------

    def _members(self, shift: Shift) -> tuple[Visit, ...]:
        """The visits that a shift may hold; none where it is not free."""
        if not self.scope.frees(shift.id):
            return ()
        told = {visit for visit, where in self.base.shift.items() if where == shift.id}
        closed = self.scope.in_order
        return tuple(
            visit for visit in self.problem.visits if visit.id in told or (not closed and self._may(visit, shift))
        )

    def _sketch(self, shift: Shift, members: tuple[Visit, ...]) -> Sketch:
        return Sketch(
            problem=self.problem,
            shift=shift,
            members=members,
            spans=tuple(self.spans[visit.id] for visit in members),
            forbidden=self.forbidden_legs[shift.mode],
            told=self.base.days[shift.id],
            fixed=self.scope.in_order,
        )

    def _may(self, visit: Visit, shift: Shift) -> bool:
        """Whether a shift may take in a visit that it does not hold in the plan at hand."""
        where = self.base.shift.get(visit.id)
        if where is None and self.scope.visits is not None and visit.id not in self.scope.visits:
            return False
        if where is not None and not self.scope.frees(where):
            return False
        low, high = self.spans[visit.id]
        return low <= high and self.problem.same_day(visit, shift) and not self._banned(visit, shift.carer)

    def _banned(self, visit: Visit, carer: str) -> bool:
        key = (visit.id, carer)
        if key not in self._bans:
            asked = (visit, self.problem.carer[carer])
            self._bans[key] = any(rule.amount(self.problem, *asked) > 0 for rule in self._hard_pairs)
        return self._bans[key]

    def _forbidden_legs(self, mode: str) -> np.ndarray:
        forbidden = np.zeros_like(self.problem.matrix[mode].reachable)
        for rule in self.prices.rules:
            if isinstance(rule, PerLeg) and self.prices.points[rule.id] is None:
                forbidden |= self.leg_amounts(rule, mode) > 0
        return forbidden

    def leg_amounts(self, rule: PerLeg, mode: str) -> np.ndarray:
        """What a leg rule says of every way, place by place, with one travel mode."""
        matrix = self.problem.matrix[mode]
        metres = np.zeros_like(matrix.durations) if matrix.metres is None else np.maximum(matrix.metres, 0)
        wide = (matrix.durations.astype(np.int64), metres.astype(np.int64), matrix.reachable.astype(np.int64))
        return np.broadcast_to(as_amounts(rule.amount(Legs(*wide, matrix.cents_per_km))), matrix.durations.shape)

    # -- what is decided ----------------------------------------------------------------------------------------------

    def _start(self, visit: Visit, candidates: Iterable[str]) -> Expr:
        low, high = self.spans[visit.id]
        if visit.id not in candidates:
            return self.base.start.get(visit.id, low)
        return self.ledger.whole(low, high, lambda reading: reading.lived.start.get(visit.id, low))

    def _round(self, sketch: Sketch) -> Round | Day:
        if not sketch.members:
            return sketch.told
        starts = [self.start[visit.id] for visit in sketch.members]
        return Round(self.ledger, sketch, [start for start in starts if isinstance(start, cp_model.IntVar)])

    def _enter(self, name: str, one: Round | Day) -> None:
        if isinstance(one, Round):
            for visit, literal in zip(one.members, one.does, strict=True):
                self.done_in[visit.id][name] = literal
        else:
            for arrival in one.arrivals:
                if arrival.stop.visit is not None:
                    self.done_in[arrival.stop.visit][name] = 1

    def _unplanned(self, visit: Visit) -> Literal:
        done = self.done_in[visit.id]
        if not done:
            return 1
        if self.scope.in_order or any(isinstance(literal, int) for literal in done.values()):
            return 0
        left = self.ledger.literal(lambda reading: int(visit.id not in reading.lived.start))
        self.ledger.model.add_exactly_one([left, *done.values()])
        self.ledger.when([left], self.start[visit.id] == self.spans[visit.id][0])
        return left

    def _frozen_as_told(self, reading: Reading) -> tuple[()]:
        """Adds nothing; notes where a plan moves what is not free."""
        for name, one in self.rounds.items():
            if isinstance(one, Day):
                stops = [arrival.stop for arrival in reading.lived.days[name].arrivals]
                reading.missing |= stops != [arrival.stop for arrival in one.arrivals]
        return ()
