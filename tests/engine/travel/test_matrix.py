"""Matrices over streets: equal to a plain search, to the millisecond and the decimetre."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.travel.matrix import ways
from engine.travel.profiles import PROFILES
from engine.travel.roads import BARRED, roads
from engine.travel.snapping import Snapped, Streets
from tests.engine.travel.plain import plain
from tests.engine.travel.town import BOTH, SOUTH, STEP, WEST, grid, network, spots


@settings(deadline=None, max_examples=40)
@given(seed=st.integers(0, 10_000), mode=st.sampled_from(sorted(PROFILES)), band=st.sampled_from(["night", "morning"]))
def test_equals_a_plain_search(seed: int, mode: str, band: str) -> None:
    rng = np.random.default_rng(seed)
    arcs = roads(grid(rng), PROFILES[mode], band)
    streets = Streets(arcs)
    starts, goals = streets.snap(spots(rng, 6)), streets.snap(spots(rng, 9))
    expected = plain(arcs, starts, goals)
    found = ways(arcs, starts, goals)
    np.testing.assert_array_equal(found.time, expected)
    backwards = ways(arcs, goals, starts)
    np.testing.assert_array_equal(backwards.time, plain(arcs, goals, starts))


def test_some_towns_have_pairs_without_a_way() -> None:
    rng = np.random.default_rng(3)
    arcs = roads(grid(rng, missing=0.5), PROFILES["car"])
    points = Streets(arcs).snap(spots(rng, 30))
    found = ways(arcs, points, points)
    assert (found.time == BARRED).any()
    assert ((found.time == BARRED) == (found.length == BARRED)).all()


def test_a_cutoff_leaves_out_what_takes_longer() -> None:
    rng = np.random.default_rng(1)
    arcs = roads(grid(rng, missing=0), PROFILES["walk"])
    points = Streets(arcs).snap(spots(rng, 12))
    whole, cut = ways(arcs, points, points), ways(arcs, points, points, cutoff=180)
    np.testing.assert_array_equal(cut.time, np.where(whole.time <= 180_000, whole.time, BARRED))
    assert 0 < (cut.time == BARRED).sum() < cut.time.size


@pytest.mark.parametrize("mode", sorted(PROFILES))
def test_a_smaller_graph_gives_the_same(mode: str, monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(6)
    arcs = roads(grid(rng, 15, 15), PROFILES[mode])
    points = Streets(arcs).snap(spots(rng, 70, 15, 15))
    small = ways(arcs, points, points)
    monkeypatch.setattr("engine.travel.matrix.WORTH_REDUCING", 1_000)
    whole = ways(arcs, points, points)
    np.testing.assert_array_equal(small.time, whole.time)
    np.testing.assert_array_equal(small.length, whole.length)


def test_processes_give_the_same() -> None:
    rng = np.random.default_rng(2)
    arcs = roads(grid(rng, 12, 12), PROFILES["car"])
    points = Streets(arcs).snap(spots(rng, 80, 12, 12))
    one, two = ways(arcs, points, points), ways(arcs, points, points, processes=2)
    np.testing.assert_array_equal(one.time, two.time)
    np.testing.assert_array_equal(one.length, two.length)


def test_the_length_is_that_of_the_fastest_way() -> None:
    # A square: 100 m along a pedestrian street at 15 km/h (bicycle 8), or 60 + 60 + 60 m of street around it.
    corners = [(SOUTH, WEST), (SOUTH, WEST + STEP), (SOUTH + STEP, WEST), (SOUTH + STEP, WEST + STEP)]
    town = network(
        corners,
        [(0, 1, 100), (0, 2, 60), (2, 3, 60), (3, 1, 60)],
        kind=["pedestrian", "residential", "residential", "residential"],
    )
    arcs = roads(town, PROFILES["bicycle"])
    # Along: 100 m at 8 km/h = 45 s. Around: 180 m at 15 km/h = 43.2 s; no junction has more than two ways.
    at_corner = Snapped(np.array([0, 0], dtype=np.int32), np.array([0.0, 1.0]), np.zeros(2))
    found = ways(arcs, at_corner, at_corner)
    assert found.time[0, 1] == 43_200
    assert found.length[0, 1] == pytest.approx(1800, abs=2)  # a door at a corner adds up to a decimetre
    assert ways(roads(town, PROFILES["walk"]), at_corner, at_corner).length[0, 1] == 1000


def test_a_one_way_street_is_driven_round_the_block() -> None:
    corners = [(SOUTH, WEST), (SOUTH, WEST + STEP), (SOUTH + STEP, WEST)]
    forward = BOTH & ~(2 << 4)  # no car from head to tail
    town = network(corners, [(0, 1, 100), (1, 2, 100), (2, 0, 100)], allowed=[forward] * 3)
    arcs = roads(town, PROFILES["car"], "night")
    points = Snapped(np.array([0, 0], dtype=np.int32), np.array([0.25, 0.75]), np.zeros(2))
    found = ways(arcs, points, points)
    # 25 km/h: 50 m take 7.2 s; the other way round are 250 m, 36 s.
    np.testing.assert_array_equal(found.time, [[0, 7_200], [36_000, 0]])
    assert found.length[1, 0] == pytest.approx(2500, abs=1)


def test_a_loop_street_is_left_by_its_nearer_end() -> None:
    loop = [(SOUTH, WEST + STEP), (SOUTH + STEP, WEST + STEP), (SOUTH + STEP, WEST + 2 * STEP), (SOUTH, WEST + STEP)]
    town = network(
        [(SOUTH, WEST), (SOUTH, WEST + STEP)],
        [(0, 1, 100), (1, 1, 300)],
        shapes=[[(SOUTH, WEST), (SOUTH, WEST + STEP)], loop],
    )
    arcs = roads(town, PROFILES["walk"])
    points = Snapped(np.array([0, 1], dtype=np.int32), np.array([0.0, 0.9]), np.zeros(2))
    # 30 m back to the loop's mouth and 100 m along: 130 m at 5 km/h are 93.6 s.
    np.testing.assert_array_equal(ways(arcs, points, points).time, [[0, 93_600], [93_600, 0]])
