"""What a plan holds of one person, as plain data: a carer's week, a client's visits. Nothing of anybody else's."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any, Literal

from engine.kpi import kpis_of_carer
from engine.plan import Arrival, Day, Plan, Route, live
from engine.problem import Problem, Shift, Visit
from engine.units import Ticks

Places = Literal["map", "id", "none"]
"""How much a carer sees of where a client lives: coordinates too, the place's id, or nothing."""


_NOT_OF_HOURS = ("carer", "shifts", "visits", "morning")


def week_document(problem: Problem, plan: Plan, carer: str, places: Places) -> dict[str, Any]:
    """A carer's rounds with times, places and travel, and their hours against contract and wishes."""
    rounds = {route.shift: route for route in plan.routes}
    shifts = problem.shifts_of[carer]
    lived = {shift.id: live(problem, shift, rounds.get(shift.id, Route(shift.id))) for shift in shifts}
    hours = asdict(kpis_of_carer(problem, problem.carer[carer], lived))
    return {
        "carer": carer,
        **_head(problem),
        "rounds": [_round(problem, lived[shift.id], places) for shift in shifts if lived[shift.id].used],
        "hours": {name: value for name, value in hours.items() if name not in _NOT_OF_HOURS},
    }


def _head(problem: Problem) -> dict[str, Any]:
    return {"first_day": problem.start.isoformat(), "days": problem.days, "timezone": problem.timezone}


def _round(problem: Problem, day: Day, places: Places) -> dict[str, Any]:
    shift = day.shift
    travel = [_minutes(problem, _way(problem, shift, leg.origin, leg.target)) for leg in day.legs]
    return {
        "shift": shift.id,
        "shift_starts_at": _clock(problem, shift.start),
        "shift_ends_at": _clock(problem, shift.end),
        "leaves_at": _clock(problem, day.leave),
        "home_at": _clock(problem, day.home),
        "mode": shift.mode,
        "travel_minutes": _minutes(problem, day.travel),
        "service_minutes": _minutes(problem, day.service),
        "waiting_minutes": _minutes(problem, day.waiting),
        "stops": [
            _stop(problem, arrival, minutes, places) for arrival, minutes in zip(day.arrivals, travel[:-1], strict=True)
        ],
        "home_minutes": travel[-1],
    }


def _stop(problem: Problem, arrival: Arrival, travel: float, places: Places) -> dict[str, Any]:
    stop = arrival.stop
    visit = None if stop.visit is None else problem.visit[stop.visit]
    return {
        "visit": stop.visit,
        "client": None if visit is None else visit.client,
        "starts_at": _clock(problem, stop.start),
        "ends_at": _clock(problem, stop.end),
        "arrives_at": _clock(problem, arrival.arrives),
        "travel_minutes": travel,
        "place": None if visit is None else place_document(problem, visit, places),
        "with_others": 0 if visit is None else len(partners(problem, visit)),
    }


def place_document(problem: Problem, visit: Visit, places: Places) -> dict[str, Any] | None:
    """Where a visit is, as far as the co-op lets it be seen."""
    if places == "none":
        return None
    place = problem.places[problem.place_index[problem.place_of(visit)]]
    seen = places == "map"
    latitude, longitude = (place.latitude, place.longitude) if seen else (None, None)
    return {"id": place.id, "latitude": latitude, "longitude": longitude}


def partners(problem: Problem, visit: Visit) -> tuple[str, ...]:
    """The visits that are done at once with a visit, each by another carer."""
    both = [(link.first, link.second) for link in problem.links if link.simultaneous and link.both]
    return tuple(sorted({one for pair in both if visit.id in pair for one in pair} - {visit.id}))


def visits_document(problem: Problem, plan: Plan, client: str) -> dict[str, Any]:
    """Who comes to a client when, which visits nobody makes yet, who comes usually, and whom the client refused."""
    who = problem.client[client]
    found = [
        {
            "visit": name,
            "starts_at": _clock(problem, stop.start),
            "ends_at": _clock(problem, stop.end),
            "carer": problem.shift[shift].carer,
            "usual": problem.shift[shift].carer in who.usual,
        }
        for name, shift, stop in plan.visits()
        if problem.visit[name].client == client
    ]
    found.sort(key=lambda one: (one["starts_at"], one["visit"]))
    return {
        "client": client,
        **_head(problem),
        "visits": found,
        "open": [_open(problem, visit) for visit in _left_out(problem, client, found)],
        "usual": [{"carer": carer, "visits": _times(found, carer)} for carer in who.usual],
        "refused": list(who.refuses),
    }


def _left_out(problem: Problem, client: str, found: Iterable[Mapping[str, Any]]) -> list[Visit]:
    planned = {one["visit"] for one in found}
    return [visit for visit in problem.visits_of[client] if visit.id not in planned]


def _open(problem: Problem, visit: Visit) -> dict[str, Any]:
    last = visit.windows[-1]
    return {
        "visit": visit.id,
        "day": problem.date_of(visit).isoformat(),
        "earliest": _clock(problem, visit.windows[0].start),
        "latest": _clock(problem, last.end),
    }


def _times(found: Iterable[Mapping[str, Any]], carer: str) -> int:
    return sum(one["carer"] == carer for one in found)


def _way(problem: Problem, shift: Shift, origin: int, target: int) -> Ticks:
    return int(problem.matrix[shift.mode].durations[origin, target])


def _minutes(problem: Problem, ticks: Ticks) -> float:
    return ticks / problem.ticks_per_minute


def _clock(problem: Problem, tick: Ticks) -> str:
    return problem.calendar.clock(tick).isoformat()
