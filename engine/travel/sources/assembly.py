"""From ways as they were drawn to a network: cut where they meet, measured, without what is there twice."""

from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from engine.travel.crow_fly import EARTH_RADIUS
from engine.travel.network import DEGREE, Network, Origin
from engine.travel.sources.drawn import Drawn, way_of


@dataclass(frozen=True, eq=False)
class _Edges:
    """Edges by where they begin and stop among the points of their way, which way that is, and how long they are."""

    begin: np.ndarray
    stop: np.ndarray
    way: np.ndarray
    decimetres: np.ndarray
    allowed: np.ndarray


def assemble(drawn: Drawn, origin: Origin) -> Network:
    """The network of drawn ways: an edge from each junction to the next; a junction is where a way ends or meets one.

    Lengths are great circles along the shape, in whole decimetres. Loops of no length go; where one stretch was drawn
    twice, the first stays and takes in whoever may use the other.
    """
    drawn = _without_repeats(drawn)
    _, number = np.unique(drawn.point, return_inverse=True)
    edges = _without_doubles(number, _cut(drawn, number))
    ends, node = np.unique(np.concatenate((number[edges.begin], number[edges.stop])), return_inverse=True)
    place = np.zeros((len(ends), 2))
    place[node] = drawn.spot[np.concatenate((edges.begin, edges.stop))] / DEGREE
    shape_start, shape = _runs(edges.begin, edges.stop)
    street, names = _named(drawn.street[edges.way], drawn.names)
    return Network(
        latitude=place[:, 0].copy(),
        longitude=place[:, 1].copy(),
        tail=node[: len(edges.begin)].astype(np.int32),
        head=node[len(edges.begin) :].astype(np.int32),
        decimetres=edges.decimetres,
        kind=drawn.kind[edges.way],
        allowed=edges.allowed,
        limit=drawn.limit[edges.way],
        shape_start=shape_start.astype(np.int32),
        shape=drawn.spot[shape],
        street=street,
        names=names,
        origin=origin,
    )


def steps(spot: np.ndarray) -> np.ndarray:
    """Metres from each point to the next along the great circle, float64 (points-1,). spot: as in Drawn.

    By the haversine formula, which keeps its digits over short distances (Sinnott 1984).
    """
    latitude, longitude = np.radians(spot / DEGREE).T
    north = np.sin(np.diff(latitude) / 2) ** 2
    east = np.sin(np.diff(longitude) / 2) ** 2
    chord = north + np.cos(latitude[1:]) * np.cos(latitude[:-1]) * east
    return 2 * EARTH_RADIUS * np.arcsin(np.sqrt(np.clip(chord, 0, 1)))


def outside(network: Network) -> int:
    """How many junctions lie outside the part that is connected and has the most of them, one-way streets or not."""
    joined = coo_array((np.ones(network.edges), (network.tail, network.head)), shape=(network.nodes, network.nodes))
    _, part = connected_components(joined, directed=False)
    return network.nodes - int(np.bincount(part).max(initial=0))


def _without_repeats(drawn: Drawn) -> Drawn:
    """Without points that follow themselves; each would make a loop of no length."""
    way = way_of(drawn.start)
    fresh = np.ones(len(way), dtype=bool)
    fresh[1:] = (drawn.point[1:] != drawn.point[:-1]) | (way[1:] != way[:-1])
    start = np.concatenate(([0], np.cumsum(fresh)))[drawn.start]
    return replace(drawn, start=start, point=drawn.point[fresh], spot=drawn.spot[fresh])


def _cut(drawn: Drawn, number: np.ndarray) -> _Edges:
    """Every way from one junction to the next. number: of each point, so that the same point has the same number."""
    last = np.zeros(len(number), dtype=bool)
    last[drawn.start[1:] - 1] = True
    junction = (np.bincount(number) > 1)[number] | last
    junction[drawn.start[:-1]] = True
    at = np.flatnonzero(junction)
    within = ~last[at[:-1]]
    begin, stop = at[:-1][within], at[1:][within]
    walked = np.concatenate(([0.0], np.cumsum(steps(drawn.spot))))
    decimetres = np.rint((walked[stop] - walked[begin]) * 10).astype(np.int32)
    way = way_of(drawn.start)[begin]
    return _Edges(begin, stop, way, decimetres, drawn.allowed[way])


def _without_doubles(number: np.ndarray, edges: _Edges) -> _Edges:
    """Of straight pieces between the same points, either way round, the first; loops of no length not at all.

    A bend that is drawn twice is a junction by that alone, so that only straight pieces can be there twice.
    """
    tail, head = number[edges.begin], number[edges.stop]
    each = np.arange(len(tail))
    alike = (np.minimum(tail, head), np.maximum(tail, head), np.where(edges.stop - edges.begin == 1, -1, each))
    order = np.lexsort((each, *alike))
    fresh = np.ones(len(order), dtype=bool)
    fresh[1:] = np.any([np.diff(key[order]) != 0 for key in alike], axis=0)
    first = order[fresh][np.cumsum(fresh) - 1]  # for each in order, the one that stays
    users = edges.allowed[order]
    allowed = edges.allowed.copy()
    np.bitwise_or.at(allowed, first, np.where(tail[order] == tail[first], users, turned(users)))
    kept = np.zeros(len(tail), dtype=bool)
    kept[order[fresh]] = True
    kept &= (tail != head) | (edges.decimetres > 0)
    return _Edges(edges.begin[kept], edges.stop[kept], edges.way[kept], edges.decimetres[kept], allowed[kept])


def turned(allowed: np.ndarray) -> np.ndarray:
    """Who may go which way on an edge that is read from its other end."""
    return (allowed & 0b010101) << 1 | (allowed & 0b101010) >> 1


def _named(street: np.ndarray, names: tuple[str, ...]) -> tuple[np.ndarray, tuple[str, ...]]:
    """Only the names that a street still bears, and the streets numbered after them."""
    used, street = np.unique(np.append(street, -1), return_inverse=True)
    return (street[:-1] - 1).astype(np.int32), tuple(names[index] for index in used[1:])


def _runs(begin: np.ndarray, stop: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Where each run from begin to stop, both included, starts among all the runs end to end, and all their points."""
    start = np.concatenate(([0], np.cumsum(stop - begin + 1)))
    return start, np.arange(start[-1]) + np.repeat(begin - start[:-1], stop - begin + 1)
