"""The problem of the days to come, cut out of a longer one: with as many days before them as their rules look back on.

What was done in those is pinned to its carer and its time; what is planned from then on was published, and changing it
costs. Everything keeps its id.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property
from math import lcm

from engine.accounts import after, carried_into, of_problem
from engine.plan import Plan, Route, Stop
from engine.problem import Labour, Link, Pin, Problem, Published, Shift, Visit, Weights, Window, folded
from engine.teams import DAYS_PER_WEEK, counted_from
from engine.units import HARD, MINUTES_PER_DAY, Ticks

SUNDAY = 6

NEVER_DUE = 7 * MINUTES_PER_DAY
"""Minutes of work after which a break is due that nobody is to take: no round is as long."""


def horizon(
    problem: Problem,
    plan: Plan,
    since: Ticks,
    until: int | None = None,
    away: Collection[str] = (),
) -> Problem:
    """The problem of what begins from a moment on, and before a day (None = as far as the problem goes).

    plan: of the problem. A visit that has begun by the moment is pinned; any other that the plan has is published. One
    that has not, and whose windows are over, is left out, and so is one that goes only together with it; of other
    windows only the rest is left. away: carers who do not come any more. Carers bring their accounts along.

    Raises PlanError for a plan that does not belong to the problem.
    """
    part = cut_out(problem, plan, since, until, away)
    return carried_into(part, after(problem, plan, of_problem(problem), accounted_on(part, problem)))


def cut_out(
    problem: Problem, plan: Plan, since: Ticks, until: int | None = None, away: Collection[str] = ()
) -> Problem:
    """The same horizon, whose carers' accounts are still those of the problem."""
    return _Cut(problem, plan, since, problem.days if until is None else until, frozenset(away)).problem()


def accounted_on(part: Problem, whole: Problem) -> int:
    """The day of the whole as of whose beginning the carers of a horizon that was cut out of it tell their accounts."""
    return (part.start - whole.start).days + counted_from(part, part.labour.hours_over)


@dataclass(frozen=True)
class _Cut:
    whole: Problem
    plan: Plan
    since: Ticks
    until: int
    away: frozenset[str]

    # -- from which day on -------------------------------------------------------------------------------------------

    @cached_property
    def today(self) -> int:
        """The day of the moment; all before it are over."""
        return self.whole.calendar.day_of(self.since)

    @cached_property
    def first(self) -> int:
        """The first day of the horizon: as far back as rules and links look, at the beginning of a week, or of two
        where rest or hours are held over two."""
        labour = self.whole.labour
        length = lcm(DAYS_PER_WEEK, labour.weekly_rest_over, DAYS_PER_WEEK * labour.hours_over)
        back = _looked_back(labour, self.whole.start.weekday())
        return max(0, min([self.today - back, *self._tied_days()]) // length * length)

    def _tied_days(self) -> Iterator[int]:
        """The days of visits that are done and still bind one that is not."""
        for link in self.whole.links:
            for name, other in ((link.first, link.second), (link.second, link.first)):
                stop = self.stops.get(name)
                if (
                    stop is not None
                    and stop.start < self.since
                    and other in self.open
                    and self._binds(link, name, stop)
                ):
                    yield self.whole.calendar.day_of(self.whole.shift[self.shifts[name]].start)

    def _binds(self, link: Link, done: str, stop: Stop) -> bool:
        if link.carers != "any" or link.most is not None or done == link.second:
            return True
        return link.least is not None and stop.start + link.least > self.since

    @cached_property
    def opens(self) -> Ticks:
        return self.whole.calendar.day_starts[self.first]

    @cached_property
    def closes(self) -> Ticks:
        return self.whole.calendar.day_starts[self.until]

    # -- which visits ------------------------------------------------------------------------------------------------

    @cached_property
    def stops(self) -> Mapping[str, Stop]:
        return {visit: stop for visit, _, stop in self.plan.visits()}

    @cached_property
    def shifts(self) -> Mapping[str, str]:
        return {visit: shift for visit, shift, _ in self.plan.visits()}

    @cached_property
    def open(self) -> Mapping[str, Visit]:
        """The visits that are still to be planned, with what is left of their windows."""
        found: dict[str, Visit] = {}
        for visit in self.whole.visits:
            stop, pin = self.stops.get(visit.id), self.whole.pin.get(visit.id)
            later = pin is not None and pin.start is not None and pin.start >= self.closes
            if (stop is None or stop.start >= self.since) and not later and not self._over(visit.id):
                windows = tuple(_within(visit.windows, self.since, self.closes))
                if windows:
                    found[visit.id] = _in_windows(visit, windows)
        return self._with_both_ends(found)

    def _with_both_ends(self, found: dict[str, Visit]) -> dict[str, Visit]:
        """Without those of a pair that goes only together whose other half is over and was not done."""
        ends = [link for link in self.whole.links if link.both]
        while True:
            over = {
                name
                for link in ends
                for name, other in ((link.first, link.second), (link.second, link.first))
                if name in found and other not in found and other not in self.stops and self._over(other)
            }
            if not over:
                return found
            found = {name: visit for name, visit in found.items() if name not in over}

    def _over(self, name: str) -> bool:
        """Whether nothing of a visit can be planned from the moment on; what comes after the horizon still can."""
        last = self.whole.visit[name].windows[-1]
        return last.end < self.since or (last.end == self.since and last.start < last.end)

    @cached_property
    def kept_shifts(self) -> tuple[Shift, ...]:
        starts = ((shift, self.whole.calendar.day_of(shift.start)) for shift in self.whole.shifts)
        inside = (shift for shift, day in starts if self.first <= day < self.until)
        return tuple(shift for shift in inside if shift.carer not in self.away or shift.start < self.since)

    @cached_property
    def done(self) -> Mapping[str, Visit]:
        """The visits that stay as they are; with those that are to begin when their windows are over already."""
        kept = {shift.id for shift in self.kept_shifts}
        found: dict[str, Visit] = {}
        for name, stop in self.stops.items():
            carer = self.whole.shift[self.shifts[name]].carer
            late = name not in self.open and carer not in self.away and stop.start < self.closes
            if self.shifts[name] in kept and (stop.start < self.since or (late and self._over(name))):
                visit = self.whole.visit[name]
                windows = tuple(_within(visit.windows, self.opens, self.closes))
                found[name] = _in_windows(visit, windows or (Window(self.opens, self.opens),))
        return found

    # -- the problem -------------------------------------------------------------------------------------------------

    def problem(self) -> Problem:
        whole, held = self.whole, {**self.done, **self.open}
        visits = tuple(_visit_earlier(held[visit.id], self.opens) for visit in whole.visits if visit.id in held)
        start = whole.start + timedelta(days=self.first)
        past = max(self.today, whole.past) - self.first
        found = replace(
            whole,
            start=start,
            days=self.until - self.first,
            past=past,
            shifts=tuple(self._shift(shift) for shift in self.kept_shifts),
            visits=visits,
            links=tuple(link for link in whole.links if link.first in held and link.second in held),
            pins=tuple(self._pins()),
            published=tuple(self._published()),
            weights=_holding_pins(whole.weights) if self.done else whole.weights,
        )
        whole_ones = folded(found)  # a package of which a visit is over has only its other visits left
        return replace(found, packages=whole_ones.packages, ties=whole_ones.ties)

    def _pins(self) -> Iterator[Pin]:
        for name in self.done:
            carer = self.whole.shift[self.shifts[name]].carer
            yield Pin(name, carer, self.stops[name].start - self.opens)
        for pin in self.whole.pins:
            if pin.visit in self.open:
                start = None if pin.start is None else pin.start - self.opens
                yield replace(pin, start=start if start is None or start >= 0 else None)

    def _published(self) -> Iterator[Published]:
        """The plan is what was told last."""
        for name in self.open:
            told, stop = self.whole.told.get(name), self.stops.get(name)
            if stop is not None:
                yield Published(name, self.whole.shift[self.shifts[name]].carer, stop.start - self.opens)
            elif told is not None:
                yield replace(told, start=max(0, told.start - self.opens))

    def _shift(self, shift: Shift) -> Shift:
        end = shift.end
        if shift.carer in self.away and end > self.since:
            made = (self.stops[name].end for name in self.done if self.shifts[name] == shift.id)
            end = max((self.since, shift.start + 1, *made))
        earlier = replace(shift, start=shift.start - self.opens, end=end - self.opens)
        rest = shift.rest
        if rest is None:
            return earlier
        taken = self._break_of(shift.id) if shift.start < self.since else None
        if taken is not None:
            rest = replace(
                rest, duration=taken.end - taken.start, earliest=taken.start, latest=taken.end, latest_at="end"
            )
        elif rest.latest_start < self.since and shift.start < self.since:
            # It was missed, and nobody can take it any more. Without any, a labour pack would give the shift its own.
            rest = replace(rest, due_after=self.whole.minutes(NEVER_DUE))
        elif shift.start < self.since:
            rest = replace(rest, earliest=max(rest.earliest, self.since))
        moved = replace(rest, earliest=rest.earliest - self.opens, latest=rest.latest - self.opens)
        return replace(earlier, rest=moved)

    def _break_of(self, shift: str) -> Stop | None:
        """The break that a round has had by the moment."""
        stops = (stop for route in self.plan.routes if route.shift == shift for stop in route.stops)
        return next((stop for stop in stops if stop.visit is None and stop.start < self.since), None)


def rounds_within(part: Problem, whole: Problem, plan: Plan) -> Plan:
    """What of a plan lies in a horizon that was cut out of its problem, in the ticks of the horizon."""
    by = _opening(part, whole)
    found: list[Route] = []
    for route in plan.routes:
        stops = [_later(stop, -by) for stop in route.stops if stop.visit is None or stop.visit in part.visit]
        while stops and stops[-1].visit is None:
            stops.pop()
        if stops and route.shift in part.shift:
            found.append(Route(route.shift, tuple(stops)))
    return Plan(tuple(found))


def joined_rounds(part: Problem, whole: Problem, plan: Plan, planned: Plan) -> Plan:
    """The plan of the whole, with what was planned of a horizon that was cut out of it.

    Rounds of days that are over stay to the tick as they are, unless a night round got visits of the new days.
    """
    by = _opening(part, whole)
    before = {route.shift: route for route in plan.routes}
    others = (route for name, route in before.items() if name not in part.shift)
    found = {route.shift: route for route in Plan(tuple(others)).without(*part.visit).routes}
    for route in planned.routes:
        own = before.get(route.shift)
        begun = part.calendar.day_of(part.shift[route.shift].start) < part.past
        if own is not None and begun and _visits(own) == _visits(route):
            found[route.shift] = own
        else:
            found[route.shift] = Route(route.shift, tuple(_later(stop, by) for stop in route.stops))
    return Plan(tuple(found[shift.id] for shift in whole.shifts if shift.id in found))


def _visits(route: Route) -> set[str | None]:
    return {stop.visit for stop in route.stops if stop.visit is not None}


def _opening(part: Problem, whole: Problem) -> Ticks:
    return whole.calendar.day_starts[(part.start - whole.start).days]


def _later(stop: Stop, by: Ticks) -> Stop:
    return replace(stop, start=stop.start + by, end=stop.end + by)


def _looked_back(labour: Labour, weekday: int) -> int:
    """So many days before the first one its rules look at: a week for rest, and weekends that may be in a row.

    weekday: on which weeks of the horizon begin. On a Sunday they would cut a weekend in two.
    """
    weekends = labour.weekends_in_a_row or 0
    return max(DAYS_PER_WEEK, weekends * DAYS_PER_WEEK + (weekday == SUNDAY))


def _holding_pins(weights: Weights) -> Weights:
    """The weights, under which pins hold: what was done cannot be paid for to have been otherwise."""
    usual = HARD if weights.others == "default" else 0
    loose = [rule for rule in ("pinned_carer", "pinned_time") if weights.values.get(rule, usual) != HARD]
    return replace(weights, values={**weights.values, **dict.fromkeys(loose, HARD)}) if loose else weights


def _within(windows: tuple[Window, ...], opens: Ticks, closes: Ticks) -> Iterator[Window]:
    """What of some windows lies between two moments."""
    for window in windows:
        if window.end >= opens and window.start < closes:
            yield Window(max(window.start, opens), window.end)


def _in_windows(visit: Visit, windows: tuple[Window, ...]) -> Visit:
    """A visit in other windows. A preferred time outside is the nearest inside: what each start costs more than another
    stays the same."""
    preferred = visit.preferred
    if preferred is not None:
        preferred = min(max(preferred, windows[0].start), windows[-1].end)
    return replace(visit, windows=windows, preferred=preferred)


def _visit_earlier(visit: Visit, by: Ticks) -> Visit:
    return replace(
        visit,
        windows=tuple(Window(window.start - by, window.end - by) for window in visit.windows),
        preferred=None if visit.preferred is None else visit.preferred - by,
    )
