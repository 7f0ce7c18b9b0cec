"""Two problems, one after the other, as one: what was planned of the first and the whole of the second."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from engine.errors import Fault, PlanError, ProblemError
from engine.plan import Plan, Route, Stop, foreign
from engine.problem import (
    UNREACHABLE,
    Calendar,
    CarePackage,
    Due,
    Link,
    Pin,
    Problem,
    Published,
    Shift,
    TravelMatrix,
    Visit,
    Window,
)
from engine.units import Ticks


def continued(before: Problem, plan: Plan, after: Problem) -> tuple[Problem, Plan]:
    """A longer problem, from the first day of one to the last of the next, and the plan of the first in it.

    Where both have the same days, those of the second count, and what the plan has on them was published. Of the first
    there are the shifts before, the visits that were planned in them, and the people and places that only it has; an id
    that the second uses for something else gets its day before it. Bounds and weights are the second's, and the days
    before it are over; packages whose visits are kept apart are so over the border.

    Raises ProblemError where they do not follow each other, PlanError where the plan is not the first's.
    """
    faults = tuple(_unlike(before, after))
    if faults:
        raise ProblemError(faults)
    wrong = tuple(foreign(before, plan))
    if wrong:
        raise PlanError(wrong)
    joint = _Joint(before, plan, after)
    return joint.problem, joint.moved_plan


def _unlike(before: Problem, after: Problem) -> Iterator[Fault]:
    if after.start <= before.start:
        remedy = f"begins no later than the problem before it ({before.start}): give the later one last"
        yield Fault("next problem", "start", after.start, remedy)
    for name in ("timezone", "ticks_per_minute"):
        if getattr(after, name) != getattr(before, name):
            remedy = f"is another than before ({getattr(before, name)}): give both problems the same"
            yield Fault("next problem", name, getattr(after, name), remedy)


@dataclass(frozen=True)
class _Joint:
    before: Problem
    plan: Plan
    after: Problem

    @cached_property
    def gap(self) -> int:
        return (self.after.start - self.before.start).days

    @cached_property
    def calendar(self) -> Calendar:
        one = self.after
        return Calendar(self.before.start, self.gap + one.days, one.timezone, one.ticks_per_minute)

    @cached_property
    def border(self) -> Ticks:
        return self.calendar.day_starts[self.gap]

    # -- what is kept of the first -----------------------------------------------------------------------------------

    @cached_property
    def kept(self) -> dict[str, Shift]:
        starts = ((shift, self.before.calendar.day_of(shift.start)) for shift in self.before.shifts)
        return {shift.id: shift for shift, day in starts if day < self.gap}

    @cached_property
    def made(self) -> dict[str, Stop]:
        """The visits of those shifts."""
        return {visit: stop for visit, shift, stop in self.plan.visits() if shift in self.kept}

    @cached_property
    def names(self) -> dict[str, str]:
        """What the visits kept are called: those that the second has too are one with them where their windows meet."""
        found: dict[str, str] = {}
        for name in self.made:
            clash = name in self.after.visit and not self._same(name)
            found[name] = self._dated(name, self.made[name].start) if clash else name
        return found

    @cached_property
    def shift_names(self) -> dict[str, str]:
        clashing = self.after.shift
        return {name: self._dated(name, one.start) if name in clashing else name for name, one in self.kept.items()}

    def _dated(self, name: str, start: Ticks) -> str:
        """By the day, not by the problem's: weeks that all use the same ids may follow each other."""
        return f"{self.calendar.date_of(start)}/{name}"

    def _same(self, name: str) -> bool:
        """Whether a visit is in both problems: with the same id, client and, in part, windows."""
        one, other = self.before.visit[name], self.after.visit.get(name)
        if other is None or one.client != other.client:
            return False
        later = _visit_later(other, self.border)
        return any(a.start <= b.end and b.start <= a.end for a in one.windows for b in later.windows)

    # -- both --------------------------------------------------------------------------------------------------------

    @cached_property
    def problem(self) -> Problem:
        before, after = self.before, self.after
        own = [replace(before.visit[name], id=called) for name, called in self.names.items()]
        taken = {one.id for one in own}
        visits = (*own, *(_visit_later(one, self.border) for one in after.visits if one.id not in taken))
        ids = {one.id for one in visits}
        links = {link.key: link for link in self._links(ids)}
        return replace(
            after,
            start=before.start,
            days=self.gap + after.days,
            past=max(self.gap, before.past),  # the days before the second are over: its pack need not hold on them
            places=(*after.places, *(one for one in before.places if one.id not in after.place_index)),
            travel=tuple(self._travel()),
            carers=(*after.carers, *(one for one in before.carers if one.id not in after.carer)),
            clients=(*after.clients, *(one for one in before.clients if one.id not in after.client)),
            shifts=tuple(self._shifts()),
            visits=visits,
            links=tuple(links.values()),
            pins=tuple(self._pins()),
            published=tuple(self._published()),
            holidays=tuple(dict.fromkeys((*before.holidays, *after.holidays))),
        )

    @cached_property
    def moved_plan(self) -> Plan:
        return Plan(
            tuple(
                Route(
                    self.shift_names[route.shift],
                    tuple(
                        stop if stop.visit is None else replace(stop, visit=self.names[stop.visit])
                        for stop in route.stops
                    ),
                )
                for route in self.plan.routes
                if route.shift in self.kept
            )
        )

    def _shifts(self) -> Iterator[Shift]:
        for name, shift in self.kept.items():
            yield replace(shift, id=self.shift_names[name])
        for shift in self.after.shifts:
            rest = shift.rest
            if rest is not None:
                rest = replace(rest, earliest=rest.earliest + self.border, latest=rest.latest + self.border)
            yield replace(shift, start=shift.start + self.border, end=shift.end + self.border, rest=rest)

    def _links(self, ids: set[str]) -> Iterator[Link]:
        for link in self.before.links:
            if link.first in self.names and link.second in self.names:
                yield replace(link, first=self.names[link.first], second=self.names[link.second])
        yield from (link for link in self.after.links if link.first in ids and link.second in ids)
        for package in self.after.packages:
            yield from self._over_the_border(package)

    def _over_the_border(self, package: CarePackage) -> Iterator[Link]:
        """Between the visits that were made and those that are due. Neither is worked out anew over both problems: the
        days of the first would leave the second others than it has."""
        first = _due(package, self.before, self.names)
        second = _due(package, self.after, self.after.visit.keys() - set(self.names.values()))
        for one, other, least in package.apart([*first, *second], self.calendar):
            if one in first and other in second:
                name, later = package.visit_ids(one)[0], package.visit_ids(other)[0]
                yield Link(self.names[name], later, least, both=False)

    def _pins(self) -> Iterator[Pin]:
        done = {self.names[name] for name in self.made}
        for pin in self.after.pins:
            if pin.visit not in done:
                yield replace(pin, start=None if pin.start is None else pin.start + self.border)

    def _published(self) -> Iterator[Published]:
        told = set(self.names.values())
        for one in self.after.published:
            if one.visit not in told:
                told.add(one.visit)
                yield replace(one, start=one.start + self.border)
        for name, shift, stop in self.plan.visits():
            if shift not in self.kept and name in self.after.visit and name not in told and self._same(name):
                yield Published(name, self.before.shift[shift].carer, stop.start)

    def _travel(self) -> Iterator[TravelMatrix]:
        """The second's times, and the first's between places that only it has; where nobody knows any, no way."""
        used = {shift.mode for shift in self.kept.values()}
        lost = [mode for mode in self.before.matrix if mode not in self.after.matrix and mode in used]
        more = [one.id for one in self.before.places if one.id not in self.after.place_index]
        for mode in (*self.after.matrix, *lost):
            yield self._matrix(mode, more)

    def _matrix(self, mode: str, more: list[str]) -> TravelMatrix:
        new, old = self.after.matrix.get(mode), self.before.matrix.get(mode)
        if new is not None and not more:
            return new
        size = len(self.after.places) + len(more)
        told = [one for one in (old, new) if one is not None]
        measured = all(one.metres is not None for one in told)
        times = np.full((size, size), UNREACHABLE, dtype=np.int32)
        metres = np.full((size, size), 0, dtype=np.int32)
        rows = {one.id: row for row, one in enumerate(self.after.places)}
        rows |= {name: len(self.after.places) + row for row, name in enumerate(more)}
        for one, places in ((old, self.before.places), (new, self.after.places)):
            if one is not None:
                at = np.ix_([rows[place.id] for place in places], [rows[place.id] for place in places])
                times[at] = one.times
                if one.metres is not None:
                    metres[at] = one.metres
        head = new if new is not None else told[0]
        estimated = any(one.estimated for one in told)
        return replace(head, times=times, metres=metres if measured else None, estimated=estimated)


def _visit_later(visit: Visit, by: Ticks) -> Visit:
    return replace(
        visit,
        windows=tuple(Window(window.start + by, window.end + by) for window in visit.windows),
        preferred=None if visit.preferred is None else visit.preferred + by,
    )


def _due(package: CarePackage, problem: Problem, names: Collection[str]) -> list[Due]:
    """What those visits of a problem that come from a package were due as, in order of time."""
    told = (one for one in problem.visits_of.get(package.client, ()) if one.id in names)
    found = (package.due_as(one, problem.calendar) for one in told)
    return sorted((one for one in found if one is not None), key=lambda one: one.days)
