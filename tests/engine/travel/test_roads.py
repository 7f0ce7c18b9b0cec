"""Speeds, slopes, junctions and the traffic of the hour, each worked out by hand."""

from dataclasses import replace

import numpy as np
import pytest

from engine.travel.network import against, along
from engine.travel.profiles import BANDS, PROFILES, Profile, band_at, slope_factor, with_changes
from engine.travel.roads import BARRED, roads
from tests.engine.travel.town import BOTH, SOUTH, STEP, WEST, network

LINE = [(SOUTH, WEST), (SOUTH, WEST + STEP)]


def one_way(mode: str, band: str = "night", **street: object) -> tuple[int, int]:
    """Milliseconds forth and back on a street of 100 m."""
    found = roads(network(LINE, [(0, 1, 100)], **street), PROFILES[mode], band)  # pyright: ignore[reportArgumentType]
    return int(found.forth[0]), int(found.back[0])


def test_walking_100_metres_takes_72_seconds() -> None:
    assert one_way("walk") == (72_000, 72_000)  # at 5 km/h


def test_steps_are_slower_and_not_for_bicycles() -> None:
    assert one_way("walk", kind=["steps"]) == (120_000, 120_000)  # at 3 km/h
    assert one_way("bicycle", kind=["steps"]) == (BARRED, BARRED)


def test_one_way_streets_bind_cars() -> None:
    assert one_way("car", allowed=[along("car")]) == (14_400, BARRED)  # at 25 km/h
    assert one_way("car", allowed=[against("car")]) == (BARRED, 14_400)
    assert one_way("walk", allowed=[along("car")]) == (BARRED, BARRED)


def test_a_posted_limit_is_driven_at_four_fifths_and_does_not_hurry_walkers() -> None:
    assert one_way("car", limit=[50]) == (9_000, 9_000)  # 40 km/h
    assert one_way("walk", limit=[50]) == (72_000, 72_000)


def test_a_limit_makes_no_way_where_a_car_may_not_go() -> None:
    assert one_way("car", kind=["footway"], limit=[50]) == (BARRED, BARRED)


def test_the_morning_is_slow_on_main_roads_by_car_only() -> None:
    assert one_way("car", "morning", kind=["primary"]) == (8_031, 8_031)  # 100 m at 65 km/h 5.538 s, x 1.45
    assert one_way("car", "morning") == (16_560, 16_560)  # 14.4 s x 1.15
    assert one_way("walk", "morning", kind=["primary"]) == (72_000, 72_000)


def test_uphill_is_slower_than_downhill() -> None:
    up, down = one_way("walk", elevation=[0, 10])  # one in ten
    # Tobler: exp(-3.5 * (0.15 - 0.05)) = 0.7047 up and exp(-3.5 * (0.05 - 0.05)) = 1 down.
    assert (up, down) == (102_173, 72_000)
    assert one_way("bicycle", elevation=[0, 6])[0] == 47_040  # 24 s x (1 + 16 x 0.06)
    assert one_way("car", elevation=[0, 10]) == one_way("car")


def test_nobody_falls_up_a_cliff() -> None:
    up, down = one_way("walk", elevation=[0, 500])
    assert 0 < down < up < 72_000 * 10


def test_a_slope_of_nothing_changes_nothing() -> None:
    for hills in ("walk", "bicycle", ""):
        np.testing.assert_allclose(slope_factor(hills, np.zeros(3)), 1)


def test_a_pause_is_made_at_crossings_only() -> None:
    # A star of three streets and a bend: node 0 has three ways, node 1 two, the ends one.
    nodes = [(SOUTH, WEST), (SOUTH, WEST + STEP), (SOUTH, WEST + 2 * STEP), (SOUTH + STEP, WEST), (SOUTH - STEP, WEST)]
    town = network(nodes, [(0, 1, 83), (1, 2, 83), (0, 3, 111), (0, 4, 111)])
    np.testing.assert_array_equal(roads(town, PROFILES["car"]).pause, [1000, 0, 0, 0, 0])
    assert not roads(town, PROFILES["walk"]).pause.any()


def test_of_twin_streets_the_faster_counts() -> None:
    town = network(LINE, [(0, 1, 100), (0, 1, 80)], allowed=[BOTH, BOTH])
    begin, end, time, length, *_ = roads(town, PROFILES["walk"]).arcs
    np.testing.assert_array_equal((begin, end, time, length), ([0, 1], [1, 0], [57_600] * 2, [800] * 2))


@pytest.mark.parametrize(
    ("minute", "band"), [(0, "night"), (419, "night"), (420, "morning"), (600, "midday"), (1019, "midday")]
)
def test_parts_of_the_day(minute: int, band: str) -> None:
    assert band_at(minute) == band


def test_every_profile_knows_every_band() -> None:
    for profile in PROFILES.values():
        assert tuple(band.name for band in profile.bands) == BANDS
        assert profile.why


def test_what_changes_a_time_changes_the_text_and_a_reason_does_not() -> None:
    walk = PROFILES["walk"]
    assert replace(walk, why="measured").text == walk.text
    assert replace(walk, access=10.0).text != walk.text


def test_own_numbers_are_no_assumption() -> None:
    changed: Profile = with_changes(PROFILES["car"], {"access": 60.0, "bands": [{"name": "night", "begins": 0}]})
    assert (changed.access, changed.assumed, changed.bands[0].begins) == (60.0, False, 0)
    with pytest.raises(TypeError):
        with_changes(PROFILES["car"], {"speeed": 3})
