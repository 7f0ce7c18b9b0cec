"""What a round may become, before it has variables: the visits that fit its shift, and the legs between them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

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


@dataclass(frozen=True)
class Sketch:
    """What a round is made from.

    members: the visits that it may hold; spans: when each may start; forbidden: place by place, where no rule lets the
    carer go; told: the round of the plan at hand; fixed: whether it keeps that order, whatever else it might do.
    """

    problem: Problem
    shift: Shift
    members: tuple[Visit, ...]
    spans: tuple[Span, ...]
    forbidden: np.ndarray
    told: Day
    fixed: bool = False

    @property
    def depot(self) -> int:
        """The position of both ends of the round."""
        return len(self.members)

    @cached_property
    def position(self) -> dict[str, int]:
        return {visit.id: position for position, visit in enumerate(self.members)}

    @cached_property
    def times(self) -> np.ndarray:
        """Ticks from member to member, the depot last: its row leads from the start place, its column to the end."""
        return self.gather(self.problem.matrix[self.shift.mode].durations)

    def gather(self, matrix: np.ndarray) -> np.ndarray:
        """A matrix over places as one over positions, the depot last."""
        index = self.problem.place_index
        at = [index[self.problem.place_of(visit)] for visit in self.members]
        return matrix[np.ix_([*at, index[self.shift.start_place]], [*at, index[self.shift.end_place]])]

    # -- the plan at hand --------------------------------------------------------------------------------------------

    @cached_property
    def told_course(self) -> Course:
        return self.course(self.told) or Course()

    def course(self, day: Day) -> Course | None:
        """A lived day in this round's positions; None where it does what the round could not."""
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

    # -- what is possible --------------------------------------------------------------------------------------------

    @cached_property
    def legs(self) -> list[tuple[int, int]]:
        """The legs that the round may hold, from position to position, in order."""
        told = set(self.told_course.arcs(self.depot))
        if self.fixed:
            return sorted(told)
        return sorted(told | {(int(here), int(there)) for here, there in np.argwhere(self._possible())})

    def _possible(self) -> np.ndarray:
        """Those that no rule forbids and that reach the next visit while it may begin."""
        possible = ~self.gather(self.forbidden)
        np.fill_diagonal(possible, False)
        if self.members:
            latest = np.array([high for _, high in self.spans])
            done = self._ready() + [visit.duration for visit in self.members]
            possible[:-1, :-1] &= done[:, None] + self.times[:-1, :-1] <= latest
            possible[-1, :-1] &= self.shift.start + self.times[-1, :-1] <= latest
        return possible

    def _ready(self) -> np.ndarray:
        """The earliest start of each member in this shift, whatever came before: a few rounds of shortest paths."""
        duration = np.array([visit.duration for visit in self.members])
        opens = np.array([low for low, _ in self.spans])
        first = self.shift.start + self.times[-1, :-1]
        ready = np.maximum(opens, self.shift.start + self.times[:, :-1].min(axis=0))
        for _ in range(3):
            hops = (ready + duration)[:, None] + self.times[:-1, :-1]
            np.fill_diagonal(hops, np.iinfo(hops.dtype).max)
            ready = np.maximum(opens, np.minimum(first, hops.min(axis=0)))
        return ready

    @cached_property
    def pauses(self) -> list[int]:
        """The members before which the break may be taken."""
        rest, told = self.shift.rest, self.told_course.before
        if rest is None or self.fixed:
            return [] if rest is None or told is None else [told]
        stays = ~np.diag(self.gather(self.forbidden))
        fits = [rest.earliest + self.pause(at) <= latest for at, (_, latest) in enumerate(self.spans)]
        return [at for at, fit in enumerate(fits) if (fit and stays[at]) or at == told]

    def pause(self, at: int) -> Ticks:
        """How long a break before a member holds the carer up; none where the shift has no break."""
        return 0 if self.shift.rest is None else self.shift.rest.duration + int(self.times[at, at])
