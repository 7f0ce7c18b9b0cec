"""The way that somebody takes, street by street, for drawing it on a map."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from scipy.sparse.csgraph import dijkstra

from engine.travel.matrix import Ways, along_one_edge, ways, with_points
from engine.travel.network import DEGREE
from engine.travel.roads import BARRED, SPAN, Roads, size
from engine.travel.snapping import Snapped, Streets, leaving, reaching

Line = np.ndarray
"""Latitude and longitude of the corners of a way, degrees, float64 (corners, 2)."""


def traced(streets: Streets, starts: np.ndarray, goals: np.ndarray) -> list[Line]:
    """The fastest way of each start to the goal of its row, points in degrees of shape (ways, 2), from door to door; a
    straight line where there is none."""
    roads = streets.roads
    tied, bound = streets.snap(starts), streets.snap(goals)
    every, row = np.unique(np.round(starts, 7), axis=0, return_inverse=True)
    first = np.array([int(np.flatnonzero(row.reshape(-1) == one)[0]) for one in range(len(every))])
    found: list[Line] = [np.array([start, goal]) for start, goal in zip(starts, goals, strict=True)]
    for one, start in enumerate(first):
        mine = np.flatnonzero(row.reshape(-1) == one)
        for way, line in zip(mine, _from(roads, _some(tied, [start]), _some(bound, mine)), strict=True):
            if line is not None:
                found[way] = np.concatenate((starts[way][None], line, goals[way][None]))
    return found


def _some(points: Snapped, rows: Sequence[int] | np.ndarray) -> Snapped:
    return Snapped(points.edge[rows], points.share[rows], points.off[rows])


def _from(roads: Roads, start: Snapped, goals: Snapped) -> list[Line | None]:
    """The ways from one point to several, without the bits between door and street."""
    near, far = leaving(roads, start), reaching(roads, goals)
    nodes = size(roads.graph)
    away, before = dijkstra(with_points(roads.graph, near), indices=nodes, return_predecessors=True)
    ends = np.where(far.time < 2**39, away[far.node] + far.time * float(SPAN) + far.length, np.inf)
    direct = ways(roads, start, goals)
    found: list[Line | None] = []
    for goal in range(len(goals.edge)):
        end = int(ends[goal].argmin())
        one = _some(goals, [goal])
        if direct.time[0, goal] == BARRED:
            found.append(None)
        elif start.edge[0] == one.edge[0] and _stays(roads, start, one, int(direct.time[0, goal])):
            found.append(_stretch(roads, int(one.edge[0]), float(start.share[0]), float(one.share[0])))
        else:
            found.append(_round(roads, start, one, before, int(far.node[goal, end]), end))
    return found


def _stays(roads: Roads, start: Snapped, goal: Snapped, time: int) -> bool:
    """Whether the fastest way does not leave the edge that both points lie on."""
    none = np.full((1, 1), BARRED, dtype=np.int32)
    return int(along_one_edge(roads, start, goal, Ways(none, none.copy())).time[0, 0]) == time


def _round(roads: Roads, start: Snapped, goal: Snapped, before: np.ndarray, node: int, end: int) -> Line:
    """The way by junctions: from the start to the first, along arcs, from the last to the goal."""
    chain = [node]
    while before[chain[-1]] < size(roads.graph):
        chain.append(int(before[chain[-1]]))
    chain.reverse()
    edge = int(start.edge[0])
    first = 0.0 if roads.network.tail[edge] == chain[0] else 1.0
    parts = [_stretch(roads, edge, float(start.share[0]), first)]
    parts += [_arc(roads, one, other) for one, other in pairwise(chain)]
    parts.append(_stretch(roads, int(goal.edge[0]), float(end), float(goal.share[0])))
    return np.concatenate(parts)


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
