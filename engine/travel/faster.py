"""Shortest ways by customizable contraction hierarchies, for thousands of points: the same times, sooner.

Needs the extra `fast` (routingkit-cch; Dibbelt, Strasser and Wagner 2016). Its weights have 31 bits: enough for exact
times, or for times in tenths of a second together with lengths in steps of 20 m. So lengths come from a second search
and are right to half a hundredth; scipy's search has them exactly.
"""

import importlib.util
from functools import lru_cache
from typing import Any

import numpy as np
from scipy.sparse import csr_array

from engine.travel.roads import BARRED, SPAN, Roads, size

TENTH, STEP, SHARE = 100, 200, 2**14
"""Milliseconds and decimetres of a unit, and how many units of length make one of time, where both are searched for."""

INFINITE = 2**31 - 1
"""What is no way at all to the library."""


def installed() -> bool:
    """Whether the extra `fast` is there."""
    return importlib.util.find_spec("routingkit_cch") is not None


@lru_cache(maxsize=8)
def junctions_by_rank(roads: Roads) -> np.ndarray:
    """The junctions in the order in which a hierarchy takes them out: the longest part, done once for a network."""
    import routingkit_cch as cch

    net, arcs = roads.network, roads.arcs
    ends = arcs.begin.tolist(), arcs.end.tolist()
    return np.array(cch.compute_order_inertial(net.nodes, *ends, net.latitude.tolist(), net.longitude.tolist()))


def by_hierarchy(
    roads: Roads, graph: csr_array, near: np.ndarray, far: np.ndarray, lengths: bool = True
) -> tuple[np.ndarray, np.ndarray] | None:
    """Milliseconds and decimetres from near to far nodes, BARRED where there is no way, int32 (near, far); None where a
    way is too long for both in one number (three and a half hours).

    graph: as Roads.graph, with nodes for points behind the junctions. lengths: False leaves all of them BARRED. Raises
    ImportError without the extra.
    """
    import routingkit_cch as cch

    begin, end = np.repeat(np.arange(size(graph)), np.diff(graph.indptr)).tolist(), graph.indices.tolist()
    order = np.concatenate((np.arange(roads.network.nodes, size(graph)), junctions_by_rank(roads)))  # points go first
    hierarchy = cch.CCH(order.tolist(), begin, end, False)
    whole = graph.data.astype(np.int64)
    time, length = whole // SPAN, whole % SPAN
    times = _search(cch, cch.CCHMetric(hierarchy, time.tolist()), near, far)
    if not lengths:
        return times, np.full_like(times, BARRED)
    packed = np.clip((time + TENTH // 2) // TENTH * SHARE + (length + STEP // 2) // STEP, 1, INFINITE)
    both = _search(cch, cch.CCHMetric(hierarchy, packed.tolist()), near, far)
    if ((both == BARRED) & (times != BARRED)).any():
        return None
    both %= SHARE
    both *= STEP
    both[times == BARRED] = BARRED
    return times, both


def _search(cch: Any, metric: Any, near: np.ndarray, far: np.ndarray) -> np.ndarray:
    """Weight of the best way of each pair, BARRED where there is none, int32 (near, far)."""
    search = cch.CCHOneToMany(metric, far.tolist())
    found = np.empty((len(near), len(far)), dtype=np.int32)
    for row, node in enumerate(near.tolist()):
        away = np.array(search.distances_from(node), dtype=float)  # None becomes nan
        away[~(away < INFINITE)] = BARRED
        found[row] = away
    return found
