"""Doors are tied to the nearest street that their mode may use, at the very spot."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.travel.network import DEGREE
from engine.travel.profiles import PROFILES
from engine.travel.roads import Roads, roads
from engine.travel.snapping import Streets
from tests.engine.travel.town import BOTH, SOUTH, STEP, WEST, grid, network, spots


def by_looking_at_all(arcs: Roads, point: np.ndarray) -> float:
    """Metres to the nearest usable stretch, one after the other."""
    net = arcs.network
    scale = np.array([1, np.cos(np.radians(net.latitude.mean()))]) * np.radians(1) * 6_371_009
    best = np.inf
    for edge in np.flatnonzero(arcs.usable):
        shape = net.shape[net.shape_start[edge] : net.shape_start[edge + 1]] / DEGREE
        for begin, end in pairwise(shape):
            way, off = (end - begin) * scale, (point - begin) * scale
            foot = np.clip((way @ off) / (way @ way), 0, 1)
            best = min(best, float(np.linalg.norm(off - foot * way)))
    return best


@settings(deadline=None, max_examples=25)
@given(seed=st.integers(0, 10_000), mode=st.sampled_from(sorted(PROFILES)))
def test_no_street_is_nearer(seed: int, mode: str) -> None:
    rng = np.random.default_rng(seed)
    arcs = roads(grid(rng, missing=0), PROFILES[mode])
    points = spots(rng, 5)
    found = Streets(arcs).snap(points)
    assert arcs.usable[found.edge].all()
    for row, point in enumerate(points):
        nearest = by_looking_at_all(arcs, point)
        # A street from which one cannot get everywhere is passed over where another is at most 200 m farther.
        allowed = 0.01 if arcs.connected[arcs.usable].all() else 200.01
        assert nearest - 0.01 <= found.off[row] <= nearest + allowed


def test_the_spot_is_where_the_door_is() -> None:
    # One street northwards, 0.004 degrees long; a door a quarter along it, 0.0001 degrees (8.34 m) to the east.
    street = network([(SOUTH, WEST), (SOUTH + 4 * STEP, WEST)], [(0, 1, 445)])
    found = Streets(roads(street, PROFILES["walk"])).snap(np.array([[SOUTH + STEP, WEST + 0.0001]]))
    assert found.edge[0] == 0
    assert found.share[0] == pytest.approx(0.25, abs=1e-6)
    assert found.off[0] == pytest.approx(8.34, abs=0.02)


def test_a_bend_is_measured_along_the_street() -> None:
    corner = [(SOUTH, WEST), (SOUTH + STEP, WEST), (SOUTH + STEP, WEST + STEP)]
    street = network([corner[0], corner[2]], [(0, 1, 195)], shapes=[corner])
    found = Streets(roads(street, PROFILES["walk"])).snap(np.array([corner[1]]))
    # 111.2 m north, then 83.4 m east: the corner lies at 0.571.
    assert found.share[0] == pytest.approx(111.2 / (111.2 + 83.4), abs=0.001)


def test_the_pavement_is_no_street_for_a_car() -> None:
    nodes = [(SOUTH, WEST), (SOUTH, WEST + STEP), (SOUTH + STEP, WEST), (SOUTH + STEP, WEST + STEP)]
    town = network(nodes, [(0, 1, 83), (2, 3, 83)], allowed=[0b11, BOTH])
    door = np.array([[SOUTH + 0.1 * STEP, WEST + 0.5 * STEP]])
    assert Streets(roads(town, PROFILES["walk"])).snap(door).edge[0] == 0
    assert Streets(roads(town, PROFILES["car"])).snap(door).edge[0] == 1


def test_a_courtyard_path_is_passed_over_and_an_island_is_not() -> None:
    main = [(SOUTH, WEST), (SOUTH, WEST + STEP), (SOUTH + STEP, WEST)]
    courtyard = [(SOUTH + 0.0002, WEST + 0.0002), (SOUTH + 0.0003, WEST + 0.0002)]
    island = [(SOUTH + 0.02, WEST), (SOUTH + 0.02, WEST + STEP)]
    town = network(main + courtyard + island, [(0, 1, 83), (1, 2, 140), (2, 0, 111), (3, 4, 11), (5, 6, 83)])
    arcs = roads(town, PROFILES["walk"])
    found = Streets(arcs).snap(np.array([courtyard[0], island[0]]))
    assert found.edge[0] in (0, 1, 2)
    assert found.edge[1] == 4
