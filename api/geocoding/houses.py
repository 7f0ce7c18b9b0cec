"""House numbers along a street: where a number lies that is known, or between two known ones, or beyond the last."""

from collections.abc import Sequence

import numpy as np

from api.geocoding.found import Found, How, Point, apart
from api.geocoding.streets import Street
from engine.travel.addresses import Addresses
from engine.travel.network import DEGREE

PER_NUMBER = 10
"""Metres of street for each house number beyond the last known one: frontages of 20 m with a number on either side."""

ACROSS = 4
"""House numbers by which the other side of the street counts as farther away."""


class Houses:
    """Places house numbers along the streets of a network."""

    def __init__(self, addresses: Addresses):
        self._addresses = addresses

    def on(self, street: Street, number: int | None) -> Found:
        """Where a number is along a street: in a range that holds it, or else by the nearest range."""
        given, rows = self._addresses, street.ranges
        numbered = rows[given.last[rows] > 0]
        if number is None or not len(numbered):
            return self._middle(rows)
        away = np.maximum(given.first[numbered] - number, number - given.last[numbered]).clip(0)
        across = (given.step[numbered] == 2) & ((given.first[numbered] - number) % 2 == 1)
        holding = numbered[(away == 0) & ~across]
        if len(holding):
            return self._house(holding.tolist(), number)
        beside = int(np.argmin(away + ACROSS * across))
        return self._nearest(int(numbered[beside]), number, int(away[beside]))

    def _house(self, holding: Sequence[int], number: int) -> Found:
        """By the range that places it most precisely; others of the street that hold it too say how far off that is."""
        first, *others = sorted(holding, key=lambda row: self._off(row, number))
        point, off = self._along(first, number), self._off(first, number)
        farthest = max((apart(point, self._along(row, number)) for row in others), default=0.0)
        how: How = (
            "house" if number in (self._addresses.first[first], self._addresses.last[first]) else "between houses"
        )
        return self._found(first, point, how, max(off, farthest), number)

    def _off(self, row: int, number: int) -> float:
        """Metres to the farther end of a range between whose ends the number lies."""
        begin, end = self._ends(row)
        point = self._along(row, number)
        return 0.0 if point in (begin, end) else max(apart(begin, point), apart(point, end))

    def _nearest(self, row: int, number: int, away: int) -> Found:
        known = min(max(number, int(self._addresses.first[row])), int(self._addresses.last[row]))
        return self._found(row, self._along(row, known), "nearest house", max(1, away) * PER_NUMBER, known)

    def _middle(self, rows: np.ndarray) -> Found:
        """The point of a street that is nearest to the middle of all its ranges."""
        ends = np.concatenate([self._addresses.begin[rows], self._addresses.end[rows]]) / DEGREE
        nearest = int(np.argmin(((ends - ends.mean(axis=0)) ** 2).sum(axis=1)))
        point = (float(ends[nearest, 0]), float(ends[nearest, 1]))
        known = bool(self._addresses.last[rows].any())
        off = max(apart(point, (latitude, longitude)) for latitude, longitude in ends.tolist()) if known else None
        return self._found(int(rows[nearest % len(rows)]), point, "street", off)

    def _along(self, row: int, number: int) -> Point:
        """The point at a number between the ends of its range; a house as long as its range is in the middle of it."""
        first, last = int(self._addresses.first[row]), int(self._addresses.last[row])
        share = (number - first) / (last - first) if last > first else 0.5
        (south, west), (north, east) = self._ends(row)
        return south + share * (north - south), west + share * (east - west)

    def _ends(self, row: int) -> tuple[Point, Point]:
        begin, end = (values[row] / DEGREE for values in (self._addresses.begin, self._addresses.end))
        return (float(begin[0]), float(begin[1])), (float(end[0]), float(end[1]))

    def _found(self, row: int, point: Point, how: How, off: float | None, number: int | None = None) -> Found:
        given = self._addresses
        place = int(given.place[row])
        name = given.names[given.street[row]]
        label = name if number is None else f"{name}, {number}"
        district = given.places[place] if place >= 0 else ""
        return Found(round(point[0], 7), round(point[1], 7), label, how, district, None if off is None else round(off))
