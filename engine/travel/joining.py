"""Points as nodes of the graph: each joined to both ends of its edge, so that it splits the edge where it lies."""

import numpy as np
from scipy.sparse import csr_array

from engine.travel.roads import BARRED, SPAN, Roads
from engine.travel.snapping import Snapped


def parts(roads: Roads, points: Snapped) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """From the tail of its edge to each point: milliseconds forth and back, and decimetres; int64 (points,) each.

    Where a way is barred the number means nothing.
    """
    forth, back, length = (
        np.rint(points.share * whole[points.edge]).astype(np.int64)
        for whole in (roads.forth, roads.back, roads.network.decimetres)
    )
    return forth, back, length


def with_points(roads: Roads, points: Snapped) -> csr_array:
    """The graph of the roads with a node more for each point, numbered behind the junctions; see Roads.graph.

    Passing through a point takes what passing through its edge does, so that the points do not disturb each other.
    """
    net, edge, nodes = roads.network, points.edge, roads.network.nodes
    point = nodes + np.arange(len(points))
    tail, head = net.tail[edge], net.head[edge]
    forth, back, length = parts(roads, points)
    rest = net.decimetres[edge] - length
    ahead, astern = roads.forth[edge] != BARRED, roads.back[edge] != BARRED
    arcs = (
        (tail, point, forth, length, ahead),
        (point, head, roads.forth[edge] - forth + roads.pause[head], rest, ahead),
        (head, point, roads.back[edge] - back, rest, astern),
        (point, tail, back + roads.pause[tail], length, astern),
    )
    begin, end, time, metres, open_ = (np.concatenate(column) for column in zip(*arcs, strict=True))
    weight = np.maximum(time * SPAN + metres, 1)  # an arc of no weight would be none to scipy; a decimetre is one
    begin, end, weight = _without_twins(begin[open_], end[open_], weight[open_])
    old = roads.arcs
    every = np.concatenate((old.time * SPAN + old.length, weight)).astype(float)
    ends = (np.concatenate((old.begin, begin)), np.concatenate((old.end, end)))
    size = nodes + len(points)
    return csr_array((every, ends), shape=(size, size))


def _without_twins(begin: np.ndarray, end: np.ndarray, weight: np.ndarray) -> tuple[np.ndarray, ...]:
    """Of two arcs with the same ends, as on a street that is a loop, only the lighter."""
    order = np.lexsort((weight, end, begin))
    begin, end, weight = begin[order], end[order], weight[order]
    fresh = np.ones(len(begin), dtype=bool)
    fresh[1:] = (np.diff(begin) != 0) | (np.diff(end) != 0)
    return begin[fresh], end[fresh], weight[fresh]
