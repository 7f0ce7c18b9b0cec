"""Travel by public transport over a city: on foot through its streets to stops, rides by the timetable, on foot again.

Whoever is faster on foot walks. A time is the mean over several departures of the band, waiting included, because a
visit does not end when the bus comes.
"""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np

from engine.errors import Fault, ProblemError
from engine.problem import Place, TravelMatrix
from engine.travel.city import City, staying
from engine.travel.journeys import Measured, checked_points, distinct, in_ticks, notes
from engine.travel.network import DEGREE
from engine.travel.profiles import QUIET
from engine.travel.remembered import Times
from engine.travel.roads import BARRED
from engine.travel.transit.changes import Footpaths, footpaths
from engine.travel.transit.scan import transit_seconds
from engine.travel.transit.timetable import Timetable, timetable
from engine.units import Cents

TRANSIT, WALK = "transit", "walk"

TO_STOP, BETWEEN_STOPS = 20 * 60, 10 * 60
"""Seconds that people walk to or from a stop, and from one stop to another, at most."""

CHANGE = 120
"""Seconds that a change at one stop takes, where the operator tells none (assumed)."""

DEPARTURES = 4
"""How many departures of a band are looked at."""

FROM_STREET = 300.0
"""Metres; a stop farther from every street lies outside the network."""


def measured_transit(
    city: City, places: Sequence[Place], ticks_per_minute: int, band: str, on: date, cents_per_km: Cents = 0
) -> Measured:
    """The matrix of travel by public transport, or on foot where that is faster, on a date, ticks rounded up.

    Kilometres are not known. Raises ProblemError naming places that cannot be used, DataError naming a timetable that
    cannot be read or has no service on that date.
    """
    points, off = checked_points(city, WALK, places, band)
    spots, row = distinct(points)
    table = timetable(city.feeds, on)
    stops = _stops(city, table)
    if not len(stops):
        remedy = f"no stop of {on} lies on the streets of {city.name}: these are timetables of another place"
        raise ProblemError([Fault(f"network {city.name}", "timetables", len(city.timetables), remedy)])
    times = city.memory.between(
        _key(city, band, on),
        spots,
        lambda starts, goals: _times(city, table, stops, band, starts, goals),
    )
    ticks = in_ticks(times.seconds, row, ticks_per_minute)
    matrix = TravelMatrix(TRANSIT, ticks, None, cents_per_km, estimated=False, source=_source(city, table, band))
    return Measured(matrix, (*_said(city, table, stops), *notes(city, WALK, TRANSIT, places, off, matrix)))


def departures(band: str) -> list[int]:
    """Seconds after midnight at which people set out, spread evenly over a band."""
    begins = sorted(part.begins for part in QUIET)
    begin = next(part.begins for part in QUIET if part.name == band)
    end = next((other for other in begins if other > begin), begins[0] + 1440)
    step = (end - begin) * 60 / DEPARTURES
    return [round(begin * 60 + (number + 0.5) * step) % 86_400 for number in range(DEPARTURES)]


def _stops(city: City, table: Timetable) -> np.ndarray:
    """Which stops lie on the network, places in the timetable's list."""
    spots = np.stack((table.latitude, table.longitude), axis=1)
    box = city.network.box
    near = np.array([tuple(spot) in box for spot in spots.tolist()], dtype=bool)
    near[near] = city.tied(WALK, np.rint(spots[near] * DEGREE).astype(np.int64)).off <= FROM_STREET
    return np.flatnonzero(near)


def _times(city: City, table: Timetable, stops: np.ndarray, band: str, starts: np.ndarray, goals: np.ndarray) -> Times:
    """Seconds from points to points; lengths are not known."""
    spots = np.rint(np.stack((table.latitude, table.longitude), axis=1)[stops] * DEGREE).astype(np.int64)

    def on_foot(begin: np.ndarray, end: np.ndarray, cutoff: int | None, doors: bool = True) -> np.ndarray:
        return city.measure(WALK, band, begin, end, cutoff, doors, lengths=False).seconds

    access = np.full((len(starts), table.stops), BARRED, dtype=np.int32)
    access[:, stops] = on_foot(starts, spots, TO_STOP, doors=False)
    egress = np.full((table.stops, len(goals)), BARRED, dtype=np.int32)
    egress[stops] = on_foot(spots, goals, TO_STOP)
    between = footpaths(on_foot(spots, spots, BETWEEN_STOPS, doors=False))
    begin, end = (stops[ends].astype(np.int32) for ends in (between.begin, between.end))
    walking = on_foot(starts, goals, None)
    seconds = transit_seconds(
        table, walking, access, egress, Footpaths(begin, end, between.seconds), departures(band), CHANGE
    )
    return Times(staying(seconds, starts, goals), np.full_like(seconds, BARRED))


def _key(city: City, band: str, on: date) -> str:
    feeds = [hashlib.sha256(path.read_bytes()).hexdigest() for path in city.timetables]
    setting = (TO_STOP, BETWEEN_STOPS, CHANGE, departures(band))
    return f"{city.network.checksum} {city.profiles[WALK].text} transit {feeds} {on} {setting}"


def _source(city: City, table: Timetable, band: str) -> str:
    names = ", ".join(path.stem for path in city.timetables)
    return (
        f"timetables {names} of {table.on}, mean of {DEPARTURES} departures in the {band}, and the streets of "
        f"{city.name} ({city.network.origin}) on foot"
    )


def _said(city: City, table: Timetable, stops: np.ndarray) -> Iterator[str]:
    outside = table.stops - len(stops)
    if outside:
        yield f"{outside} of {table.stops} stops of the timetables lie beyond the streets of {city.name}"
