"""One shift as CP-SAT sees it: a circuit over the visits that it may hold, and the day that comes of it.

A round offers the fields of `engine.plan.Day` as linear expressions, so that a rule's own arithmetic makes its terms.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from ortools.sat.python import cp_model

from engine.model.ledger import Expr, Ledger, Literal, Reading, no
from engine.model.spans import Span
from engine.plan import Day
from engine.problem import Problem, Shift, Visit
from engine.units import Ticks


@dataclass(frozen=True, slots=True)
class Course:
    """A round as a plan tells it: members by position (the depot comes last), and the break, if any."""

    order: tuple[int, ...] = ()
    before: int | None = None
    begins: Ticks | None = None

    def arcs(self, depot: int) -> Iterator[tuple[int, int]]:
        stops = (depot, *self.order, depot)
        return pairwise(stops) if self.order else iter(())


@dataclass(frozen=True, slots=True)
class Sketch:
    """What a round is made from. members: the visits that it may hold; starts and spans: theirs, in that order;
    forbidden: place to place, where no rule lets the carer go; told: the round of the plan at hand; fixed: whether
    its order stays as told."""

    problem: Problem
    shift: Shift
    members: tuple[Visit, ...]
    starts: Sequence[cp_model.IntVar]
    spans: Sequence[Span]
    forbidden: np.ndarray
    told: Day
    fixed: bool = False


class Round:
    """The variables of one shift. arcs: (from, to) -> literal, by position among the members, `depot` for both ends;
    does: for each member, whether the round holds it; before: whether the break is taken before it."""

    def __init__(self, ledger: Ledger, sketch: Sketch):
        self.ledger, self.sketch = ledger, sketch
        self.shift, self.members = sketch.shift, sketch.members
        self.start, self.end = sketch.shift.start, sketch.shift.end
        self.depot = len(self.members)
        self.position = {visit.id: position for position, visit in enumerate(self.members)}
        self.times = self.gather(sketch.problem.matrix[sketch.shift.mode].durations)
        self.used = ledger.literal(lambda reading: self._day(reading).used, low=int(sketch.fixed))
        self.does = self._assignment()
        self.arcs = self._circuit()
        self.before = self._break()
        self.leave, self.home = self._ends()
        self._clock()
        self.uncounted = self._opening_break()
        ledger.at_least(self.waiting, ())  # follows from the arcs; said aloud, it lifts the bound

    # -- the fields of a day ------------------------------------------------------------------------------------------

    @cached_property
    def travel(self) -> Expr:
        return self.along(self.times)

    @cached_property
    def service(self) -> Expr:
        return self.ledger.weighed((visit.duration, x) for visit, x in zip(self.members, self.does, strict=True))

    @cached_property
    def breaks(self) -> Expr:
        return self.ledger.total(self.before.values())

    @cached_property
    def rest(self) -> Expr:
        return 0 if self.shift.rest is None else self.shift.rest.duration * self.breaks

    @cached_property
    def waiting(self) -> Expr:
        return self.home - self.leave - self.travel - self.service - self.rest - self.uncounted

    @cached_property
    def overtime(self) -> Expr:
        return self.ledger.largest([self.home - self.end, 0])

    @cached_property
    def due(self) -> Expr:
        if self.shift.rest is None or self.shift.rest.due_after is None:
            return int(self.shift.rest is not None)
        due = self.ledger.literal(lambda reading: self._day(reading).due)
        spare = self.home - self.leave - self.shift.rest.due_after
        self.ledger.at_least(spare - 1, [due])
        self.ledger.at_least(-spare, [no(due)])
        return due

    def along(self, amounts: np.ndarray) -> Expr:
        """The sum of an amount over the legs of the round; amounts: by position, the depot last."""
        legs = ((int(amounts[arc]), literal) for arc, literal in self.arcs.items())
        stays = ((int(amounts[at, at]), literal) for at, literal in self.before.items())
        return self.ledger.weighed([*legs, *stays])

    def gather(self, matrix: np.ndarray) -> np.ndarray:
        """A matrix over places as one over positions: rows to leave from, columns to go to, the depot last."""
        index, problem, shift = self.sketch.problem.place_index, self.sketch.problem, self.sketch.shift
        at = [index[problem.place_of(visit)] for visit in self.sketch.members]
        return matrix[np.ix_([*at, index[shift.start_place]], [*at, index[shift.end_place]])]

    def start_of(self, at: int) -> cp_model.IntVar:
        """The start of a member's visit."""
        return self.sketch.starts[at]

    def decisions(self) -> Iterator[cp_model.IntVar]:
        """The variables that, with the starts, tell the whole round."""
        yield from (*self.does, *self.arcs.values(), *self.before.values())
        if self.before:
            yield self.begins

    # -- reading a plan -----------------------------------------------------------------------------------------------

    def _day(self, reading: Reading) -> Day:
        return reading.lived.days[self.shift.id]

    def course(self, day: Day) -> Course | None:
        """A lived day in this round's positions; None where it does what the round has no variables for."""
        stops = [arrival.stop for arrival in day.arrivals]
        if any(stop.visit is not None and stop.visit not in self.position for stop in stops):
            return None
        order = tuple(self.position[stop.visit] for stop in stops if stop.visit is not None)
        breaks = [place for place, stop in enumerate(stops) if stop.visit is None]
        if not breaks:
            return Course(order)
        after = [arrival for arrival in day.arrivals[breaks[0] + 1 :] if arrival.stop.visit is not None]
        if len(breaks) > 1 or not after or after[0].place != day.arrivals[breaks[0]].place:
            return None
        return Course(order, self.position[after[0].stop.visit or ""], stops[breaks[0]].start)

    def _read(self, reading: Reading) -> Course:
        course = self.course(self._day(reading))
        reading.missing |= course is None
        return course or Course()

    # -- the circuit --------------------------------------------------------------------------------------------------

    def _assignment(self) -> list[cp_model.IntVar]:
        def worth(reading: Reading) -> list[int]:
            order = set(self._read(reading).order)
            return [int(position in order) for position in range(self.depot)]

        return self.ledger.block([(int(self.sketch.fixed), 1)] * self.depot, worth)

    def _circuit(self) -> dict[tuple[int, int], cp_model.IntVar]:
        told = self.course(self.sketch.told) or Course()
        kept = set(told.arcs(self.depot))
        if not self.sketch.fixed:
            kept.update((int(i), int(j)) for i, j in np.argwhere(self._possible()))
        pairs = sorted(kept)

        def worth(reading: Reading) -> list[int]:
            gone = set(self._read(reading).arcs(self.depot))
            reading.missing |= not gone <= kept
            return [int(pair in gone) for pair in pairs]

        arcs = dict(zip(pairs, self.ledger.block([(int(self.sketch.fixed), 1)] * len(pairs), worth), strict=True))
        loops = [(at, at, x.negated()) for at, x in enumerate(self.does)]
        idle = [(self.depot, self.depot, self.used.negated())]
        self.ledger.model.add_circuit([*((i, j, arc) for (i, j), arc in arcs.items()), *loops, *idle])
        return arcs

    def _possible(self) -> np.ndarray:
        """Which legs a plan may hold: those that no rule forbids and that reach the next visit while it may begin."""
        possible = ~self.gather(self.sketch.forbidden)
        np.fill_diagonal(possible, False)
        if self.depot:
            latest = np.array([high for _, high in self.sketch.spans])
            ready = self._ready() + [visit.duration for visit in self.members]
            possible[:-1, :-1] &= ready[:, None] + self.times[:-1, :-1] <= latest
            possible[-1, :-1] &= self.start + self.times[-1, :-1] <= latest
        return possible

    def _ready(self) -> np.ndarray:
        """The earliest start of each member in this shift, whatever came before."""
        duration = np.array([visit.duration for visit in self.members])
        opens = np.array([low for low, _ in self.sketch.spans])
        ready = np.maximum(opens, self.start + self.times[:, :-1].min(axis=0))
        for _ in range(3):
            hops = (ready + duration)[:, None] + self.times[:-1, :-1]
            np.fill_diagonal(hops, np.iinfo(hops.dtype).max)
            ready = np.maximum(opens, np.minimum(self.start + self.times[-1, :-1], hops.min(axis=0)))
        return ready

    # -- breaks -------------------------------------------------------------------------------------------------------

    def _break(self) -> dict[int, cp_model.IntVar]:
        rest = self.shift.rest
        if rest is None:
            return {}
        places = self._break_places()
        told = self.course(self.sketch.told) or Course()

        def worth(reading: Reading) -> list[int]:
            before = self._read(reading).before
            reading.missing |= before is not None and before not in places
            return [int(place == before) for place in places]

        low = [int(self.sketch.fixed and place == told.before) for place in places]
        before = dict(zip(places, self.ledger.block([(one, 1) for one in low], worth), strict=True))
        self.none = self.ledger.literal(lambda reading: int(self._read(reading).before is None))
        self.ledger.model.add_exactly_one([*before.values(), self.none])
        for place, literal in before.items():
            self.ledger.model.add_implication(literal, self.does[place])
        self.begins = self.ledger.whole(rest.earliest, rest.latest_start, self._break_start)
        self.ledger.when([self.none], self.begins == rest.earliest)
        return before

    def _break_places(self) -> list[int]:
        rest = self.shift.rest
        assert rest is not None
        told = self.course(self.sketch.told) or Course()
        if self.sketch.fixed:
            return [] if told.before is None else [told.before]
        stays = ~np.diag(self.gather(self.sketch.forbidden))[:-1]
        fits = [rest.earliest + self._pause(at) <= self.sketch.spans[at][1] for at in range(self.depot)]
        return [at for at in range(self.depot) if (stays[at] and fits[at]) or at == told.before]

    def _break_start(self, reading: Reading) -> Ticks:
        begins = self._read(reading).begins
        assert self.shift.rest is not None
        return self.shift.rest.earliest if begins is None else begins

    def _pause(self, at: int) -> Ticks:
        """How long a break before a member holds it up."""
        assert self.shift.rest is not None
        return self.shift.rest.duration + int(self.times[at, at])

    # -- time ---------------------------------------------------------------------------------------------------------

    def _ends(self) -> tuple[Expr, Expr]:
        """When the carer leaves and is home; both the shift's start where nobody is visited."""
        highs = [high + visit.duration for visit, (_, high) in zip(self.members, self.sketch.spans, strict=True)]
        latest = max([self.start, *(high + int(back) for high, back in zip(highs, self.times[:, -1], strict=False))])
        home = self.ledger.whole(self.start, latest, lambda reading: self._day(reading).home)
        self.ledger.when([self.used.negated()], home == self.start)
        if self.shift.leaves == "at_start":
            return self.start, home
        leave = self.ledger.whole(self.start, latest, lambda reading: self._day(reading).leave)
        self.ledger.when([self.used.negated()], leave == self.start)
        return leave, home

    def _clock(self) -> None:
        """Nobody is anywhere before having got there."""
        ledger, starts = self.ledger, self.sketch.starts
        for (here, there), arc in self.arcs.items():
            way = int(self.times[here, there])
            gone = self.start if here == self.depot else starts[here] + self.members[here].duration
            if there == self.depot:
                ledger.when([arc], self.home == gone + way)
                continue
            pause = self.before.get(there)
            if pause is None:
                ledger.when([arc], starts[there] >= gone + way)
                self._leaves(here, [arc], starts[there] - way)
                continue
            ledger.when([arc], starts[there] >= gone + way + self._pause(there) * pause)
            ledger.when([arc, pause], self.begins >= gone + way)
            self._leaves(here, [arc, pause.negated()], starts[there] - way)
            self._leaves(here, [arc, pause], self.begins - way)
        for at, pause in self.before.items():
            ledger.when([pause], starts[at] >= self.begins + self._pause(at))
        self._no_overlap()

    def _leaves(self, here: int, when: list[Literal], at: Expr) -> None:
        """A round that leaves late leaves just in time for its first stop."""
        if here == self.depot and self.shift.leaves == "late":
            self.ledger.when(when, self.leave == at)

    def _no_overlap(self) -> None:
        """What the circuit implies, in a form that propagates better."""
        model = self.ledger.model
        spells = [
            model.new_optional_fixed_size_interval_var(start, visit.duration, x, "")
            for start, visit, x in zip(self.sketch.starts, self.members, self.does, strict=True)
        ]
        if self.before and self.shift.rest is not None:
            taken = self.none.negated()
            spells.append(model.new_optional_fixed_size_interval_var(self.begins, self.shift.rest.duration, taken, ""))
        model.add_no_overlap(spells)

    def _opening_break(self) -> Expr:
        """The wait after a break that opens a round which leaves late; it does not count."""
        if not self.before or self.shift.leaves != "late":
            return 0
        first = {at: arc for at in self.before if (arc := self.arcs.get((self.depot, at))) is not None}
        opening = {at: self._both(arc, self.before[at]) for at, arc in first.items()}
        most = max((self.sketch.spans[at][1] for at in opening), default=self.start)
        wait = self.ledger.whole(0, max(0, most), self._uncounted)
        for at, literal in opening.items():
            self.ledger.when([literal], wait == self.sketch.starts[at] - self.begins - self._pause(at))
        anything = self.ledger.total(opening.values())
        self.ledger.model.add(wait <= max(0, most) * anything)
        return wait

    def _both(self, one: cp_model.IntVar, other: cp_model.IntVar) -> cp_model.IntVar:
        both = self.ledger.literal(lambda reading: int(reading.holds([one, other])))
        self.ledger.model.add_implication(both, one)
        self.ledger.model.add_implication(both, other)
        self.ledger.model.add_bool_or([both, one.negated(), other.negated()])
        return both

    def _uncounted(self, reading: Reading) -> Ticks:
        return sum(arrival.waits for arrival in self._day(reading).arrivals if not arrival.waiting_counts)
