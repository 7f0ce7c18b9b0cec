"""From many points to many points over streets: exact shortest ways, in chunks that bound the memory.

Dijkstra's algorithm (1959) as scipy has it, from whichever side has fewer points, on a graph made smaller first; with
the extra `fast`, hierarchies (faster.py).
"""

from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from engine.travel.faster import by_hierarchy
from engine.travel.reduction import reduced
from engine.travel.roads import BARRED, SPAN, Roads, size
from engine.travel.snapping import Ends, Snapped, leaving, parts, reaching

CHUNK = 48 * 2**20
"""Bytes of one chunk's distances to every junction."""

WORTH_A_PROCESS = 64
"""Searches; with fewer a process takes longer to start than it saves."""

WORTH_A_HIERARCHY = 500
"""Searches; with fewer the exact lengths of scipy's are worth more than the time saved."""

WORTH_REDUCING = 64
"""Searches over the whole network; with fewer a smaller graph takes longer to make than it saves."""


@dataclass(frozen=True, slots=True)
class Ways:
    """The fastest way of each pair: milliseconds under way and decimetres, int32 (starts, goals); BARRED = no way."""

    time: np.ndarray
    length: np.ndarray

    @property
    def turned(self) -> "Ways":
        return Ways(self.time.T, self.length.T)


@dataclass(frozen=True, slots=True)
class _Task:
    """One many-to-many search: near holds who is searched from, far who is looked for.

    spots: latitude and longitude of the graph's nodes, degrees (nodes, 2). limit: on time and length in one number.
    """

    graph: csr_array
    spots: np.ndarray
    near: Ends
    far: Ends
    limit: float


def ways(
    roads: Roads, starts: Snapped, goals: Snapped, cutoff: int | None = None, processes: int = 1, fast: bool = False
) -> Ways:
    """The fastest ways from every start to every goal; those longer than cutoff (seconds) count as none.

    fast: by hierarchies where it pays, which needs the extra; times are the same, lengths nearly.
    """
    limit = np.inf if cutoff is None else (cutoff * 1000.0 + 1) * SPAN
    near, far = leaving(roads, starts), reaching(roads, goals)
    spots = np.stack((roads.network.latitude, roads.network.longitude), axis=1)
    if len(goals.edge) < len(starts.edge):
        found = _search(_Task(csr_array(roads.graph.T), spots, far, near, limit), processes, fast).turned
    else:
        found = _search(_Task(roads.graph, spots, near, far, limit), processes, fast)
    return _cut(along_one_edge(roads, starts, goals, found), cutoff)


def along_one_edge(roads: Roads, starts: Snapped, goals: Snapped, found: Ways) -> Ways:
    """The ways between points on one and the same edge, which need not reach a junction, put in where faster."""
    order = np.argsort(goals.edge, kind="stable")
    first, last = (np.searchsorted(goals.edge[order], starts.edge, side=side) for side in ("left", "right"))
    start = np.repeat(np.arange(len(starts.edge)), last - first)
    rank = np.arange(len(start)) - np.repeat(np.cumsum(last - first) - (last - first), last - first)
    goal = order[first[start] + rank]
    time, length = _between(roads, starts, goals, start, goal)
    known, long = found.time[start, goal], found.length[start, goal]
    better = (time != BARRED) & ((known == BARRED) | (time < known) | ((time == known) & (length < long)))
    found.time[start[better], goal[better]] = time[better]
    found.length[start[better], goal[better]] = length[better]
    return found


def _between(
    roads: Roads, starts: Snapped, goals: Snapped, start: np.ndarray, goal: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Time and length of staying on the edge from so many starts to as many goals."""
    forth, back, place = parts(roads, starts)
    forth_there, back_there, place_there = parts(roads, goals)
    edge = starts.edge[start]
    ahead = goals.share[goal] >= starts.share[start]
    time = np.where(ahead, forth_there[goal] - forth[start], back[start] - back_there[goal])
    barred = np.where(ahead, roads.forth[edge], roads.back[edge]) == BARRED
    here = goals.share[goal] == starts.share[start]
    time = np.where(here, 0, np.where(barred, BARRED, time))
    return time, np.abs(place_there[goal] - place[start])


def _cut(found: Ways, cutoff: int | None) -> Ways:
    if cutoff is not None:
        found.time[found.time > cutoff * 1000] = BARRED
    found.length[found.time == BARRED] = BARRED
    return found


def _search(task: _Task, processes: int, fast: bool) -> Ways:
    if len(task.near.node) >= WORTH_REDUCING and np.isinf(task.limit):
        task = _smaller(task)
        if fast and len(task.near.node) >= WORTH_A_HIERARCHY:
            found = by_hierarchy(task.graph, task.spots, task.near, task.far)
            if found is not None:
                return Ways(*found)
    return _by_rows(task, processes)


def _by_rows(task: _Task, processes: int) -> Ways:
    nodes, count = size(task.graph), len(task.near.node)
    graph = with_points(task.graph, task.near)
    chunk = max(1, min(CHUNK // (8 * (nodes + count)), -(-count // max(processes, 1))))
    spans = [range(first, min(first + chunk, count)) for first in range(0, count, chunk)]
    time = np.empty((count, len(task.far.node)), dtype=np.int32)
    length = np.empty_like(time)
    if processes > 1 and count >= WORTH_A_PROCESS:
        setting = get_context("spawn")
        with ProcessPoolExecutor(processes, setting, initializer=_set, initargs=(graph, task)) as pool:
            for span, rows in zip(spans, pool.map(_set_rows, spans), strict=True):
                time[span.start : span.stop], length[span.start : span.stop] = rows
    else:
        for span in spans:
            time[span.start : span.stop], length[span.start : span.stop] = _rows(graph, task, span)
    return Ways(time, length)


def _smaller(task: _Task) -> _Task:
    graph, number = reduced(task.graph, np.concatenate((task.near.node, task.far.node)).ravel())
    near, far = (replace(ends, node=number[ends.node]) for ends in (task.near, task.far))
    return _Task(graph, task.spots[number >= 0], near, far, task.limit)


def with_points(graph: csr_array, near: Ends) -> csr_array:
    """The graph with a node for each point searched from, joined to both ends of its edge; nothing leads there."""
    nodes, count = size(graph), len(near.node)
    open_ends = near.time < 2**39
    # An arc of no weight would be none to scipy; one unit of length is.
    weight = np.maximum(near.time * SPAN + near.length, 1)
    twice = (near.node[:, 0] == near.node[:, 1]) & open_ends.all(axis=1)  # a loop: only the nearer way round
    open_ends[twice, np.argmax(weight[twice], axis=1)] = False
    data = np.concatenate((graph.data, weight[open_ends].astype(float)))
    indices = np.concatenate((graph.indices, near.node[open_ends]))
    indptr = np.concatenate((graph.indptr, graph.indptr[-1] + np.cumsum(open_ends.sum(axis=1))))
    return csr_array((data, indices, indptr), shape=(nodes + count, nodes + count))


def _rows(graph: csr_array, task: _Task, span: range) -> tuple[np.ndarray, np.ndarray]:
    """Time and length of some rows, int64 (rows, far points)."""
    nodes = size(task.graph)
    found = dijkstra(graph, indices=nodes + np.arange(span.start, span.stop), limit=task.limit)
    best = np.full((len(span), len(task.far.node)), np.inf)
    for end in (0, 1):
        there = task.far.time[:, end].astype(float) * SPAN + task.far.length[:, end]
        there[task.far.time[:, end] >= 2**39] = np.inf
        np.minimum(best, found[:, task.far.node[:, end]] + there, out=best)
    none = np.isinf(best)
    best[none] = 0
    whole = best.astype(np.int64)
    return np.where(none, BARRED, whole // SPAN), np.where(none, BARRED, whole % SPAN)


_shared: tuple[csr_array, _Task] | None = None
"""What the processes of a pool work on; set once in each of them."""


def _set(graph: csr_array, task: _Task) -> None:
    global _shared
    _shared = graph, task


def _set_rows(span: range) -> tuple[np.ndarray, np.ndarray]:
    assert _shared is not None
    return _rows(*_shared, span)
