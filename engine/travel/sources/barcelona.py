"""Barcelona's own street graph (Open Data BCN, "graf viari"): Nodes.csv and Trams.csv with house numbers on both sides.

It tells no one-way streets, so it serves walking and cycling. Metres of ETRS89 / UTM 31N become degrees with pyproj.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from engine.travel.network import DEGREE, KINDS, Network, Origin, against, along
from engine.travel.sources.assembly import outside
from engine.travel.sources.barcelona_files import Metres, Tram, read_nodes, read_trams
from engine.travel.sources.imported import Imported, needed
from engine.travel.sources.numbers import Range, Spot, gather, step_of, whole_streets

ORIGIN = Origin("Open Data BCN", "CC BY 4.0 (reported, page unverified)", "Ajuntament de Barcelona, Open Data BCN")

USERS = along("walk") | against("walk") | along("bicycle") | against("bicycle")

BENT = 1.0
"""Metres that the middle of a stretch must lie off the straight line for it to be drawn through it."""

_DAMAGED = re.compile(r"[\ufffd?]")


def read_barcelona(folder: Path) -> Imported:
    """The streets of Barcelona for walking and cycling, with house numbers, from a folder with Nodes.csv and Trams.csv.

    Raises DataError naming file, row and column of whatever is missing, no number, or an unknown node; EngineError
    without the extra `osm`. Data: Ajuntament de Barcelona, Open Data BCN.
    """
    nodes = read_nodes(folder / "Nodes.csv")
    trams = tuple(read_trams(folder / "Trams.csv", nodes))
    network = _network(trams, nodes)
    districts = [next((side.district for side in tram.sides if side.district), "") for tram in trams]
    streets = (*_houses(trams, network), *whole_streets(network, districts))
    return Imported(network, gather(streets), tuple(_notes(network, trams)))


def _network(trams: Sequence[Tram], nodes: Mapping[str, Metres]) -> Network:
    used = dict.fromkeys(end for tram in trams for end in tram.ends)
    index = {node: number for number, node in enumerate(used)}
    spots = _spots([nodes[node] for node in used])
    ends = np.array([[index[end] for end in tram.ends] for tram in trams], dtype=np.int32)
    shape_start, shape = _shapes(trams, nodes, spots[ends])
    names = dict.fromkeys(tram.name for tram in trams if tram.name)
    street = {name: number for number, name in enumerate(names)} | {"": -1}
    count = len(trams)
    return Network(
        latitude=spots[:, 0] / DEGREE,
        longitude=spots[:, 1] / DEGREE,
        tail=ends[:, 0].copy(),
        head=ends[:, 1].copy(),
        decimetres=np.rint([tram.metres * 10 for tram in trams]).astype(np.int32),
        kind=np.full(count, KINDS.index("residential"), dtype=np.uint8),
        allowed=np.full(count, USERS, dtype=np.uint8),
        limit=np.zeros(count, dtype=np.uint8),
        shape_start=shape_start,
        shape=shape,
        street=np.array([street[tram.name] for tram in trams], dtype=np.int32),
        names=tuple(names),
        origin=ORIGIN,
    )


def _shapes(trams: Sequence[Tram], nodes: Mapping[str, Metres], ends: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """shape_start and shape of the network: straight, or through the spot half way along where a street is bent."""
    middles = np.array([tram.middle for tram in trams])
    halfway = np.array([[nodes[end] for end in tram.ends] for tram in trams]).mean(axis=1)
    bent = np.hypot(*(middles - halfway).T) > BENT
    drawn = np.stack((np.ones_like(bent), bent, np.ones_like(bent)), axis=1)
    points = np.stack((ends[:, 0], _spots(middles), ends[:, 1]), axis=1)
    return np.concatenate(([0], np.cumsum(drawn.sum(axis=1)))).astype(np.int32), points[drawn]


def _spots(metres: np.ndarray | Sequence[Metres]) -> np.ndarray:
    """Metres of ETRS89 / UTM 31N as latitude and longitude in units of 1/DEGREE, int32 (points, 2)."""
    transformer = needed("pyproj").Transformer.from_crs("EPSG:25831", "EPSG:4326", always_xy=True)
    east, north = transformer.transform(*np.array(metres).T)
    return np.rint(np.stack((north, east), axis=1) * DEGREE).astype(np.int32)


def _houses(trams: Sequence[Tram], network: Network) -> Iterator[Range]:
    """The numbers of both sides, on the line between the junctions, from the end with the low ones."""
    bounds = zip(network.shape_start, network.shape_start[1:], strict=False)
    for tram, falling, (start, stop) in zip(trams, _falling(trams), bounds, strict=True):
        begin, end = _spot(network.shape[start]), _spot(network.shape[stop - 1])
        if falling:
            begin, end = end, begin
        for side in tram.sides:
            if side.street and side.numbers:
                yield Range(side.street, *side.numbers, step_of(*side.numbers), begin, end, side.district)


def _falling(trams: Sequence[Tram]) -> list[bool]:
    """Whether numbers fall from the first junction of each stretch to its last, judged by its neighbours' numbers."""
    at = defaultdict[tuple[str, str], list[float]](list)
    for tram in trams:
        for end in tram.ends:
            if tram.number is not None:
                at[tram.name, end].append(tram.number)
    return [_around(at, tram, 1) < _around(at, tram, 0) for tram in trams]


def _around(at: Mapping[tuple[str, str], list[float]], tram: Tram, end: int) -> float:
    """The mean number of the others of the same street at one end of a stretch; its own where there are no others."""
    if tram.number is None:
        return 0.0
    known = at[tram.name, tram.ends[end]]
    return (sum(known) - tram.number) / (len(known) - 1) if len(known) > 1 else tram.number


def _spot(point: np.ndarray) -> Spot:
    return int(point[0]), int(point[1])


def _notes(network: Network, trams: Sequence[Tram]) -> Iterator[str]:
    yield "the source tells no one-way streets: for walking and cycling only"
    texts = {text for tram in trams for side in tram.sides for text in (side.street, side.district)}
    damaged = sorted(filter(_DAMAGED.search, texts))
    if damaged:
        yield f"{len(damaged)} names of streets and districts hold damaged letters, such as {damaged[0]}"
    apart = outside(network)
    if apart:
        yield f"{apart} of {network.nodes} junctions lie outside the main connected part"
