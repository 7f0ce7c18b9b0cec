"""A co-op's own trips: the pace that made them is found again."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engine.errors import DataError
from engine.travel.calibration import OWN, Trip, fitted, keep_profile, own_profiles
from engine.travel.city import City
from engine.travel.network import DEGREE
from engine.travel.profiles import PROFILES
from tests.engine.travel.town import grid, spots


def told(city: City, mode: str, band: str, trip: Trip) -> int:
    """Seconds of a trip as the city has them."""
    start, goal = (np.rint(np.array([end]) * DEGREE).astype(np.int64) for end in (trip.start, trip.goal))
    return int(city.measure(mode, band, start, goal).seconds[0, 0])


def trips(city: City, mode: str, count: int, access: float, factor: float, morning: float = 1.0) -> list[Trip]:
    """Trips that somebody with other habits than the profile's makes: half in the morning, half at midday."""
    rng = np.random.default_rng(11)
    starts, goals = spots(rng, count, 12, 12), spots(rng, count, 12, 12)
    found = []
    for row, (start, goal) in enumerate(zip(starts, goals, strict=True)):
        minute, band, slower = (480, "morning", morning) if row % 2 else (720, "midday", 1.0)
        trip = Trip(mode, (float(start[0]), float(start[1])), (float(goal[0]), float(goal[1])), 0, minute)
        usual = told(city, mode, band, trip) - PROFILES[mode].access
        found.append(replace(trip, seconds=access + usual * factor * slower + rng.normal(0, 5)))
    return found


@pytest.fixture(scope="module")
def city() -> City:
    return City("town", grid(np.random.default_rng(10), 12, 12, missing=0, one_way=0))


def test_access_and_factor_are_found_again(city: City) -> None:
    fit = fitted(city, "bicycle", trips(city, "bicycle", 60, access=240, factor=1.3))
    assert fit.profile.access == pytest.approx(240, abs=10)
    assert fit.profile.factor == pytest.approx(1.3, abs=0.03)
    assert (fit.trips, fit.lost) == (60, 0)
    assert fit.after < 8 < fit.before
    assert not fit.profile.assumed


def test_a_long_stop_on_the_way_does_not_bend_the_fit(city: City) -> None:
    log = trips(city, "bicycle", 60, access=240, factor=1.3)
    odd = [replace(trip, seconds=trip.seconds + 3600) if row % 20 == 0 else trip for row, trip in enumerate(log)]
    fit = fitted(city, "bicycle", odd)
    assert fit.profile.access == pytest.approx(240, abs=25)
    assert fit.profile.factor == pytest.approx(1.3, abs=0.08)


def test_a_slow_morning_is_found(city: City) -> None:
    fit = fitted(city, "car", trips(city, "car", 80, access=300, factor=1.0, morning=1.4))
    share = {band.name: band.minor / usual.minor for band, usual in
             zip(fit.profile.bands, PROFILES["car"].bands, strict=True)}  # fmt: skip
    assert share["morning"] / share["midday"] == pytest.approx(1.4, abs=0.12)
    assert share["night"] == 1.0
    assert set(fit.bands) == {"morning", "midday"}


def test_a_fitted_profile_predicts_its_trips(city: City, tmp_path: Path) -> None:
    log = trips(city, "bicycle", 60, access=240, factor=1.3)
    keep_profile(tmp_path, fitted(city, "bicycle", log).profile)
    own = City("town", city.network, own_profiles(tmp_path))
    assert told(own, "bicycle", "morning", log[3]) == pytest.approx(log[3].seconds, abs=25)
    assert "fitted to 60 trips" in own.profiles["bicycle"].why
    assert own.profiles["walk"] == PROFILES["walk"]


def test_too_few_trips_are_refused(city: City) -> None:
    with pytest.raises(DataError, match="mode = 9: so many trips by walk have a way on town: 10 or more are needed"):
        fitted(city, "walk", trips(city, "walk", 9, 60, 1))


def test_without_own_numbers_the_assumed_ones_hold(tmp_path: Path) -> None:
    assert own_profiles(tmp_path) == PROFILES


@pytest.mark.parametrize("text", ["{", '{"car": {"wheels": 4}}', "[]"])
def test_a_file_that_is_none_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / OWN).write_text(text)
    with pytest.raises(DataError, match=r"profiles.json: file = .*remove it to go back"):
        own_profiles(tmp_path)
