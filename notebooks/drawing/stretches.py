"""A day of a plan as rows to draw: what each carer does when, and the way that each round takes."""

from collections.abc import Iterator
from math import cos, radians
from typing import Any

from engine import Day, Plan, Problem, replay

METRES_PER_DEGREE = 111_195

Drawn = dict[str, Any]
"""One mark of a chart: its fields by name."""


def stretches(problem: Problem, plan: Plan, day: int) -> list[Drawn]:
    """What carers do on a day of the horizon, one row a stretch: shift, way, wait, rest, visit. Minutes of that day."""
    found: list[Drawn] = []
    for one in worked(problem, plan, day):
        for kind, start, end, visit in _parts(one):
            told = {"carer": one.shift.carer, "kind": kind, "from": _minute(problem, start, day)}
            found.append(told | {"to": _minute(problem, end, day), **_about(problem, visit, one.shift.carer)})
    return found


def ways(problem: Problem, plan: Plan, day: int) -> list[Drawn]:
    """The corners of each round of a day, in order, in metres from the middle; none without coordinates."""
    point = _points(problem)
    found: list[Drawn] = []
    for one in worked(problem, plan, day):
        if not one.used:
            continue
        shift = one.shift
        corners = [(shift.start_place, "", "home")]
        for arrival in one.arrivals:
            place, visit = problem.places[arrival.place].id, arrival.stop.visit
            corners.append((place, "" if visit is None else problem.visit[visit].client, "visit" if visit else "rest"))
        corners.append((shift.end_place, "", "home"))
        for order, (place, client, kind) in enumerate(corners):
            if place in point:
                east, north = point[place]
                told = {"carer": shift.carer, "shift": shift.id, "order": order, "kind": kind, "client": client}
                found.append(told | {"east": east, "north": north})
    return found


def worked(problem: Problem, plan: Plan, day: int) -> list[Day]:
    """The shifts that begin on a day of the horizon, used or not, as the plan has them; by carer, then by time."""
    lived = replay(problem, plan).values()
    there = [one for one in lived if problem.calendar.day_of(one.shift.start) == day]
    return sorted(there, key=lambda one: (one.shift.carer, one.start))


def _parts(one: Day) -> Iterator[tuple[str, int, int, str | None]]:
    yield "shift", one.start, one.end, None
    clock = one.leave
    for arrival in one.arrivals:
        stop = arrival.stop
        if arrival.arrives > clock:
            yield "way", clock, arrival.arrives, None
        if arrival.waits > 0 and arrival.waiting_counts:
            yield "wait", arrival.arrives, stop.start, None
        yield ("rest" if stop.visit is None else "visit"), stop.start, stop.end, stop.visit
        clock = stop.end
    if one.used and one.home > clock:
        yield "way", clock, one.home, None


def _minute(problem: Problem, tick: int, day: int) -> float:
    return (tick - problem.calendar.day_starts[day]) / problem.ticks_per_minute


def _about(problem: Problem, visit: str | None, carer: str) -> Drawn:
    if visit is None:
        return {"visit": "", "client": "", "label": "", "usual": ""}
    client = problem.client[problem.visit[visit].client]
    usual = "nobody yet" if not client.usual else "yes" if carer in client.usual else "no"
    return {"visit": visit, "client": client.id, "label": client.id.rpartition("-")[2], "usual": usual}


def _points(problem: Problem) -> dict[str, tuple[float, float]]:
    known = [(place.id, place.latitude, place.longitude) for place in problem.places]
    there = [(name, lat, lon) for name, lat, lon in known if lat is not None and lon is not None]
    if not there:
        return {}
    south, west = sum(lat for _, lat, _ in there) / len(there), sum(lon for _, _, lon in there) / len(there)
    narrower = cos(radians(south)) * METRES_PER_DEGREE
    return {
        name: (round((lon - west) * narrower, 1), round((lat - south) * METRES_PER_DEGREE, 1))
        for name, lat, lon in there
    }
