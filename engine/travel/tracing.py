"""The way that somebody takes, street by street, for drawing it on a map."""

from itertools import pairwise

import numpy as np
from scipy.sparse.csgraph import dijkstra

from engine.travel.joining import with_points
from engine.travel.matrix import Ways, along_one_edge
from engine.travel.network import DEGREE
from engine.travel.roads import BARRED, SPAN, Roads
from engine.travel.snapping import Snapped, Streets

Line = np.ndarray
"""Latitude and longitude of the corners of a way, degrees, float64 (corners, 2)."""


def traced(roads: Roads, streets: Streets, starts: np.ndarray, goals: np.ndarray) -> list[Line]:
    """The fastest way of each start to the goal of its row, points in degrees of shape (ways, 2), from door to door; a
    straight line where there is none. streets: those of the roads, of any hour."""
    tied, bound = streets.snap(starts), streets.snap(goals)
    every, row = np.unique(np.round(starts, 7), axis=0, return_inverse=True)
    first = np.array([int(np.flatnonzero(row.reshape(-1) == one)[0]) for one in range(len(every))])
    found: list[Line] = [np.array([start, goal]) for start, goal in zip(starts, goals, strict=True)]
    for one, start in enumerate(first):
        mine = np.flatnonzero(row.reshape(-1) == one)
        for way, line in zip(mine, _from(roads, tied.some([start]), bound.some(mine)), strict=True):
            if line is not None:
                found[way] = np.concatenate((starts[way][None], line, goals[way][None]))
    return found


def _from(roads: Roads, start: Snapped, goals: Snapped) -> list[Line | None]:
    """The ways from one point to several, without the bits between door and street."""
    points = Snapped.joined(start, goals)
    first = roads.network.nodes
    away, before = dijkstra(with_points(roads, points), indices=first, return_predecessors=True)
    none = np.full((1, len(goals)), BARRED, dtype=np.int32)
    direct = along_one_edge(roads, start, goals, Ways(none, none.copy())).time[0]
    found: list[Line | None] = []
    for goal in range(len(goals)):
        node = first + 1 + goal
        if direct[goal] != BARRED and direct[goal] <= away[node] / SPAN:  # without leaving the edge
            found.append(_stretch(roads, int(start.edge[0]), float(start.share[0]), float(goals.share[goal])))
        else:
            found.append(None if np.isinf(away[node]) else _by_nodes(roads, points, _chain(before, first, node)))
    return found


def _chain(before: np.ndarray, first: int, last: int) -> list[int]:
    """The nodes on the way from first to last."""
    chain = [last]
    while chain[-1] != first:
        chain.append(int(before[chain[-1]]))
    return chain[::-1]


def _by_nodes(roads: Roads, points: Snapped, chain: list[int]) -> Line:
    """The way through junctions and points."""
    junctions = roads.network.nodes
    parts = []
    for begin, end in pairwise(chain):
        if begin < junctions and end < junctions:
            parts.append(_arc(roads, begin, end))
        else:
            point, junction = (begin, end) if begin >= junctions else (end, begin)
            line = _to_end(roads, points.some([point - junctions]), junction)
            parts.append(line if begin >= junctions else line[::-1])
    return np.concatenate(parts)


def _to_end(roads: Roads, point: Snapped, junction: int) -> Line:
    """From a point along its edge to a junction at its end; on a loop, to the nearer end."""
    edge, share = int(point.edge[0]), float(point.share[0])
    tail, head = roads.network.tail[edge], roads.network.head[edge]
    end = round(share) if tail == head else 0 if tail == junction else 1
    return _stretch(roads, edge, share, float(end))


def _arc(roads: Roads, begin: int, end: int) -> Line:
    """The shape of the arc between two neighbouring junctions."""
    graph, arcs = roads.graph, roads.arcs
    row = slice(graph.indptr[begin], graph.indptr[begin + 1])
    at = int(graph.indptr[begin] + np.flatnonzero(graph.indices[row] == end)[0])
    ends = (0.0, 1.0) if arcs.forward[at] else (1.0, 0.0)
    return _stretch(roads, int(arcs.edge[at]), *ends)


def _stretch(roads: Roads, edge: int, begin: float, end: float) -> Line:
    """An edge's shape between two shares of its length, in that direction."""
    net = roads.network
    shape = net.shape[net.shape_start[edge] : net.shape_start[edge + 1]] / DEGREE
    scale = np.array([1, np.cos(np.radians(shape[0, 0]))])
    steps = np.linalg.norm(np.diff(shape, axis=0) * scale, axis=1)
    walked = np.concatenate(([0.0], np.cumsum(steps))) / max(steps.sum(), 1e-12)
    low, high = sorted((begin, end))
    spots = np.concatenate(([low], walked[(walked > low) & (walked < high)], [high]))
    line = np.stack([np.interp(spots, walked, shape[:, axis]) for axis in (0, 1)], axis=1)
    return line if begin <= end else line[::-1]
