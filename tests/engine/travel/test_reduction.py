"""A reduced graph has the same distances between its terminals."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from engine.travel.profiles import PROFILES
from engine.travel.reduction import NEIGHBOURS, reduced
from engine.travel.roads import roads, size
from tests.engine.travel.town import grid


def graph(nodes: int, arcs: list[tuple[int, int, int]]) -> csr_array:
    best: dict[tuple[int, int], int] = {}
    for begin, end, weight in arcs:
        if begin != end:
            best[begin, end] = min(weight, best.get((begin, end), weight))
    ends = np.array(list(best)).reshape(-1, 2)
    return csr_array((np.array(list(best.values()), dtype=float), (ends[:, 0], ends[:, 1])), shape=(nodes, nodes))


@settings(deadline=None, max_examples=100)
@given(data=st.data(), nodes=st.integers(2, 14))
def test_distances_between_terminals_stay(data: st.DataObject, nodes: int) -> None:
    node = st.integers(0, nodes - 1)
    arcs = data.draw(st.lists(st.tuples(node, node, st.integers(1, 9)), min_size=1, max_size=40))
    if all(begin == end for begin, end, _ in arcs):
        arcs.append((0, 1, 1))
    terminals = np.array(sorted(data.draw(st.sets(node, min_size=1, max_size=5))))
    whole = graph(nodes, arcs)
    small, number = reduced(whole, terminals)
    assert (number[terminals] >= 0).all()
    expected = dijkstra(whole, indices=terminals)[:, terminals]
    np.testing.assert_array_equal(dijkstra(small, indices=number[terminals])[:, number[terminals]], expected)


def test_a_town_becomes_small() -> None:
    whole = roads(grid(np.random.default_rng(1), 30, 30), PROFILES["car"]).graph
    terminals = np.arange(0, 900, 90)
    small, number = reduced(whole, terminals)
    assert size(small) < 0.5 * size(whole)
    expected = dijkstra(whole, indices=terminals)[:, terminals]
    np.testing.assert_array_equal(dijkstra(small, indices=number[terminals])[:, number[terminals]], expected)


def test_a_street_of_bends_becomes_one_arc_each_way() -> None:
    bends = [arc for row in range(9) for arc in ((row, row + 1, 2), (row + 1, row, 3))]
    small, number = reduced(graph(10, bends), np.array([0, 9]))
    np.testing.assert_array_equal(small.toarray(), [[0, 18], [27, 0]])
    assert (number[1:9] == -1).all()


def test_a_square_with_many_streets_stays() -> None:
    star = [arc for row in range(1, NEIGHBOURS + 2) for arc in ((0, row, 1), (row, 0, 1))]
    small, number = reduced(graph(NEIGHBOURS + 2, star), np.arange(1, NEIGHBOURS + 2))
    assert number[0] >= 0
    assert small.nnz == len(star)
