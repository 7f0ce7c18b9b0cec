"""UHHC solution files: a plan out, a plan in."""

from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from engine.data.json_text import check, text_of
from engine.data.uhhc.shape import Location, Solution
from engine.errors import DataError, Fault
from engine.plan import Plan, Route, Stop, replay
from engine.problem import Problem, Visit
from engine.units import Ticks

LUNCH = "lunch_break"

_SOLUTION = TypeAdapter(Solution)


# -- writing -----------------------------------------------------------------------------------------------------------


def write(problem: Problem, plan: Plan) -> dict[str, Any]:
    """A plan as a UHHC solution: one route for every carer, without `locations` where nobody is visited.

    Raises DataError where the problem or the plan says what the format cannot; PlanError where plan and problem do not
    belong together.
    """
    faults = tuple(_unsayable(problem))
    if faults:
        raise DataError(faults)
    days = replay(problem, plan)
    routes = {route.shift: route for route in plan.routes}
    visited = {problem.visit[visit].client for visit, _, _ in plan.visits()}
    found: list[dict[str, Any]] = []
    for shift in problem.shifts:
        entry: dict[str, Any] = {"caregiver_id": shift.carer}
        if days[shift.id].used:
            entry["locations"] = list(_locations(problem, routes[shift.id], visited))
        found.append(entry)
    return {"instance": problem.name, "routes": found, "cost_components": {}}


def _unsayable(problem: Problem) -> Iterator[Fault]:
    for carer, shifts in problem.shifts_of.items():
        if len(shifts) != 1:
            yield Fault(f"carer {carer}", "shifts", len(shifts), "a UHHC solution has one round per carer")
    for visit in problem.visits:
        if len(visit.needs) != 1:
            yield Fault(f"visit {visit.id}", "needs", len(visit.needs), "a UHHC visit is one service: one competency")


def _locations(problem: Problem, route: Route, visited: set[str]) -> Iterator[dict[str, Any]]:
    stops = route.stops
    for position, stop in enumerate(stops):
        if stop.visit is None:
            patient, service = _lunch_host(problem, route, position, visited), LUNCH
        else:
            visit = problem.visit[stop.visit]
            patient, service = visit.client, visit.needs[0].competency
        yield {
            "patient": patient,
            "service": service,
            "arrival_time": _minutes(problem, stop.start),
            "departure_time": _minutes(problem, stop.end),
        }


def _lunch_host(problem: Problem, route: Route, position: int, visited: set[str]) -> str:
    """The patient to name for a lunch: one at whose place it is held, the nearest in the round first; for a lunch at
    the depot, one whom nobody visits."""
    shift = problem.shift[route.shift]
    clients = [None if stop.visit is None else problem.visit[stop.visit].client for stop in route.stops]
    ahead = [client for client in clients[position + 1 :] if client is not None]
    behind = [client for client in clients[:position] if client is not None]
    place = route.stops[position].place
    if place is None:
        place = problem.client[ahead[0]].place if ahead else shift.end_place
    others = (client.id for client in problem.clients if client.id in visited)
    hosts = [client for client in (*ahead, *reversed(behind), *others) if problem.client[client].place == place]
    if place == shift.start_place:
        hosts += [client.id for client in problem.clients if client.id not in visited]
    if not hosts:
        remedy = "hold the lunch at the place of somebody who is visited"
        raise DataError([Fault(f"route {route.shift}", f"stops[{position}].place", place, remedy)])
    return hosts[0]


def _minutes(problem: Problem, ticks: Ticks) -> int | float:
    whole, rest = divmod(ticks, problem.ticks_per_minute)
    return whole if rest == 0 else ticks / problem.ticks_per_minute


# -- reading -----------------------------------------------------------------------------------------------------------


def read_plan(problem: Problem, source: Path | str | bytes) -> Plan:
    """Read a solution file from a path or a JSON text, against the problem of its instance.

    Stops are put in order of time. Raises DataError with every stop that does not belong to the problem.
    """
    name, text = text_of(source)
    solution = check(_SOLUTION, name, text)
    reading = _PlanReading(problem, name, solution)
    plan = reading.plan()
    if reading.faults:
        raise DataError(reading.faults)
    return plan


class _PlanReading:
    """One solution on its way to becoming a plan, and what is wrong with it."""

    def __init__(self, problem: Problem, name: str, solution: Solution):
        self.problem = problem
        self.name = name
        self.solution = solution
        self.faults: list[Fault] = []
        self.open: dict[tuple[str, str], deque[Visit]] = {}
        for visit in problem.visits:
            for need in visit.needs:
                self.open.setdefault((visit.client, need.competency), deque()).append(visit)
        self.known = set(self.open)
        self.visited = {
            location.patient
            for route in solution.routes
            for location in route.locations or ()
            if location.service != LUNCH
        }

    def plan(self) -> Plan:
        """Stops are handed out in order of time over all routes, so that of one patient's two equal services the first
        required is the first done."""
        stops: dict[str, list[Stop]] = {}
        for carer, where, location in sorted(self._timed(), key=lambda one: (one[2].start, one[2].end)):
            stop = self._stop(carer, where, location)
            if stop is not None:
                stops.setdefault(self.problem.shifts_of[carer][0].id, []).append(stop)
        return Plan(tuple(Route(shift, tuple(found)) for shift, found in stops.items()))

    def _timed(self) -> Iterator[tuple[str, str, Location]]:
        """Every stop of a known carer that has its times, with who makes it and where the file tells it."""
        seen: set[str] = set()
        for row, route in enumerate(self.solution.routes):
            carer, where = route.caregiver_id, f"{self.name}: routes[{row}] ({route.caregiver_id})"
            if carer in seen:
                self._fault(where, "caregiver_id", carer, "has a route already: a carer has one")
            elif not self.problem.shifts_of.get(carer):
                self._fault(where, "caregiver_id", carer, "no such caregiver in the instance")
            else:
                for place, location in enumerate(route.locations or ()):
                    if location.depot is None and self._told(where, f"locations[{place}]", location):
                        yield carer, f"{where}: locations[{place}]", location
            seen.add(carer)

    def _told(self, where: str, field: str, location: Location) -> bool:
        before = len(self.faults)
        for name in ("patient", "service"):
            if getattr(location, name) is None:
                self._fault(where, f"{field}.{name}", None, "it is missing: add it")
        for name, keys in (("start", "arrival_time"), ("end", "departure_time")):
            if getattr(location, name) is None:
                self._fault(where, f"{field}.{keys}", None, f"it is missing: add it (or {name}_time)")
        return len(self.faults) == before

    def _stop(self, carer: str, where: str, location: Location) -> Stop | None:
        patient, service = location.patient or "", location.service or ""
        start, end = self._ticks(location.start), self._ticks(location.end)
        if patient not in self.problem.client:
            return self._fault(where, "patient", patient, "no such patient in the instance")
        if service == LUNCH:
            return Stop(None, start, end, self._lunch_place(carer, patient))
        if (patient, service) not in self.known:
            return self._fault(where, "service", service, f"patient {patient} does not require it")
        if not self.open[patient, service]:
            return self._fault(where, "service", service, f"patient {patient} has it already: leave one out")
        return Stop(self.open[patient, service].popleft().id, start, end)

    def _lunch_place(self, carer: str, patient: str) -> str:
        """The named patient's place; the depot if nobody visits that patient."""
        shift = self.problem.shifts_of[carer][0]
        return self.problem.client[patient].place if patient in self.visited else shift.start_place

    def _ticks(self, minutes: float | None) -> Ticks:
        assert minutes is not None, "told apart before"
        return round(minutes * self.problem.ticks_per_minute)

    def _fault(self, where: str, field: str, value: object, remedy: str) -> None:
        self.faults.append(Fault(where, field, value, remedy))
