"""A plan: who visits whom, when. And its replay: the plan read back into timed days, as a carer would live them."""

from collections.abc import Iterator
from dataclasses import dataclass

from engine.errors import Fault, PlanError
from engine.problem import Problem, Shift
from engine.units import Ticks


@dataclass(frozen=True, slots=True)
class Stop:
    """A visit, or a break where `visit` is None; start and end in ticks. place: where a break is taken."""

    visit: str | None
    start: Ticks
    end: Ticks
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Route:
    """The ordered stops of one shift."""

    shift: str
    stops: tuple[Stop, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """All rounds of a horizon; shifts that are not named stay empty, visits that are not named stay unplanned."""

    routes: tuple[Route, ...] = ()

    def visits(self) -> Iterator[tuple[str, str, Stop]]:
        """Each planned visit with its shift and its stop."""
        for route in self.routes:
            for stop in route.stops:
                if stop.visit is not None:
                    yield stop.visit, route.shift, stop

    def without(self, *visits: str) -> "Plan":
        """The plan with these visits left out and everything else at its time; breaks that nothing follows go too."""
        routes: list[Route] = []
        for route in self.routes:
            stops = [stop for stop in route.stops if stop.visit is None or stop.visit not in visits]
            if stops and len(stops) == len(route.stops):
                routes.append(route)
                continue
            while stops and stops[-1].visit is None:
                stops.pop()
            if stops:
                routes.append(Route(route.shift, tuple(stops)))
        return Plan(tuple(routes))


@dataclass(frozen=True, slots=True)
class Leg:
    """One way from place to place, as rows of the travel matrix of the shift's mode; visit: whom it leads to."""

    origin: int
    target: int
    visit: str | None


@dataclass(frozen=True, slots=True)
class Arrival:
    """One stop as it was lived: when the carer got there, and how long they stood waiting."""

    stop: Stop
    place: int
    arrives: Ticks
    waits: Ticks
    waiting_counts: bool


@dataclass(frozen=True, slots=True)
class Day:
    """One shift as it is lived under a plan. The fields up to `overtime` are what the rules about days may use.

    All in ticks. start, end: of the shift; used and breaks are 0 or 1; leave, home: of the round (an empty shift leaves
    and is home at its own start); waiting: standing between stops, but not before a round that leaves late, nor after a
    break that opens it, since that carer simply starts later; rest: ticks of break; due: 1 where a break is due;
    overtime: home after the shift's end.
    """

    shift: Shift
    start: Ticks
    end: Ticks
    used: int
    leave: Ticks
    home: Ticks
    travel: Ticks
    service: Ticks
    waiting: Ticks
    rest: Ticks
    breaks: int
    due: int
    overtime: Ticks
    legs: tuple[Leg, ...]
    arrivals: tuple[Arrival, ...]


def replay(problem: Problem, plan: Plan) -> dict[str, Day]:
    """Read a plan back into timed days, one for every shift of the problem, planned or not.

    Times are taken from the plan as they stand, even where they cannot be kept: judging is the referee's work. Raises
    PlanError when the plan names shifts or visits that the problem does not have, or names one twice.
    """
    faults = tuple(foreign(problem, plan))
    if faults:
        raise PlanError(faults)
    routes = {route.shift: route for route in plan.routes}
    return {shift.id: live(problem, shift, routes.get(shift.id, Route(shift.id))) for shift in problem.shifts}


def foreign(problem: Problem, plan: Plan) -> Iterator[Fault]:
    """What of a plan does not belong to a problem."""
    shifts: set[str] = set()
    visits: set[str] = set()
    for route in plan.routes:
        where = f"route {route.shift}"
        if route.shift not in problem.shift:
            yield Fault(where, "shift", route.shift, "no such shift in the problem")
        if route.shift in shifts:
            yield Fault(where, "shift", route.shift, "a shift has one route: join the two")
        shifts.add(route.shift)
        for stop in route.stops:
            if stop.visit is None:
                if stop.place is not None and stop.place not in problem.place_index:
                    yield Fault(where, "place", stop.place, "no such place in the problem")
                continue
            if stop.visit not in problem.visit:
                yield Fault(where, "visit", stop.visit, "no such visit in the problem")
            if stop.visit in visits:
                yield Fault(where, "visit", stop.visit, "a visit is planned once: leave out the other stop")
            visits.add(stop.visit)


def _places(problem: Problem, shift: Shift, stops: tuple[Stop, ...]) -> list[int]:
    """The matrix row of each stop; a break without a place is taken at the next client's, or where the round ends."""
    rows: list[int] = []
    ahead = problem.place_index[shift.end_place]
    for stop in reversed(stops):
        if stop.visit is not None:
            ahead = problem.place_index[problem.place_of(problem.visit[stop.visit])]
            rows.append(ahead)
        else:
            rows.append(ahead if stop.place is None else problem.place_index[stop.place])
    return rows[::-1]


def live(problem: Problem, shift: Shift, route: Route) -> Day:
    """One round of a plan read back into a timed day."""
    matrix = problem.matrix[shift.mode]
    stops = route.stops
    here = problem.place_index[shift.start_place]
    if not stops:
        due = int(shift.rest is not None and shift.rest.due_after is None)
        return Day(shift, shift.start, shift.end, 0, shift.start, shift.start, 0, 0, 0, 0, 0, due, 0, (), ())
    rows = _places(problem, shift, stops)
    first_leg = int(matrix.durations[here, rows[0]])
    leave = shift.start if shift.leaves == "at_start" else stops[0].start - first_leg
    clock, travel, service, waiting, rest, breaks = leave, 0, 0, 0, 0, 0
    legs: list[Leg] = []
    arrivals: list[Arrival] = []
    for position, (stop, row) in enumerate(zip(stops, rows, strict=True)):
        duration = int(matrix.durations[here, row])
        arrives = clock + duration
        waits = stop.start - arrives
        after_opening_break = position == 1 and stops[0].visit is None and shift.leaves == "late"
        counts = not after_opening_break
        travel += duration
        waiting += waits if counts else 0
        if stop.visit is None:
            rest += stop.end - stop.start
            breaks = 1
        else:
            service += stop.end - stop.start
        legs.append(Leg(here, row, stop.visit))
        arrivals.append(Arrival(stop, row, arrives, waits, counts))
        here, clock = row, stop.end
    back = problem.place_index[shift.end_place]
    legs.append(Leg(here, back, None))
    duration = int(matrix.durations[here, back])
    travel += duration
    home = clock + duration
    return Day(
        shift=shift,
        start=shift.start,
        end=shift.end,
        used=1,
        leave=leave,
        home=home,
        travel=travel,
        service=service,
        waiting=waiting,
        rest=rest,
        breaks=breaks,
        due=_due(shift, home - leave),
        overtime=max(0, home - shift.end),
        legs=tuple(legs),
        arrivals=tuple(arrivals),
    )


def _due(shift: Shift, span: Ticks) -> int:
    if shift.rest is None:
        return 0
    return int(shift.rest.due_after is None or span > shift.rest.due_after)
