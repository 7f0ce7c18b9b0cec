"""The geometry of fronts, against the definitions told plainly."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from engine.analysis.front import gaps, spanned, thinned, undominated

VALUES = st.integers(2, 4).flatmap(
    lambda aims: st.lists(st.lists(st.integers(0, 6), min_size=aims, max_size=aims), min_size=1, max_size=12)
)


def beats(one: list[int], other: list[int]) -> bool:
    return all(a <= b for a, b in zip(one, other, strict=True)) and one != other


@given(VALUES)
def test_a_point_stays_unless_another_beats_it_or_is_its_twin_before_it(values: list[list[int]]) -> None:
    expected = [
        row
        for row, value in enumerate(values)
        if not any(beats(other, value) for other in values) and value not in values[:row]
    ]
    assert undominated(np.array(values)) == expected


def test_of_two_aims_neighbours_are_the_points_next_to_each_other() -> None:
    line = spanned(np.array([[0, 10], [1, 6], [4, 5], [9, 1], [10, 0]]))
    assert {(one, other) for _, one, other in gaps(line)} == {(0, 1), (1, 2), (2, 3), (3, 4)}
    widest = gaps(line)[0]
    assert widest[1:] == (2, 3)
    assert widest[0] == np.hypot(0.5, 0.4)


def test_twins_are_neighbours_of_each_other_only_once() -> None:
    assert gaps(np.array([[0.0, 0.0], [0.0, 0.0]])) == [(0.0, 0, 1)]


def test_an_aim_in_which_all_are_alike_does_not_count() -> None:
    assert spanned(np.array([[3, 5], [3, 7]])).tolist() == [[0, 0], [0, 1]]


@given(VALUES, st.integers(1, 8), st.data())
def test_thinning_keeps_the_ends_and_what_was_named(values: list[list[int]], most: int, data: st.DataObject) -> None:
    array = spanned(np.array(values))
    kept = data.draw(st.sets(st.integers(0, len(values) - 1), max_size=2))
    rows = thinned(array, most, kept)
    ends = {int(row) for row in array.argmin(axis=0)}
    assert kept | ends <= set(rows)
    assert rows == sorted(set(rows))
    assert len(rows) == min(len(values), max(most, len(kept | ends)))


def test_thinning_takes_from_where_it_is_crowded() -> None:
    values = np.array([[0.0, 1.0], [0.02, 0.97], [0.04, 0.95], [0.5, 0.5], [1.0, 0.0]])
    assert thinned(values, 3) == [0, 3, 4]
