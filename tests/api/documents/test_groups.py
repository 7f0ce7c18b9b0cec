"""Groups of at least five: nobody is found in a smaller one, nobody is lost, and each stands where they belong."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from api.documents.groups import LEAST, distribution, grouped

VALUES = st.lists(st.floats(-1e6, 1e6), max_size=60)
EDGES = st.lists(st.floats(-1e6, 1e6), max_size=8, unique=True).map(sorted)


@given(VALUES, EDGES, st.integers(1, 9))
def test_no_group_is_smaller_and_nobody_is_lost(values, edges, least):
    found = grouped(values, edges, least)
    assert sum(one.people for one in found) == (len(values) if len(values) >= least else 0)
    assert all(one.people >= least for one in found)


@given(VALUES, EDGES)
def test_groups_follow_each_other_without_a_gap_and_count_who_is_in_them(values, edges):
    found = grouped(values, edges)
    if not found:
        return
    assert (found[0].low, found[-1].high) == (None, None)
    for one, other in pairwise(found):
        assert one.high == other.low
        assert one.high in edges
    for one in found:
        inside = [
            value
            for value in values
            if (one.low is None or value >= one.low) and (one.high is None or value < one.high)
        ]
        assert len(inside) == one.people


@given(VALUES, EDGES)
def test_a_group_is_no_wider_than_it_must_be(values, edges):
    """Cut at the first edge inside it, a group would leave fewer than five before that edge (or in the last one)."""
    for one in grouped(values, edges)[:-1]:
        inside = [value for value in values if one.low is None or value >= one.low]
        for edge in edges:
            if (one.low is None or edge > one.low) and edge < one.high:
                assert sum(value < edge for value in inside) < LEAST


@given(st.lists(st.floats(-1e6, 1e6), max_size=LEAST - 1), EDGES)
def test_of_fewer_than_five_nothing_is_told(values, edges):
    assert distribution(values, edges) == {"told": False, "people": None, "mean": None, "groups": []}


def test_an_example():
    # 3 below 10 are too few, and go with the 4 from 10 to 20; 2 from 20 on are too few, and go with those before
    values = [1, 2, 3, 10, 11, 12, 13, 25, 30]
    assert [(one.low, one.high, one.people) for one in grouped(values, (10, 20))] == [(None, None, 9)]
    values += [21, 22, 23]
    assert [(one.low, one.high, one.people) for one in grouped(values, (10, 20))] == [(None, 20, 7), (20, None, 5)]
