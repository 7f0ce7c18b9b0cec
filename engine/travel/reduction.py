"""A smaller graph with the same shortest ways between the points that matter.

Junctions that are no terminals are taken out, one independent set after the other: dead ends vanish, a junction between
two others becomes one arc, one between three a triangle. It is the beginning of a contraction hierarchy (Geisberger,
Sanders, Schultes and Delling 2008), taken as far as it pays. Porto by car, 4,000 terminals: 72,662 nodes become 15,410,
and a search takes 2.8 ms instead of 13.4; the graph is made in 0.8 s.
"""

import numpy as np
from scipy.sparse import csr_array

from engine.travel.roads import size

NEIGHBOURS = 4
"""A junction with more neighbours stays: taking it out would add more arcs than it removes."""

WORTH = 0.02
"""A round that takes out a smaller share of what is left is the last."""

SEED = 2008


def reduced(graph: csr_array, terminals: np.ndarray) -> tuple[csr_array, np.ndarray]:
    """The smaller graph, and for each node of the old one its number in it, -1 where it was taken out, int32 (nodes,).

    graph: float64 (nodes, nodes), whole numbers. terminals: nodes that stay.
    """
    nodes = size(graph)
    begin, end, weight = np.repeat(np.arange(nodes), np.diff(graph.indptr)), graph.indices.astype(np.int64), graph.data
    bound = np.zeros(nodes, dtype=bool)
    bound[terminals] = True
    there = np.ones(nodes, dtype=bool)
    rank = np.random.default_rng(SEED).permutation(nodes)
    while True:
        out = _independent(begin, end, there & ~bound, rank)
        there[out] = False
        begin, end, weight = _without(begin, end, weight, out, nodes)
        if len(out) < WORTH * there.sum() or not len(begin):
            break
    number = np.where(there, np.cumsum(there) - 1, -1).astype(np.int32)
    left = int(there.sum())
    return csr_array((weight, (number[begin], number[end])), shape=(left, left)), number


def _independent(begin: np.ndarray, end: np.ndarray, free: np.ndarray, rank: np.ndarray) -> np.ndarray:
    """Free nodes with few neighbours, no two of them adjacent: each ranks before all such neighbours of its own."""
    nodes = len(free)
    pair = np.sort(np.concatenate((begin * nodes + end, end * nodes + begin)))
    pair = pair[np.diff(pair, prepend=-1) != 0]  # a sort is several times as fast here as np.unique
    one, other = pair // nodes, pair % nodes
    open_ = free & (np.bincount(one, minlength=nodes) <= NEIGHBOURS)
    first = np.full(nodes, nodes)
    both = open_[one] & open_[other]
    np.minimum.at(first, one[both], rank[other[both]])
    return np.flatnonzero(open_ & (rank < first))


def _without(
    begin: np.ndarray, end: np.ndarray, weight: np.ndarray, out: np.ndarray, nodes: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The arcs without those of some nodes, and with the ways through each of them as arcs of their own."""
    gone = np.full(nodes, -1)
    gone[out] = np.arange(len(out))
    into, away = np.flatnonzero(gone[end] >= 0), np.flatnonzero(gone[begin] >= 0)
    arriving, leaving = (_by_node(gone[ends], len(out)) for ends in (end[into], begin[away]))
    news = [_through(begin, end, weight, into[one], away[other]) for one, other in _pairs(arriving, leaving)]
    kept = (gone[begin] < 0) & (gone[end] < 0)
    begin = np.concatenate([begin[kept], *(new[0] for new in news)])
    end = np.concatenate([end[kept], *(new[1] for new in news)])
    weight = np.concatenate([weight[kept], *(new[2] for new in news)])
    order = np.lexsort((weight, end, begin))
    begin, end, weight = begin[order], end[order], weight[order]
    fresh = begin != end
    fresh[1:] &= (np.diff(begin) != 0) | (np.diff(end) != 0)
    return begin[fresh], end[fresh], weight[fresh]


def _by_node(node: np.ndarray, count: int) -> np.ndarray:
    """The places of each node's arcs in a list, -1 where it has no more, int64 (nodes, NEIGHBOURS)."""
    order = np.argsort(node, kind="stable")
    first = np.searchsorted(node[order], np.arange(count))
    found = np.full((count, NEIGHBOURS), -1)
    found[node[order], np.arange(len(node)) - first[node[order]]] = order
    return found


def _pairs(arriving: np.ndarray, leaving: np.ndarray) -> list[tuple[np.ndarray, np.ndarray]]:
    """Every arc into a node with every arc out of it."""
    found = []
    for one in arriving.T:
        for other in leaving.T:
            both = (one >= 0) & (other >= 0)
            found.append((one[both], other[both]))
    return found


def _through(
    begin: np.ndarray, end: np.ndarray, weight: np.ndarray, into: np.ndarray, away: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return begin[into], end[away], weight[into] + weight[away]
