"""The scan over all points at once equals a plain search from one point at a time, on random little timetables."""

from datetime import date

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.travel.transit import scan
from engine.travel.transit.changes import Footpaths
from engine.travel.transit.scan import NEVER, arrivals, transit_seconds
from engine.travel.transit.timetable import Connections, Timetable
from engine.travel.transit.transfers import Transfers
from tests.engine.travel.transit.scalar import Plain, plain_seconds

STOPS, POINTS, HOUR = 7, 70, 3600
"""More points than a word has bits."""


def random_timetable(rng: np.random.Generator) -> Timetable:
    """Trips of up to five rides, some of no time, in an hour and a half."""
    rows = []
    for trip in range(int(rng.integers(1, 25))):
        time, stop = int(rng.integers(0, HOUR)), int(rng.integers(STOPS))
        for _ in range(int(rng.integers(1, 6))):
            arrival, end = time + int(rng.choice([0, 60, 120, 300, 600])), int(rng.integers(STOPS))
            rows.append((time, arrival, stop, end, trip, rng.random() < 0.9, rng.random() < 0.9))
            time, stop = arrival + int(rng.choice([0, 0, 30, 300])), end
    rows.sort(key=lambda row: row[0])
    departure, arrival, begin, end, trip = np.array([row[:5] for row in rows], dtype=np.int32).T
    boards, alights = np.array([row[5:] for row in rows], dtype=bool).T
    names = tuple(f"stop {stop}" for stop in range(STOPS))
    return Timetable(
        on=date(2026, 1, 5),
        connections=Connections(departure, arrival, begin, end, trip, boards, alights),
        stop_ids=tuple(("random", name) for name in names),
        stop_names=names,
        latitude=np.zeros(STOPS),
        longitude=np.zeros(STOPS),
        lines=(),
        transfers=Transfers(*random_pairs(rng, int(rng.integers(0, 5)), -1)),
    )


def random_pairs(rng: np.random.Generator, count: int, least: int) -> np.ndarray:
    """Stops, stops and seconds, some of them double, int32 (3, count)."""
    between = rng.choice([least, 0, 30, 60, 200, 600], count)
    return np.array([rng.integers(STOPS, size=count), rng.integers(STOPS, size=count), between], dtype=np.int32)


def random_walks(rng: np.random.Generator, rows: int, columns: int, near: float) -> np.ndarray:
    """Seconds on foot, int32 (rows, columns), -1 for all but a share."""
    walks = rng.integers(0, 900, (rows, columns))
    return np.where(rng.random((rows, columns)) < near, walks, -1).astype(np.int32)


class World:
    """A random timetable with everything that a scan takes."""

    def __init__(self, seed: int) -> None:
        rng = np.random.default_rng(seed)
        self.timetable = random_timetable(rng)
        goals = int(rng.choice([1, 40, 100]))
        self.walking = random_walks(rng, POINTS, goals, 0.3) * 4
        self.walking[self.walking < 0] = -1
        self.access = random_walks(rng, POINTS, STOPS, 0.3)
        self.egress = random_walks(rng, STOPS, goals, 0.3)
        self.footpaths = Footpaths(*random_pairs(rng, int(rng.integers(0, 12)), 10))
        self.departures = rng.integers(0, 2 * HOUR, int(rng.integers(1, 4))).tolist()
        self.change = int(rng.choice([0, 1, 60, 180]))
        self.horizon = int(rng.choice([300, 600, 1800, 2 * HOUR, 12 * HOUR]))

    def scanned(self, footpaths: Footpaths | None = None) -> np.ndarray:
        paths = self.footpaths if footpaths is None else footpaths
        fixed = (self.timetable, self.walking, self.access, self.egress, paths)
        return transit_seconds(*fixed, self.departures, self.change, self.horizon)

    def plain(self) -> Plain:
        return Plain(self.timetable, self.footpaths, self.change)


@settings(deadline=None, max_examples=60)
@given(seed=st.integers(0, 100_000))
def test_travel_times_equal_those_of_a_plain_search(seed: int) -> None:
    world = World(seed)
    fixed = (world.walking, world.access, world.egress)
    expected = plain_seconds(world.plain(), *fixed, world.departures, world.horizon)
    np.testing.assert_array_equal(world.scanned(), expected)


@settings(deadline=None, max_examples=60)
@given(seed=st.integers(0, 100_000))
def test_arrivals_equal_those_of_a_plain_search(seed: int) -> None:
    world, expected = World(seed), np.full((STOPS, 3, POINTS), NEVER)
    plain = world.plain()
    for nth, departure in enumerate(world.departures):
        for point in range(POINTS):
            for stop, time in plain.first_arrivals(departure, world.access[point], world.horizon).items():
                expected[stop, nth, point] = time
    given = (world.timetable, world.departures, world.access, world.footpaths, world.change, world.horizon)
    np.testing.assert_array_equal(arrivals(*given), expected[:, : len(world.departures)])


def test_points_may_be_scanned_in_blocks(monkeypatch) -> None:
    worlds = [World(seed) for seed in range(12)]
    whole = [world.scanned() for world in worlds]
    monkeypatch.setattr(scan, "BLOCK", 32)
    for world, expected in zip(worlds, whole, strict=True):
        np.testing.assert_array_equal(world.scanned(), expected)


def test_the_random_timetables_put_everything_to_the_test() -> None:
    """Or the tests above would prove little: ways by public transport, changes on foot, missed departures, no way."""
    worlds = [World(seed) for seed in range(40)]
    scanned = [world.scanned() for world in worlds]
    none = Footpaths(*np.zeros((3, 0), dtype=np.int32))
    pairs = list(zip(worlds, scanned, strict=True))
    assert sum((world.scanned(none) != found).any() for world, found in pairs) >= 5
    assert sum(((found < world.walking) & (found > 0)).any() for world, found in pairs) >= 20
    assert sum(((found > 0) & (world.walking < 0)).any() for world, found in pairs) >= 20
    assert sum((found == -1).any() for _, found in pairs) >= 20
    assert sum(len(world.timetable.transfers.begin) > 0 for world in worlds) >= 20
