"""From the places of a problem to its travel matrices over a city's streets, and what a planner should know of them.

A place far from every street, or a pair without a way, is named; a matrix never holds a silent large number.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from engine.errors import Fault, ProblemError
from engine.problem import UNREACHABLE, Place, TravelMatrix
from engine.travel.city import City
from engine.travel.crow_fly import FARTHEST
from engine.travel.network import DEGREE
from engine.travel.profiles import BANDS
from engine.travel.remembered import Times
from engine.units import Cents

FAR, TOO_FAR = 300.0, 2_000.0
"""Metres from a door to the nearest street: worth a look, and certainly wrong."""

TOLD = 5
"""How many pairs without a way are named one by one."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A travel matrix, and sentences on what is odd about it."""

    matrix: TravelMatrix
    notes: tuple[str, ...]


def measured(
    city: City,
    mode: str,
    places: Sequence[Place],
    ticks_per_minute: int = 1,
    band: str = "midday",
    cents_per_km: Cents = 0,
) -> Measured:
    """The travel matrix of a mode over places in the order given, ticks rounded up, by the traffic of a band.

    Raises ProblemError naming every place without coordinates or far from the network, a mode that the network has no
    streets for, and a band that is none.
    """
    points, off = checked_points(city, mode, places, band)
    spots, row = distinct(points)
    times = city.between(mode, band, spots)
    matrix = _matrix(city, mode, times, row, ticks_per_minute, band, cents_per_km)
    return Measured(matrix, tuple(notes(city, mode, mode, places, off, matrix)))


def checked_points(city: City, mode: str, places: Sequence[Place], band: str) -> tuple[np.ndarray, np.ndarray]:
    """The places in units of 1/DEGREE, int64 (places, 2), and their metres to the nearest street. Raises ProblemError
    as `measured` does."""
    faults = tuple(_faults(city, mode, places, band))
    if faults:
        raise ProblemError(faults)
    degrees = np.array([(place.latitude, place.longitude) for place in places], dtype=float).reshape(-1, 2)
    points = np.rint(degrees * DEGREE).astype(np.int64)
    off = city.tied(mode, points).off
    faults = tuple(_far_faults(city, places, off))
    if faults:
        raise ProblemError(faults)
    return points, off


def distinct(points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Each spot once, in order of appearance, int32 (spots, 2), and for each point its spot, (points,)."""
    _, first, row = np.unique(points, axis=0, return_index=True, return_inverse=True)
    order = np.argsort(first)
    place = np.empty(len(order), dtype=int)
    place[order] = np.arange(len(order))
    return points[first[order]].astype(np.int32), place[row.reshape(-1)]


def _by_place(matrix: np.ndarray, row: np.ndarray) -> np.ndarray:
    """From spots to places; where every place has a spot of its own, the matrix itself."""
    alone = len(row) == len(matrix) and bool((row == np.arange(len(row))).all())
    return matrix if alone else matrix[np.ix_(row, row)]


def in_ticks(seconds: np.ndarray, row: np.ndarray, ticks_per_minute: int) -> np.ndarray:
    """Seconds between spots as ticks between places, rounded up, UNREACHABLE where there is no way, int32 (places,
    places). row: the spot of each place."""
    asked = _by_place(seconds, row)
    none = asked < 0
    longest = int(asked.max(initial=0)) * ticks_per_minute
    ticks = asked.astype(np.int32 if longest < 2**31 - 60 else np.int64)
    ticks *= ticks_per_minute
    ticks += 59
    ticks //= 60
    np.minimum(ticks, FARTHEST, out=ticks)
    ticks[none] = UNREACHABLE
    return ticks.astype(np.int32, copy=False)


def _matrix(
    city: City, mode: str, times: Times, row: np.ndarray, ticks_per_minute: int, band: str, cents_per_km: Cents
) -> TravelMatrix:
    ticks, length = in_ticks(times.seconds, row, ticks_per_minute), _by_place(times.decimetres, row)
    metres = np.where(length < 0, UNREACHABLE, (length + 9) // 10)
    return TravelMatrix(mode, ticks, metres, cents_per_km, estimated=False, source=_source(city, mode, band))


def _source(city: City, mode: str, band: str) -> str:
    profile = city.profiles[mode]
    hour = f", {band} traffic" if len({(part.main, part.minor) for part in profile.bands}) > 1 else ""
    return f"streets of {city.name} ({city.network.origin}); {profile.why}{hour}"


def _faults(city: City, mode: str, places: Sequence[Place], band: str) -> Iterator[Fault]:
    if mode not in city.modes():
        known = ", ".join(city.modes()) or "none"
        yield Fault(f"network {city.name}", "mode", mode, f"has no streets for it (it has: {known})")
    if band not in BANDS:
        yield Fault("travel", "band", band, f"is no part of the day: give one of {', '.join(BANDS)}")
    for place in places:
        if place.latitude is None or place.longitude is None:
            remedy = f"give coordinates, so that travel by {mode} can be measured on the network {city.name}"
            yield Fault(f"place {place.id}", "latitude, longitude", (place.latitude, place.longitude), remedy)


def _far_faults(city: City, places: Sequence[Place], off: np.ndarray) -> Iterator[Fault]:
    box = city.network.box
    for place, metres in zip(places, off.tolist(), strict=True):
        if metres <= TOO_FAR:
            continue
        point = (place.latitude or 0.0, place.longitude or 0.0)
        if (point[1], point[0]) in box:
            remedy = f"latitude and longitude look swapped: {point[1]}, {point[0]} lies in {city.name}"
        else:
            remedy = (
                f"lies {metres / 1000:.1f} km from the nearest street of {city.name} ({box}): "
                "correct the coordinates, or import a network that reaches there"
            )
        yield Fault(f"place {place.id}", "latitude, longitude", point, remedy)


def notes(
    city: City, streets: str, mode: str, places: Sequence[Place], off: np.ndarray, matrix: TravelMatrix
) -> Iterator[str]:
    """What a planner should know: doors far from the streets of a mode, and pairs without a way."""
    for place, metres in zip(places, off.tolist(), strict=True):
        if metres > FAR:
            yield (
                f"place {place.id} lies {metres:.0f} m from the nearest street of {city.name} for {streets}: "
                "check its coordinates; the way there is counted as a walk"
            )
    if not matrix.reachable.all():
        none = np.argwhere(~matrix.reachable)
        named = ", ".join(f"{places[start].id} to {places[goal].id}" for start, goal in none[:TOLD].tolist())
        more = f" and {len(none) - TOLD} pairs more" if len(none) > TOLD else ""
        yield f"no way by {mode} from {named}{more}: these legs are never planned"
