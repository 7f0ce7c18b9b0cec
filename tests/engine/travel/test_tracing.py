"""A drawn way begins and ends at the doors, follows streets, and is as long as the matrix says."""

import numpy as np
import pytest

from engine.travel.matrix import ways
from engine.travel.profiles import PROFILES
from engine.travel.roads import BARRED, roads
from engine.travel.snapping import Streets
from engine.travel.tracing import traced
from tests.engine.travel.town import SOUTH, STEP, WEST, grid, network, spots


def metres(line: np.ndarray) -> float:
    scale = np.array([1, np.cos(np.radians(line[0, 0]))]) * 111_195
    return float(np.linalg.norm(np.diff(line, axis=0) * scale, axis=1).sum())


def straight(rng: np.random.Generator, mode: str) -> Streets:
    """A grid town whose streets are as long as they look."""
    town = grid(rng, 8, 8)
    nodes = list(zip(town.latitude.tolist(), town.longitude.tolist(), strict=True))
    edges = [(int(tail), int(head), metres(np.array([nodes[tail], nodes[head]])))
             for tail, head in zip(town.tail, town.head, strict=True)]  # fmt: skip
    return Streets(roads(network(nodes, edges, town.allowed.tolist()), PROFILES[mode], "night"))


@pytest.mark.parametrize("mode", ["walk", "car"])
def test_a_way_is_as_long_as_the_matrix_says(mode: str) -> None:
    rng = np.random.default_rng(1)
    streets = straight(rng, mode)
    points = spots(rng, 40, 8, 8)
    starts, goals = points[:20].repeat(2, axis=0), points[rng.integers(0, 40, 40)]
    lines = traced(streets.roads, streets, starts, goals)
    tied, bound = streets.snap(starts), streets.snap(goals)
    length = np.diagonal(ways(streets.roads, tied, bound).length)
    assert (length != BARRED).all()
    for row, line in enumerate(lines):
        np.testing.assert_allclose(line[[0, -1]], [starts[row], goals[row]])
        expected = length[row] / 10 + tied.off[row] + bound.off[row]
        assert metres(line) == pytest.approx(expected, abs=1 + 0.002 * expected)


def test_a_one_way_street_is_drawn_round_the_block() -> None:
    corners = [(SOUTH, WEST), (SOUTH, WEST + STEP), (SOUTH + STEP, WEST)]
    forward = 0b011111
    town = network(corners, [(0, 1, 83.4), (1, 2, 139), (2, 0, 111.2)], allowed=[forward] * 3)
    streets = Streets(roads(town, PROFILES["car"]))
    begin, end = np.array([[SOUTH, WEST + 0.75 * STEP]]), np.array([[SOUTH, WEST + 0.25 * STEP]])
    (round_the_block,), (along,) = (
        traced(streets.roads, streets, begin, end),
        traced(streets.roads, streets, end, begin),
    )
    assert metres(along) == pytest.approx(41.7, abs=0.2)
    assert metres(round_the_block) == pytest.approx(83.4 / 2 + 139 + 111.2, abs=0.5)


def test_where_there_is_no_way_a_straight_line_is_drawn() -> None:
    nodes = [(SOUTH, WEST), (SOUTH, WEST + STEP), (SOUTH + 0.02, WEST), (SOUTH + 0.02, WEST + STEP)]
    streets = Streets(roads(network(nodes, [(0, 1, 83.4), (2, 3, 83.4)]), PROFILES["walk"]))
    ends = np.array([nodes[0]]), np.array([nodes[2]])
    (line,) = traced(streets.roads, streets, *ends)
    np.testing.assert_allclose(line, np.concatenate(ends))


def test_a_bend_is_followed() -> None:
    corner = [(SOUTH, WEST), (SOUTH + STEP, WEST), (SOUTH + STEP, WEST + STEP)]
    streets = Streets(roads(network([corner[0], corner[2]], [(0, 1, 194.6)], shapes=[corner]), PROFILES["walk"]))
    (line,) = traced(streets.roads, streets, np.array([corner[2]]), np.array([corner[0]]))
    assert any(np.allclose(spot, corner[1], atol=1e-6) for spot in line)
