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
from engine.travel.joining import parts, with_points
from engine.travel.reduction import reduced
from engine.travel.roads import BARRED, SPAN, Roads, size
from engine.travel.snapping import Snapped

CHUNK = 48 * 2**20
"""Bytes of one chunk's distances to every junction."""

WORTH_A_PROCESS = 64
"""Searches; with fewer a process takes longer to start than it saves."""

WORTH_A_HIERARCHY = 1_000
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
    """One many-to-many search on a graph (see Roads.graph), from the nodes near to the nodes far.

    limit: on time and length in one number.
    """

    roads: Roads
    graph: csr_array
    near: np.ndarray
    far: np.ndarray
    limit: float

    @property
    def turned(self) -> "_Task":
        """The same ways, looked for from the other end."""
        return replace(self, graph=csr_array(self.graph.T), near=self.far, far=self.near)


def ways(
    roads: Roads,
    starts: Snapped,
    goals: Snapped,
    cutoff: int | None = None,
    processes: int = 1,
    fast: bool = False,
    lengths: bool = True,
) -> Ways:
    """The fastest ways from every start to every goal; those longer than cutoff (seconds) count as none.

    fast: by hierarchies where it pays, which needs the extra; times are the same, lengths nearly. lengths: False where
    nobody asks for them, which saves hierarchies half of their search; they are then BARRED or right.
    """
    task = _task(roads, starts, goals, np.inf if cutoff is None else (cutoff * 1000.0 + 1) * SPAN)
    if len(goals) < len(starts):
        found = _search(task.turned, processes, fast, lengths).turned
    else:
        found = _search(task, processes, fast, lengths)
    return _cut(along_one_edge(roads, starts, goals, found), cutoff)


def _task(roads: Roads, starts: Snapped, goals: Snapped, limit: float) -> _Task:
    """The same points are the same nodes, whether one comes from there or goes there."""
    points = starts if starts is goals else Snapped.joined(starts, goals)
    near = roads.network.nodes + np.arange(len(starts))
    far = near if starts is goals else near[-1] + 1 + np.arange(len(goals))
    return _Task(roads, with_points(roads, points), near, far, limit)


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


def _search(task: _Task, processes: int, fast: bool, lengths: bool) -> Ways:
    whole = np.isinf(task.limit)
    if fast and whole and len(task.near) >= WORTH_A_HIERARCHY:
        found = by_hierarchy(task.roads, task.graph, task.near, task.far, lengths)
        if found is not None:
            return Ways(*found)
    return _by_rows(_smaller(task) if whole and len(task.near) >= WORTH_REDUCING else task, processes)


def _smaller(task: _Task) -> _Task:
    graph, number = reduced(task.graph, np.concatenate((task.near, task.far)))
    return replace(task, graph=graph, near=number[task.near], far=number[task.far])


def _by_rows(task: _Task, processes: int) -> Ways:
    count = len(task.near)
    chunk = max(1, min(CHUNK // (8 * size(task.graph)), -(-count // max(processes, 1))))
    spans = [slice(first, min(first + chunk, count)) for first in range(0, count, chunk)]
    time = np.empty((count, len(task.far)), dtype=np.int32)
    length = np.empty_like(time)
    if processes > 1 and count >= WORTH_A_PROCESS:
        with ProcessPoolExecutor(processes, get_context("spawn"), initializer=_set, initargs=(task,)) as pool:
            for span, rows in zip(spans, pool.map(_set_rows, spans), strict=True):
                time[span], length[span] = rows
    else:
        for span in spans:
            time[span], length[span] = _rows(task, span)
    return Ways(time, length)


def _rows(task: _Task, span: slice) -> tuple[np.ndarray, np.ndarray]:
    """Time and length of some rows, int64 (rows, far points)."""
    found = dijkstra(task.graph, indices=task.near[span], limit=task.limit)[:, task.far]
    none = np.isinf(found)
    found[none] = 0
    whole = found.astype(np.int64)
    return np.where(none, BARRED, whole // SPAN), np.where(none, BARRED, whole % SPAN)


_shared: _Task | None = None
"""What the processes of a pool work on; set once in each of them."""


def _set(task: _Task) -> None:
    global _shared
    _shared = task


def _set_rows(span: slice) -> tuple[np.ndarray, np.ndarray]:
    assert _shared is not None
    return _rows(_shared, span)
