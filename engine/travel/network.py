"""A street network: junctions, the stretches of street between them, and who may use each of them which way.

Everything lies in flat arrays, so that a city loads in hundredths of a second. Nothing here knows how fast anybody is:
that is a profile's business (profiles.py).
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cached_property

import numpy as np

from engine.errors import Fault

KINDS = (
    "motorway",
    "trunk",
    "primary",
    "secondary",
    "tertiary",
    "unclassified",
    "residential",
    "living_street",
    "service",
    "pedestrian",
    "track",
    "cycleway",
    "footway",
    "steps",
    "ferry",
)
"""What a stretch may be, in the words of OpenStreetMap's highway tag; a link road counts as the road it leads to."""

MODES = ("walk", "bicycle", "car")
"""Who moves on streets. Public transport has timetables of its own (transit/)."""

DEGREE = 10_000_000
"""Coordinates are kept as whole numbers of a ten-millionth of a degree, a centimetre: OpenStreetMap's own step."""


def along(mode: str) -> int:
    """The bit of `Network.allowed` that lets a mode go from tail to head."""
    return 1 << (2 * MODES.index(mode))


def against(mode: str) -> int:
    """The bit of `Network.allowed` that lets a mode go from head to tail."""
    return 2 << (2 * MODES.index(mode))


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the earth between two parallels and two meridians, in degrees (WGS 84)."""

    south: float
    west: float
    north: float
    east: float

    def __contains__(self, point: tuple[float, float]) -> bool:
        """Whether a (latitude, longitude) lies in it."""
        return self.south <= point[0] <= self.north and self.west <= point[1] <= self.east

    def __str__(self) -> str:
        return f"latitude {self.south:.4f} to {self.north:.4f}, longitude {self.west:.4f} to {self.east:.4f}"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a network comes from, and on what terms: goes with it into every report.

    date: of the data, as far as it is known (ISO text, or empty). attribution: what must be shown with every map.
    """

    source: str
    licence: str
    attribution: str
    date: str = ""

    def __str__(self) -> str:
        known = (self.source, self.date, self.attribution, self.licence)
        return ", ".join(dict.fromkeys(text for text in known if text))


@dataclass(frozen=True, eq=False)
class Network:
    """Junctions and the edges between them; an edge is a stretch of street that both directions share.

    latitude, longitude: degrees of the junctions, float64 (nodes,). tail, head: junction numbers, int32 (edges,).
    decimetres: length of each edge, int32 (edges,). kind: index into KINDS, uint8 (edges,). allowed: who may go which
    way, bits of along() and against(), uint8 (edges,). limit: posted speed in km/h, 0 = unknown, uint8 (edges,).
    shape_start, shape: edge e runs through shape[shape_start[e]:shape_start[e+1]], both ends included; int32 (edges+1,)
    and int32 (points, 2), latitude and longitude in units of 1/DEGREE. street: index into names or -1, int32 (edges,).
    elevation: metres above the sea of the junctions, float32 (nodes,), or None where no one measured it.
    """

    latitude: np.ndarray
    longitude: np.ndarray
    tail: np.ndarray
    head: np.ndarray
    decimetres: np.ndarray
    kind: np.ndarray
    allowed: np.ndarray
    limit: np.ndarray
    shape_start: np.ndarray
    shape: np.ndarray
    street: np.ndarray
    names: tuple[str, ...]
    origin: Origin
    elevation: np.ndarray | None = None

    def __post_init__(self) -> None:
        for values in self.arrays.values():
            values.setflags(write=False)

    @property
    def arrays(self) -> dict[str, np.ndarray]:
        """Every array that is there, by its name."""
        held = {one.name: getattr(self, one.name) for one in fields(self)}
        return {name: value for name, value in held.items() if isinstance(value, np.ndarray)}

    @property
    def nodes(self) -> int:
        return len(self.latitude)

    @property
    def edges(self) -> int:
        return len(self.tail)

    @cached_property
    def box(self) -> Box:
        """The smallest box that holds every shape."""
        south, west = self.shape.min(axis=0) / DEGREE
        north, east = self.shape.max(axis=0) / DEGREE
        return Box(float(south), float(west), float(north), float(east))

    @cached_property
    def checksum(self) -> str:
        """SHA-256 over every array and the names: two networks with the same one give the same travel times."""
        digest = hashlib.sha256()
        for name, values in sorted(self.arrays.items()):
            digest.update(f"{name} {values.dtype} {values.shape}".encode())
            digest.update(np.ascontiguousarray(values).data)
        digest.update("\n".join(self.names).encode())
        return digest.hexdigest()

    def usable(self, mode: str) -> bool:
        """Whether the network says anything of a mode: a map of pavements has no cars."""
        return bool((self.allowed & (along(mode) | against(mode))).any())

    def faults(self) -> Iterator[Fault]:
        """What cannot be: ragged arrays, edges to junctions that are not there."""
        edges = ("tail", "head", "decimetres", "kind", "allowed", "limit", "street")
        for name in edges:
            if len(getattr(self, name)) != self.edges:
                yield Fault("network", name, len(getattr(self, name)), f"one for each of {self.edges} edges is needed")
        if not self.edges:
            yield Fault("network", "edges", 0, "holds no street: choose another box or file")
            return
        if len(self.shape_start) != self.edges + 1 or self.shape_start[-1] != len(self.shape):
            yield Fault("network", "shape_start", len(self.shape_start), "does not fit the edges: import it anew")
        for name in ("tail", "head"):
            ends = getattr(self, name)
            if ends.min() < 0 or ends.max() >= self.nodes:
                yield Fault("network", name, int(ends.max()), f"there are {self.nodes} junctions: import it anew")
