"""From places to a problem's travel matrix: door to door, rounded up once, and what is odd is named."""

from pathlib import Path

import numpy as np
import pytest

from engine.errors import ProblemError
from engine.problem import UNREACHABLE, Place
from engine.travel.city import City
from engine.travel.journeys import measured
from engine.travel.network import Network
from engine.travel.remembered import Memory
from tests.engine.travel.town import SOUTH, STEP, WEST, grid, network, spots

LATITUDE = 111.195  # metres of 0.001 degrees of latitude


def street() -> Network:
    """One street northwards of four stretches of 111.2 m, and an island of one 2.2 km to the north."""
    nodes = [(SOUTH + STEP * row, WEST) for row in range(5)] + [(SOUTH + 0.024, WEST), (SOUTH + 0.024, WEST + STEP)]
    return network(nodes, [(row, row + 1, LATITUDE) for row in range(4)] + [(5, 6, 83.4)])


def at(north: float, east: float = 0.0, name: str = "p") -> Place:
    return Place(name, SOUTH + north * STEP, WEST + east * STEP)


def test_minutes_and_metres_of_a_walk() -> None:
    places = (at(0, name="a"), at(3, name="b"), at(3, name="c"))
    found = measured(City("town", street()), "walk", places).matrix
    # 333.6 m at 5 km/h are 240.2 s, and a minute at the door: six minutes, rounded up; none to one's own door.
    np.testing.assert_array_equal(found.times, [[0, 6, 6], [6, 0, 0], [6, 0, 0]])
    np.testing.assert_array_equal(found.metres, [[0, 334, 334], [334, 0, 0], [334, 0, 0]])
    assert not found.estimated
    assert "streets of town (invented for a test" in found.source


def test_a_finer_tick_is_rounded_later() -> None:
    found = measured(City("town", street()), "walk", (at(0), at(3, name="q")), ticks_per_minute=60)
    assert found.matrix.times[0, 1] == 301  # 240.2 s and a minute


def test_a_car_is_parked_once_a_trip() -> None:
    found = measured(City("town", street()), "car", (at(0), at(3, name="q")), 60, "night", cents_per_km=19)
    # 333.6 m at 25 km/h are 48.04 s, no crossing; and four minutes.
    assert found.matrix.times[0, 1] == 289
    assert found.matrix.cents_per_km == 19
    assert "night traffic" in found.matrix.source


def test_the_way_from_the_door_to_the_street_is_walked() -> None:
    near, off = (measured(City("town", street()), "walk", (at(0), place), 60) for place in (at(3), at(3, 1)))
    # 0.001 degrees of longitude at this latitude are 83.4 m, a minute.
    assert off.matrix.times[0, 1] - near.matrix.times[0, 1] == pytest.approx(60, abs=1)


def test_places_without_a_way_are_named() -> None:
    found = measured(City("town", street()), "walk", (at(0, name="here"), at(24, 0.5, name="island")))
    assert found.matrix.times[0, 1] == UNREACHABLE
    assert found.notes == ("no way by walk from here to island, island to here: these legs are never planned",)


def test_many_pairs_without_a_way_are_counted() -> None:
    places = [at(row / 10, name=f"m{row}") for row in range(4)] + [at(24, row / 10, name=f"i{row}") for row in range(4)]
    (note,) = measured(City("town", street()), "walk", places).notes
    assert "and 27 pairs more" in note  # 2 x 4 x 4 pairs, of which five are named


def test_a_door_far_from_every_street_is_worth_a_look() -> None:
    found = measured(City("town", street()), "walk", (at(0), at(0, 5, name="field")))
    (note,) = found.notes
    assert note.startswith("place field lies 417 m from the nearest street of town")


def test_what_is_wrong_with_places_is_told_at_once() -> None:
    sea, swapped, nowhere = at(0, 60, name="sea"), Place("swapped", WEST, SOUTH), Place("nowhere")
    with pytest.raises(ProblemError, match=r"place nowhere: latitude, longitude = .*give coordinates"):
        measured(City("town", street()), "walk", (sea, swapped, nowhere))
    with pytest.raises(ProblemError) as told:
        measured(City("town", street()), "walk", (sea, swapped))
    assert "place sea" in str(told.value)
    assert "lies 5.0 km from the nearest street of town" in str(told.value)
    assert "look swapped: 41.38, 2.15 lies in town" in str(told.value)


def test_a_mode_or_band_that_is_none_is_refused() -> None:
    with pytest.raises(ProblemError, match=r"mode = 'ski': has no streets for it \(it has: walk, bicycle, car\)"):
        measured(City("town", street()), "ski", (at(0),))
    with pytest.raises(ProblemError, match=r"band = 'dusk'.*give one of night, morning"):
        measured(City("town", street()), "walk", (at(0),), band="dusk")


def test_remembered_and_grown_matrices_are_those_measured_afresh(tmp_path: Path) -> None:
    rng = np.random.default_rng(8)
    town = grid(rng, 9, 9)
    places = [Place(f"p{row}", *map(float, spot)) for row, spot in enumerate(spots(rng, 30, 9, 9))]
    remembering = City("town", town, memory=Memory(tmp_path))
    measured(remembering, "car", places[:25], 60)
    grown = measured(remembering, "car", places, 60).matrix
    fresh = measured(City("town", town), "car", places, 60).matrix
    assert grown == fresh
    assert (fresh.times > 0).any()
