"""A plain placer: every position in every shift of a carer, each timed as early as it goes and judged by the referee.

Slow and simple, and right about what it returns: a reference for explanations, and for faster placers.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from engine.check import check
from engine.construction import FACTS
from engine.plan import Plan, Route, Stop
from engine.problem import Problem, Shift
from engine.units import Ticks

ROUNDS = 50
"""So often links may push visits about; then they are taken not to be kept by any times."""

FACT_IDS = {fact.id for fact in FACTS}


@dataclass(frozen=True)
class ReferencePlacer:
    """Breaks the fewest hard rules, then costs least; see engine.explain.Placer."""

    problem: Problem

    def __call__(self, plan: Plan, visit: str, carer: str, /) -> Plan | None:
        partners = [partner for partner in self._partners(visit) if not _planned(plan, partner)]
        first = [placed for position in self._positions(plan, visit, carer) if (placed := self._judged(position))]
        found = list(first)
        for partner in partners:
            for other in self.problem.carers:
                for _, placed in first:
                    both = (self._judged(position) for position in self._positions(placed, partner, other.id))
                    found += [one for one in both if one is not None]
        return min(found, key=lambda one: one[0])[1] if found else None

    def _judged(self, plan: Plan) -> tuple[tuple[int, float], Plan] | None:
        """What a plan breaks and costs, once it is timed; None if that breaks a fact (a break that no longer fits)."""
        timed = self.timed(plan)
        verdict = check(self.problem, timed)
        if any(finding.rule in FACT_IDS for finding in verdict.violations):
            return None
        return (len(verdict.violations), verdict.cost), timed

    def _partners(self, visit: str) -> list[str]:
        ends = [(link.first, link.second) for link in self.problem.links if link.both]
        return [second if first == visit else first for first, second in ends if visit in (first, second)]

    def _positions(self, plan: Plan, visit: str, carer: str) -> Iterator[Plan]:
        """The visit at every position of every shift of its day; with the breaks of that round, or without them."""
        wanted = self.problem.visit[visit]
        routes = {route.shift: route.stops for route in plan.routes}
        for shift in self.problem.shifts_of[carer]:
            if not self.problem.same_day(wanted, shift):
                continue
            stops = routes.get(shift.id, ())
            bare = tuple(stop for stop in stops if stop.visit is not None)
            for base in dict.fromkeys((stops, bare)):
                for place in range(len(base) + 1):
                    new = Stop(visit, wanted.earliest, wanted.earliest + wanted.duration)
                    changed = {**routes, shift.id: (*base[:place], new, *base[place:])}
                    yield Plan(tuple(Route(name, items) for name, items in changed.items() if items))

    def timed(self, plan: Plan) -> Plan:
        """Every stop no earlier than before and as early as it goes; links kept if they can be."""
        floors: dict[str, Ticks] = {}
        kept = pushed = self._in_time(plan, floors)
        for _ in range(ROUNDS):
            if not self._push(pushed, floors):
                return pushed
            pushed = self._in_time(pushed, floors)
        return kept

    def _in_time(self, plan: Plan, floors: dict[str, Ticks]) -> Plan:
        return Plan(tuple(Route(route.shift, tuple(self._in_turn(route, floors))) for route in plan.routes))

    def _in_turn(self, route: Route, floors: dict[str, Ticks]) -> Iterator[Stop]:
        shift = self.problem.shift[route.shift]
        matrix = self.problem.matrix[shift.mode]
        here, clock = self.problem.place_index[shift.start_place], shift.start
        for position, stop in enumerate(route.stops):
            there = self._place(shift, route, position)
            floor = stop.start if stop.visit is None else floors.get(stop.visit, 0)
            start = max(clock + int(matrix.durations[here, there]), stop.start, floor)
            yield replace(stop, start=start, end=start + stop.end - stop.start)
            here, clock = there, start + stop.end - stop.start

    def _place(self, shift: Shift, route: Route, position: int) -> int:
        stop = route.stops[position]
        if stop.place is not None:
            return self.problem.place_index[stop.place]
        for ahead in route.stops[position:]:
            if ahead.visit is not None:
                return self.problem.place_index[self.problem.place_of(self.problem.visit[ahead.visit])]
        return self.problem.place_index[shift.end_place]

    def _push(self, plan: Plan, floors: dict[str, Ticks]) -> bool:
        """Raise what links ask to begin later; whether anything was raised."""
        start = {visit: stop.start for visit, _, stop in plan.visits()}
        raised = False
        for link in self.problem.links:
            if link.first not in start or link.second not in start:
                continue
            if link.least is not None and start[link.second] < start[link.first] + link.least:
                floors[link.second], raised = start[link.first] + link.least, True
            if link.most is not None and start[link.first] < start[link.second] - link.most:
                floors[link.first], raised = start[link.second] - link.most, True
        return raised


def _planned(plan: Plan, visit: str) -> bool:
    return any(name == visit for name, _, _ in plan.visits())
