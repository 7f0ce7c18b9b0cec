"""Feeds as operators publish them: Barcelona's trams and FGC of 2026, Porto Alegre's buses and train of 2019."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from engine.errors import DataError
from engine.travel.transit.changes import footpaths
from engine.travel.transit.dates import stand_in
from engine.travel.transit.gtfs import read_feed
from engine.travel.transit.scan import HORIZON, transit_seconds
from engine.travel.transit.timetable import Timetable, timetable
from tests.engine.travel.transit.scalar import Plain, plain_seconds
from tests.realdata import files

BARCELONA, PORTO_ALEGRE = files("roads/barcelona", "*_gtfs.zip"), files("roads/porto-alegre", "*.zip")
CITIES = [*files("roads", "barcelona"), *files("roads", "porto-alegre")]

WEDNESDAY = {"barcelona": date(2026, 1, 14), "porto-alegre": date(2019, 5, 15)}
ROWS = {
    "fgc_gtfs.zip": 192_233,
    "tram_tbs_gtfs.zip": 23_344,
    "tram_tbx_gtfs.zip": 80_332,
    "poa_eptc.zip": 130_019,
    "poa_trensurb.zip": 14_855,
}
"""Lines of stop_times.txt below the header, counted by wc."""

POINTS, ORIGINS, CHANGE, REACH, NEAR = 150, 3, 60, 900, 400
DEPARTURES = [14 * 3600 + minutes * 60 for minutes in (10, 30, 50)]


def crow_walk(here: np.ndarray, there: np.ndarray, reach: int) -> np.ndarray:
    """Seconds on foot as the crow flies, stretched by 1.21, at 5 km/h, int32; -1 beyond reach. Rows of lat, lon."""
    metres = 111_195 * np.cos(np.radians([0, here[:, 0].mean()]))
    away = np.hypot(*((here[:, None] - there[None, :]) * metres).transpose(2, 0, 1)) * 1.21 / (5 / 3.6)
    return np.where(away <= reach, np.ceil(away), -1).astype(np.int32)


def city(folder: Path) -> Timetable:
    return timetable([read_feed(path) for path in sorted(folder.glob("*.zip"))], WEDNESDAY[folder.name])


@pytest.mark.parametrize("path", [*BARCELONA, *PORTO_ALEGRE])
def test_a_published_feed_is_read_whole(path: Path) -> None:
    feed = read_feed(path)
    assert len(feed.calls.trip) == ROWS[path.name]
    assert (feed.calls.departure >= feed.calls.arrival).all()


@pytest.mark.parametrize("folder", CITIES)
def test_sampled_origins_equal_a_plain_search(folder: Path) -> None:
    found = city(folder)
    stops = np.column_stack((found.latitude, found.longitude))
    rng = np.random.default_rng(3)
    points = stops[rng.integers(found.stops, size=POINTS)] + rng.normal(0, 0.003, (POINTS, 2))
    walking, access = crow_walk(points, points, 6000), crow_walk(points, stops, REACH)
    paths = footpaths(crow_walk(stops, stops, NEAR))
    scanned = transit_seconds(found, walking, access, access.T.copy(), paths, DEPARTURES, CHANGE)
    plain = Plain(found, paths, CHANGE)
    some = slice(0, ORIGINS)
    expected = plain_seconds(plain, walking[some], access[some], access.T, DEPARTURES, HORIZON)
    np.testing.assert_array_equal(scanned[some], expected)
    faster = (scanned >= 0) & ((walking < 0) | (scanned < walking))
    assert faster[some].mean() > 0.05


@pytest.mark.parametrize("folder", CITIES)
def test_old_feeds_say_which_dates_they_have_and_offer_a_stand_in(folder: Path) -> None:
    feeds = [read_feed(path) for path in sorted(folder.glob("*.zip"))]
    wanted = date(2027, 3, 17)
    with pytest.raises(DataError, match="choose a date within, or get a newer feed") as caught:
        timetable(feeds, wanted)
    assert len(caught.value.faults) == len(feeds)
    chosen = stand_in(feeds, wanted)
    assert chosen.on.weekday() == wanted.weekday()
    assert len(timetable(feeds, chosen.on).connections) > 30_000
