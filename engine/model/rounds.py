"""One shift as CP-SAT sees it: a circuit over the visits that it may hold, and the day that comes of it.

A round offers the fields of `engine.plan.Day` as linear expressions, so that a rule's own arithmetic makes its terms.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property

import numpy as np
from ortools.sat.python import cp_model

from engine.model.ledger import Expr, Ledger, Literal, Reading, no
from engine.model.sketch import Course, Sketch
from engine.plan import Day
from engine.units import Ticks


class Round:
    """The variables of one shift. arcs: (from, to) -> literal, by position among the members, `depot` for both ends;
    does: for each member, whether the round holds it; before: whether the break is taken before it."""

    def __init__(self, ledger: Ledger, sketch: Sketch, starts: Sequence[cp_model.IntVar]):
        self.ledger, self.sketch, self.starts = ledger, sketch, starts
        self.shift, self.members = sketch.shift, sketch.members
        self.start, self.end = sketch.shift.start, sketch.shift.end
        self.depot = len(self.members)
        self.times = sketch.times
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

    def decisions(self) -> Iterator[cp_model.IntVar]:
        """The variables that, with the starts, tell the whole round."""
        yield from (*self.does, *self.arcs.values(), *self.before.values())
        if self.before:
            yield self.begins

    # -- reading a plan -----------------------------------------------------------------------------------------------

    def _day(self, reading: Reading) -> Day:
        return reading.lived.days[self.shift.id]

    def _read(self, reading: Reading) -> Course:
        course = self.sketch.course(self._day(reading))
        reading.missing |= course is None
        return course or Course()

    # -- the circuit --------------------------------------------------------------------------------------------------

    def _assignment(self) -> list[cp_model.IntVar]:
        def worth(reading: Reading) -> list[int]:
            order = set(self._read(reading).order)
            return [int(position in order) for position in range(self.depot)]

        return self.ledger.block([(int(self.sketch.fixed), 1)] * self.depot, worth)

    def _circuit(self) -> dict[tuple[int, int], cp_model.IntVar]:
        legs = self.sketch.legs

        def worth(reading: Reading) -> list[int]:
            gone = set(self._read(reading).arcs(self.depot))
            reading.missing |= not gone.issubset(legs)
            return [int(leg in gone) for leg in legs]

        arcs = dict(zip(legs, self.ledger.block([(int(self.sketch.fixed), 1)] * len(legs), worth), strict=True))
        loops = [(at, at, x.negated()) for at, x in enumerate(self.does)]
        idle = [(self.depot, self.depot, self.used.negated())]
        self.ledger.model.add_circuit([*((i, j, arc) for (i, j), arc in arcs.items()), *loops, *idle])
        return arcs

    # -- breaks -------------------------------------------------------------------------------------------------------

    def _break(self) -> dict[int, cp_model.IntVar]:
        rest, pauses = self.shift.rest, self.sketch.pauses
        if rest is None:
            return {}

        def worth(reading: Reading) -> list[int]:
            before = self._read(reading).before
            reading.missing |= before is not None and before not in pauses
            return [int(at == before) for at in pauses]

        before = dict(zip(pauses, self.ledger.block([(int(self.sketch.fixed), 1)] * len(pauses), worth), strict=True))
        self.none = self.ledger.literal(lambda reading: int(self._read(reading).before is None))
        self.ledger.model.add_exactly_one([*before.values(), self.none])
        for at, literal in before.items():
            self.ledger.model.add_implication(literal, self.does[at])
        self.begins = self.ledger.whole(rest.earliest, rest.latest_start, self._break_start)
        self.ledger.when([self.none], self.begins == rest.earliest)
        return before

    def _break_start(self, reading: Reading) -> Ticks:
        begins = self._read(reading).begins
        assert self.shift.rest is not None
        return self.shift.rest.earliest if begins is None else begins

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
        ledger, starts = self.ledger, self.starts
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
            ledger.when([arc], starts[there] >= gone + way + self.sketch.pause(there) * pause)
            ledger.when([arc, pause], self.begins >= gone + way)
            self._leaves(here, [arc, pause.negated()], starts[there] - way)
            self._leaves(here, [arc, pause], self.begins - way)
        for at, pause in self.before.items():
            ledger.when([pause], starts[at] >= self.begins + self.sketch.pause(at))
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
            for start, visit, x in zip(self.starts, self.members, self.does, strict=True)
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
            self.ledger.when([literal], wait == self.starts[at] - self.begins - self.sketch.pause(at))
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
