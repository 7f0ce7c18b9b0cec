"""OpenStreetMap extracts (.osm.pbf, .osm, .osm.gz ...): streets, house numbers and the names of places.

Read with pyosmium straight into arrays, in two passes (points, then ways), so that a file may hold its ways first.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from engine.errors import DataError, Fault
from engine.travel.network import DEGREE, Box, Network, Origin
from engine.travel.sources.assembly import assemble, outside
from engine.travel.sources.drawn import Draft, Drawn
from engine.travel.sources.imported import Imported, needed
from engine.travel.sources.numbers import Range, Spot, gather, read_numbers, step_of, whole_streets, with_places
from engine.travel.sources.ways import read_way

LICENCE, ATTRIBUTION = "ODbL 1.0", "© OpenStreetMap contributors"

PLACES = {"city", "town", "village", "hamlet", "suburb", "quarter", "neighbourhood"}
"""What tells streets of one name apart."""

_STEPS = {"even": 2, "odd": 2, "all": 1}
"""How house numbers that stand only at both ends of a line (addr:interpolation) go on between them."""

_NOWHERE = 2**31 - 1
"""What pyosmium gives as a coordinate where a way refers to a point that the file does not hold."""


@dataclass
class _Read:
    """What has been read of a file so far. numbered: points with house numbers; lines: numbers at both ends only."""

    date: str
    draft: Draft = field(default_factory=Draft)
    houses: list[Range] = field(default_factory=list)
    numbered: dict[int, Range] = field(default_factory=dict)
    lines: list[tuple[int, int, int]] = field(default_factory=list)
    places: list[tuple[str, Spot]] = field(default_factory=list)


def read_osm(path: Path, box: Box | None = None) -> Imported:
    """The streets of an OpenStreetMap extract, all of them or those that touch a box, and its house numbers.

    Raises DataError for a file that is none, is cut short, or holds no street (in the box); EngineError without the
    extra `osm`. Data: ODbL, © OpenStreetMap contributors.
    """
    read = _read(path, needed("osmium"))
    whole = read.draft.drawn()
    if not len(whole.kind):
        raise _fault(path, "streets", 0, "holds no street: export it anew with the highways and their points")
    missing = whole.spot[:, 0] == _NOWHERE
    drawn = whole.only(~missing) if missing.any() else whole
    network = assemble(drawn.within(box) if box else drawn, Origin("OpenStreetMap", LICENCE, ATTRIBUTION, read.date))
    if not network.edges:
        raise _nothing(path, whole, missing, box)
    houses = [one for one in (*read.houses, *_between(read)) if box is None or _degrees(one.begin) in box]
    ranges = with_places((*houses, *whole_streets(network)), read.places)
    return Imported(network, gather(ranges), tuple(_notes(network, int(missing.sum()))))


def _read(path: Path, osmium: Any) -> _Read:
    """Everything that counts in a file."""
    if not path.is_file():
        raise _fault(path, "file", path.name, "is not there: give the path of an .osm.pbf or .osm file")
    locations = osmium.NodeLocationsForWays(osmium.index.create_map("flex_mem"))
    locations.ignore_errors()
    points, ways = osmium.osm.osm_entity_bits.NODE, osmium.osm.osm_entity_bits.WAY
    of_points = osmium.filter.KeyFilter("addr:housenumber", "place")
    of_ways = osmium.filter.KeyFilter("highway", "route", "addr:housenumber", "addr:interpolation")
    try:
        read = _Read(_date(osmium, path))
        for point in osmium.FileProcessor(path, points).with_filter(locations).with_filter(of_points):
            _take_point(read, point)
        for way in osmium.FileProcessor(path, ways).with_filter(of_ways).with_filter(locations):
            _take_way(read, way)
    except (RuntimeError, ValueError, OSError) as error:
        remedy = f"cannot be read ({error}): is it an .osm.pbf or .osm file, whole? Download or export it anew"
        raise _fault(path, "file", path.name, remedy) from None
    return read


def _date(osmium: Any, path: Path) -> str:
    """The day that the data are of, as the file says; else of the newest object that has a name or a number."""
    with osmium.io.Reader(path, osmium.osm.osm_entity_bits.NOTHING) as reader:
        header = reader.header()
    told = header.get("osmosis_replication_timestamp") or header.get("timestamp")
    if told:
        return told[:10]
    tagged = osmium.filter.KeyFilter("name", "addr:housenumber")
    newest = max((one.timestamp for one in osmium.FileProcessor(path).with_filter(tagged)), default=None)
    return newest.date().isoformat() if newest and newest.year > 1970 else ""


def _take_point(read: _Read, point: Any) -> None:
    tags, spot = point.tags, (point.location.y, point.location.x)
    if tags.get("place") in PLACES and "name" in tags:
        read.places.append((tags["name"], spot))
    house = _house(tags, spot)
    if house:
        read.houses.append(house)
        read.numbered[point.id] = house


def _take_way(read: _Read, way: Any) -> None:
    tags = way.tags  # asking it for the few that matter is three times as fast as copying all of them
    counts = read_way(tags)
    if counts:
        nodes = [(node.ref, node.location) for node in way.nodes]
        spots = [part for _, location in nodes for part in (location.y, location.x)]
        if nodes:
            read.draft.add(counts, [ref for ref, _ in nodes], spots)
    elif (line := tags.get("addr:interpolation")) in _STEPS and len(way.nodes) > 1:
        read.lines.append((way.nodes[0].ref, way.nodes[-1].ref, _STEPS[line]))
    elif "addr:housenumber" in tags and len(way.nodes):
        house = _house(tags, (way.nodes[0].y, way.nodes[0].x))
        read.houses.extend([house] if house else [])


def _house(tags: Any, spot: Spot) -> Range | None:
    street = tags.get("addr:street") or tags.get("addr:place")
    numbers = read_numbers(tags.get("addr:housenumber", ""))
    if not street or not numbers or spot[0] == _NOWHERE:
        return None
    place = tags.get("addr:suburb") or tags.get("addr:city") or ""
    return Range(street.strip(), *numbers, step_of(*numbers), spot, spot, place)


def _between(read: _Read) -> Iterator[Range]:
    """The houses between two that are numbered, along lines that say so."""
    for begin, end, step in read.lines:
        ends = [read.numbered[one] for one in (begin, end) if one in read.numbered]
        if len(ends) == 2 and ends[0].street == ends[1].street:
            low, high = sorted(ends, key=lambda house: house.first)
            yield Range(low.street, low.first, high.last, step, low.begin, high.begin, low.place)


def _notes(network: Network, missing: int) -> Iterator[str]:
    apart = outside(network)
    if apart:
        yield f"{apart} of {network.nodes} junctions lie outside the main connected part"
    if missing:
        yield f"{missing} points of streets are not in the file, as at the edge of an extract: streets end there"


def _nothing(path: Path, whole: Drawn, missing: np.ndarray, box: Box | None) -> DataError:
    if box is None or missing.all():
        remedy = "the points of its streets are not in it: export it anew with them (Overpass: out body; >; out skel;)"
        return _fault(path, "points", 0, remedy)
    south, west, north, east = (*whole.spot[~missing].min(axis=0), *whole.spot[~missing].max(axis=0))
    covered = Box(*(float(value) / DEGREE for value in (south, west, north, east)))
    return _fault(path, "box", str(box), f"holds no street; the file covers {covered}: choose a box within")


def _degrees(spot: Sequence[int]) -> tuple[float, float]:
    return spot[0] / DEGREE, spot[1] / DEGREE


def _fault(path: Path, name: str, value: object, remedy: str) -> DataError:
    return DataError([Fault(str(path), name, value, remedy)])
