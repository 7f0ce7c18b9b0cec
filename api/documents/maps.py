"""A day's rounds, and the streets under them, as GeoJSON: points and lines in degrees, longitude first (RFC 7946)."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import numpy as np

from api.documents.timetables import Timetable
from engine.plan import Day
from engine.problem import Place
from engine.travel.city import City
from engine.travel.journeys import TOO_FAR
from engine.travel.network import DEGREE, KINDS
from engine.travel.profiles import MAIN
from engine.travel.tracing import traced

AROUND = 0.004
"""Degrees beyond the outermost place within which streets are shown."""

MOST_POINTS = 20_000
"""So many corners of streets are sent: of a large area only the more important streets."""

Leg = tuple[str, str, str]
"""Mode, place where it begins, place where it ends."""

Spot = list[float]


def rounds_document(table: Timetable, index: int, first: int, most: int, sought: str, city: City | None) -> Any:
    """Of the carers who work on a day, so many from one on: the way of each round, and the visits in their order."""
    working = [carer for carer in table.number if any(day.used for day in table.rounds(carer, index))]
    shown = [carer for carer in working if table.concerns(carer, (index,), sought)][first : first + most]
    rounds = [(carer, day) for carer in shown for day in table.rounds(carer, index) if day.used]
    ways = _ways(table, [day for _, day in rounds], city)
    places = {place.id: place for place in table.problem.places if place.latitude is not None}
    features = [one for carer, day in rounds for one in _features(table, carer, day, ways, places)]
    credit = "" if city is None else city.network.origin.attribution
    return {"type": "FeatureCollection", "credit": credit, "features": features}


def streets_document(table: Timetable, city: City | None) -> Any:
    """The streets around all visits, the most important kinds first."""
    network = None if city is None else city.network
    spots = [_spot(place) for place in table.problem.places if place.latitude is not None]
    if network is None or not spots:
        return {"type": "FeatureCollection", "features": []}
    points, starts = network.shape[:, ::-1] / DEGREE, network.shape_start
    low, high = np.array(spots).min(axis=0) - AROUND, np.array(spots).max(axis=0) + AROUND
    inside = ((points >= low) & (points <= high)).all(axis=1)
    near = np.add.reduceat(inside, starts[:-1]) > 0
    features, room = [], MOST_POINTS
    for kind in (kind for kind in KINDS if kind != "ferry"):
        edges = np.flatnonzero(near & (network.kind == KINDS.index(kind)))
        room -= int((starts[edges + 1] - starts[edges]).sum())
        if room < 0:
            break
        lines = [points[starts[edge] : starts[edge + 1]].round(5).tolist() for edge in edges]
        if lines:
            geometry = {"type": "MultiLineString", "coordinates": lines}
            features.append({"type": "Feature", "properties": {"main": kind in MAIN}, "geometry": geometry})
    return {"type": "FeatureCollection", "features": features}


def _features(
    table: Timetable, carer: str, day: Day, ways: dict[Leg, list[Spot]], places: dict[str, Place]
) -> Iterator[Any]:
    about = {"carer": carer, "number": table.number[carer]}
    line = [spot for leg in _legs(table, day) for spot in ways.get(leg, ())]
    if len(line) > 1:
        yield _feature("LineString", line, about)
    stops = [arrival.stop for arrival in day.arrivals if arrival.stop.visit is not None]
    for order, stop in enumerate(stops, 1):
        visit = table.problem.visit[stop.visit or ""]
        place = places.get(table.problem.place_of(visit))
        if place is not None:
            told = {"order": order, "visit": visit.id, "client": visit.client, "starts": table.clock(stop.start)}
            yield _feature("Point", _spot(place), about | told)


def _feature(kind: str, coordinates: Any, properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": {"type": kind, "coordinates": coordinates}}


def _legs(table: Timetable, day: Day) -> Iterator[Leg]:
    visits = [table.problem.visit[arrival.stop.visit] for arrival in day.arrivals if arrival.stop.visit is not None]
    places = [day.shift.start_place, *map(table.problem.place_of, visits), day.shift.end_place]
    return ((day.shift.mode, start, goal) for start, goal in pairwise(places))


def _ways(table: Timetable, days: list[Day], city: City | None) -> dict[Leg, list[Spot]]:
    """The corners of each leg: along the streets where there are any, else straight."""
    known = {place.id: place for place in table.problem.places if place.latitude is not None}
    legs = [leg for leg in dict.fromkeys(leg for day in days for leg in _legs(table, day)) if {*leg[1:]} <= set(known)]
    found = {leg: [_spot(known[leg[1]]), _spot(known[leg[2]])] for leg in legs}
    for mode in () if city is None else city.modes():
        mine = [leg for leg in legs if leg[0] == mode and leg[1] != leg[2]]
        if mine and city is not None:
            found |= _on_streets(city, mode, mine, known)
    return found


def _on_streets(city: City, mode: str, legs: list[Leg], known: dict[str, Place]) -> dict[Leg, list[Spot]]:
    """Those of the legs whose ends both lie near a street."""
    streets, roads = city.streets(mode), city.roads(mode, city.profiles[mode].bands[0].name)
    starts, goals = (np.array([_spot(known[leg[end]])[::-1] for leg in legs]) for end in (1, 2))
    near = (streets.snap(starts).off <= TOO_FAR) & (streets.snap(goals).off <= TOO_FAR)
    lines = traced(roads, streets, starts[near], goals[near]) if near.any() else []
    kept = [leg for leg, one in zip(legs, near, strict=True) if one]
    return {leg: line[:, ::-1].round(5).tolist() for leg, line in zip(kept, lines, strict=True)}


def _spot(place: Place) -> Spot:
    return [round(place.longitude or 0.0, 5), round(place.latitude or 0.0, 5)]
