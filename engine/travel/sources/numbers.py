"""House numbers as sources write them, and what is gathered of them into addresses."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial import KDTree

from engine.travel.addresses import Addresses
from engine.travel.crow_fly import EARTH_RADIUS
from engine.travel.network import DEGREE, Network

Spot = tuple[int, int]
"""Latitude and longitude in units of 1/DEGREE."""

NEAR = 2000.0
"""Metres; a place whose centre lies farther away says little of where a street is."""

LONGEST = 200
"""What lies farther apart than this is no range of house numbers but a postcode, a telephone number or a slip."""

_NUMBER = re.compile(r"\s*(\d{1,5})(?!\d)")


@dataclass(frozen=True, slots=True)
class Range:
    """The houses from one number to another on a line between two spots; 0 and 0 for a street without numbers."""

    street: str
    first: int
    last: int
    step: int
    begin: Spot
    end: Spot
    place: str = ""


def read_numbers(text: str) -> tuple[int, int] | None:
    """The lowest and the highest house number of a text such as "12", "12 A", "10-14" or "10;12"; None without any."""
    parts = (_NUMBER.match(part) for part in re.split(r"[-–;,]", text))
    found = [int(part[1]) for part in parts if part and int(part[1])]
    if not found:
        return None
    first, last = min(found), max(found)
    return (first, last) if last - first <= LONGEST else (found[0], found[0])


def step_of(first: int, last: int) -> int:
    """2 for a range of one side of a street, whose numbers are all even or all odd; 1 otherwise."""
    return 2 if last > first and (last - first) % 2 == 0 else 1


def gather(ranges: Iterable[Range]) -> Addresses | None:
    """Ranges as arrays; None where there are none."""
    ranges = list(ranges)
    if not ranges:
        return None
    names, places = dict[str, int](), dict[str, int]()
    street = [names.setdefault(one.street, len(names)) for one in ranges]
    place = [places.setdefault(one.place, len(places)) if one.place else -1 for one in ranges]
    return Addresses(
        names=tuple(names),
        places=tuple(places),
        street=np.array(street, dtype=np.int32),
        first=np.array([one.first for one in ranges], dtype=np.int32),
        last=np.array([one.last for one in ranges], dtype=np.int32),
        step=np.array([one.step for one in ranges], dtype=np.uint8),
        begin=np.array([one.begin for one in ranges], dtype=np.int32),
        end=np.array([one.end for one in ranges], dtype=np.int32),
        place=np.array(place, dtype=np.int32),
    )


def whole_streets(network: Network, places: Sequence[str] = ()) -> Iterator[Range]:
    """Every named street once, in its middle, so that it is found without a number; twice where it is in two parts.

    places: of each edge, where the source knows it.
    """
    named = np.flatnonzero(network.street >= 0)
    if not len(named):
        return
    part = _parts(network, named)
    middle = network.shape[(network.shape_start[named] + network.shape_start[named + 1]) // 2].astype(float)
    count = np.bincount(part)
    mean = np.stack([np.bincount(part, middle[:, axis]) / count for axis in (0, 1)], axis=1)
    nearest = np.lexsort((np.linalg.norm(middle - mean[part], axis=1), part))
    for at in nearest[np.concatenate(([0], np.cumsum(count)[:-1]))].tolist():
        spot = (int(middle[at, 0]), int(middle[at, 1]))
        edge = int(named[at])
        yield Range(network.names[network.street[edge]], 0, 0, 1, spot, spot, places[edge] if places else "")


def with_places(ranges: Iterable[Range], places: Sequence[tuple[str, Spot]]) -> list[Range]:
    """Ranges that name no place get the one whose centre is nearest and near. places: name and centre of each."""
    ranges = list(ranges)
    bare = [index for index, one in enumerate(ranges) if not one.place]
    if not bare or not places:
        return ranges
    north = np.radians(1) * EARTH_RADIUS / DEGREE
    scale = north * np.array([1.0, np.cos(np.radians(places[0][1][0] / DEGREE))])
    tree = KDTree(np.array([spot for _, spot in places]) * scale)
    off, nearest = tree.query(np.array([ranges[index].begin for index in bare]) * scale)
    for index, metres, found in np.stack((bare, off, nearest), axis=1):
        if metres <= NEAR:
            ranges[int(index)] = replace(ranges[int(index)], place=places[int(found)][0])
    return ranges


def _parts(network: Network, named: np.ndarray) -> np.ndarray:
    """Which connected part of which street each of the named edges belongs to, (named,)."""
    street = network.street[named].astype(np.int64) * network.nodes
    ends = np.concatenate((street + network.tail[named], street + network.head[named]))
    corner, number = np.unique(ends, return_inverse=True)
    tail, head = number[: len(named)], number[len(named) :]
    joined = coo_array((np.ones(len(named)), (tail, head)), shape=(len(corner), len(corner)))
    return connected_components(joined, directed=False)[1][tail]
