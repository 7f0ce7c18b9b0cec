"""Ways as a source has drawn them, point by point, before they are cut into a network's edges."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from engine.travel.network import DEGREE, Box
from engine.travel.sources.ways import Way


@dataclass(frozen=True, eq=False)
class Drawn:
    """Ways as they were drawn; way w runs through the points start[w] to start[w+1] - 1, at least one.

    start: int64 (ways+1,). point: the source's number of each point, the same wherever ways meet, int64 (points,).
    spot: latitude and longitude in units of 1/DEGREE, int32 (points, 2). kind, allowed, limit: uint8 (ways,), as in
    Network. street: index into names or -1, int32 (ways,).
    """

    start: np.ndarray
    point: np.ndarray
    spot: np.ndarray
    kind: np.ndarray
    allowed: np.ndarray
    limit: np.ndarray
    street: np.ndarray
    names: tuple[str, ...]

    def only(self, kept: np.ndarray) -> "Drawn":
        """Without the points that are not kept, bool (points,); a way falls apart where it loses some."""
        begins = np.zeros(len(kept), dtype=bool)
        begins[self.start[:-1]] = True
        begins[1:] |= ~kept[:-1]
        begins &= kept
        way = way_of(self.start)[begins]
        start = np.append(np.flatnonzero(begins[kept]), kept.sum())
        parts = {name: getattr(self, name)[way] for name in ("kind", "allowed", "limit", "street")}
        return replace(self, start=start, point=self.point[kept], spot=self.spot[kept], **parts)

    def within(self, box: Box) -> "Drawn":
        """The parts of ways in a box, up to the first point beyond it."""
        low, high = (np.array(corner) * DEGREE for corner in ((box.south, box.west), (box.north, box.east)))
        inside = np.logical_and.reduce((self.spot >= low) & (self.spot <= high), axis=1)
        follows = np.ones(max(len(inside) - 1, 0), dtype=bool)
        follows[self.start[1:-1] - 1] = False
        kept = inside.copy()
        kept[1:] |= inside[:-1] & follows
        kept[:-1] |= inside[1:] & follows
        return self.only(kept)


class Draft:
    """Ways while they are being read, one after the other; memory of a few bytes a point."""

    def __init__(self) -> None:
        self._start, self._point, self._spot = array("q", [0]), array("q"), array("i")
        self._kind, self._allowed, self._limit = array("B"), array("B"), array("B")
        self._street, self._names = array("i"), dict[str, int]()

    def add(self, way: Way, points: Sequence[int], spots: Sequence[int]) -> None:
        """A way through points; spots: latitude and longitude of each in turn, in units of 1/DEGREE."""
        self._point.extend(points)
        self._spot.extend(spots)
        self._start.append(len(self._point))
        self._kind.append(way.kind)
        self._allowed.append(way.allowed)
        self._limit.append(way.limit)
        self._street.append(self._names.setdefault(way.name, len(self._names)) if way.name else -1)

    def drawn(self) -> Drawn:
        """All the ways so far, as arrays."""
        return Drawn(
            start=np.array(self._start, dtype=np.int64),
            point=np.array(self._point, dtype=np.int64),
            spot=np.array(self._spot, dtype=np.int32).reshape(-1, 2),
            kind=np.array(self._kind, dtype=np.uint8),
            allowed=np.array(self._allowed, dtype=np.uint8),
            limit=np.array(self._limit, dtype=np.uint8),
            street=np.array(self._street, dtype=np.int32),
            names=tuple(self._names),
        )


def way_of(start: np.ndarray) -> np.ndarray:
    """The way of each point, (points,)."""
    return np.repeat(np.arange(len(start) - 1), np.diff(start))
