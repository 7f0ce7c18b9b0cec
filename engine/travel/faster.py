"""Shortest ways by customizable contraction hierarchies, for thousands of points: the same times, sooner.

Needs the extra `fast` (routingkit-cch; Dibbelt, Strasser and Wagner 2016). Its weights have 31 bits: enough for exact
times, or for times in tenths of a second together with lengths in steps of 20 m. So lengths come from a second search
and are right to half a hundredth; scipy's search has them exactly.
"""

import importlib.util
from typing import Any

import numpy as np
from scipy.sparse import csr_array

from engine.travel.roads import BARRED, SPAN, size
from engine.travel.snapping import NOWHERE, Ends

TENTH, STEP, SHARE = 100, 200, 2**14
"""Milliseconds and decimetres of a unit, and how many units of length make one of time, where both are searched for."""

INFINITE = 2**31 - 1
"""What is no way at all to the library."""


def installed() -> bool:
    """Whether the extra `fast` is there."""
    return importlib.util.find_spec("routingkit_cch") is not None


def by_hierarchy(graph: csr_array, spots: np.ndarray, near: Ends, far: Ends) -> tuple[np.ndarray, np.ndarray] | None:
    """Milliseconds and decimetres from near to far points, BARRED where there is no way, int32 (near, far); None
    where a way is too long for both in one number (three and a half hours).

    graph: as Roads.graph. spots: latitude and longitude of its nodes, degrees (nodes, 2). Raises ImportError without
    the extra.
    """
    import routingkit_cch as cch

    begin, end = np.repeat(np.arange(size(graph)), np.diff(graph.indptr)).tolist(), graph.indices.tolist()
    order = cch.compute_order_inertial(size(graph), begin, end, *spots.T.tolist())
    hierarchy = cch.CCH(order, begin, end, False)
    whole = graph.data.astype(np.int64)
    time, length = whole // SPAN, whole % SPAN
    times = _search(cch, cch.CCHMetric(hierarchy, time.tolist()), near, far, near.time, far.time)
    weights = (_packed(one.time, one.length) for one in (near, far))
    both = _search(cch, cch.CCHMetric(hierarchy, _packed(time, length).tolist()), near, far, *weights)
    if ((both == BARRED) & (times != BARRED)).any():
        return None
    return times, np.where(times == BARRED, BARRED, both % SHARE * STEP)


def _packed(time: np.ndarray, length: np.ndarray) -> np.ndarray:
    """Time and length in one number; INFINITE where they do not fit."""
    return np.clip((time + TENTH // 2) // TENTH * SHARE + (length + STEP // 2) // STEP, 1, INFINITE)


def _search(cch: Any, metric: Any, near: Ends, far: Ends, leave: np.ndarray, reach: np.ndarray) -> np.ndarray:
    """Weight of the best way of each pair, BARRED where there is none, int32 (near points, far points).

    leave, reach: weights between the points and their ends.
    """
    pinned, place = np.unique(far.node, return_inverse=True)
    place = place.reshape(far.node.shape)
    closed, reach = far.time == NOWHERE, reach.astype(float)
    search = cch.CCHOneToMany(metric, pinned.tolist())
    found = np.full((len(near.node), len(far.node)), BARRED, dtype=np.int32)
    for row in range(len(near.node)):
        ends = np.flatnonzero(near.time[row] != NOWHERE)
        if len(ends):
            begin = list(zip(near.node[row, ends].tolist(), leave[row, ends].tolist(), strict=True))
            away = np.array(search.distances_from_multi(begin), dtype=float)  # None becomes nan
            by_end = np.where(closed, np.nan, away[place] + reach)
            best = np.fmin(by_end[:, 0], by_end[:, 1])
            found[row] = np.where(np.isnan(best), BARRED, best)
    return found
