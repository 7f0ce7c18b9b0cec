"""Travel times by public transport, each worked out by hand."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from engine.travel.transit.changes import Footpaths, footpaths
from engine.travel.transit.gtfs import read_feed
from engine.travel.transit.scan import NEVER, arrivals, transit_seconds
from engine.travel.transit.timetable import Timetable, timetable
from tests.engine.travel.transit.feeds import feed

MONDAY = date(2026, 1, 5)
A, B, C, D, E = range(5)

STOPS = """
    stop_id,stop_name,stop_lat,stop_lon
    A,Alder Road,41.40,2.10
    B,Birch Square,41.41,2.12
    C,Cherry Lane,41.42,2.14
    D,Date Hill,41.43,2.16
    E,Elm Court,41.44,2.18
"""

CALLS = """
    trip_id,arrival_time,departure_time,stop_id,stop_sequence
    bus,08:00:00,08:00:00,A,1
    bus,08:10:00,08:11:00,B,2
    bus,08:20:00,08:20:00,C,3
    tram 1,08:12:00,08:12:00,B,1
    tram 1,08:30:00,08:30:00,D,2
    tram 2,08:20:00,08:20:00,B,1
    tram 2,08:38:00,08:38:00,D,2
    ferry,08:25:00,08:25:00,E,1
    ferry,08:29:00,08:29:00,D,2
"""
"""A bus from A over B to C, two trams from B to D, and a ferry from E, which is near C, to D."""

NO_PATHS = Footpaths(*np.zeros((3, 0), dtype=np.int32))
FAR = 4000
"""Seconds on foot between home and the client, more than any ride here takes."""


def at(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * 3600 + int(minutes) * 60


def town(folder: Path, calls: str = CALLS, **changes: str | None) -> Timetable:
    trips = sorted({line.split(",")[0].strip() for line in calls.strip().splitlines()[1:]})
    rows = "".join(f"R1,weekdays,{trip}\n" for trip in trips)
    told = {"stops": STOPS, "stop_times": calls, "trips": f"route_id,service_id,trip_id\n{rows}", **changes}
    return timetable([read_feed(feed(folder, **told))], MONDAY)


def seconds(
    found: Timetable,
    to_stops: dict[int, int],
    from_stops: dict[int, int],
    clock: str | list[str],
    paths: Footpaths = NO_PATHS,
    walk: int = FAR,
    change: int = 60,
    horizon: int = 7200,
) -> int:
    """Seconds from home, which walks to these stops in so many seconds, to the client, who lives so far from those."""
    walking = np.array([[0, walk], [walk, 0]], dtype=np.int32)
    access, egress = np.full((2, found.stops), -1, dtype=np.int32), np.full((found.stops, 2), -1, dtype=np.int32)
    access[0, list(to_stops)] = list(to_stops.values())
    egress[list(from_stops), 1] = list(from_stops.values())
    departures = [at(one) for one in ([clock] if isinstance(clock, str) else clock)]
    return int(transit_seconds(found, walking, access, egress, paths, departures, change, horizon)[0, 1])


def path(begin: int, end: int, walk: int) -> Footpaths:
    return Footpaths(*np.array([[begin], [end], [walk]], dtype=np.int32))


def test_walk_wait_ride_walk(tmp_path: Path) -> None:
    # Leaves at 7:55, at A at 7:57, bus at 8:00, at C at 8:20, at the client's at 8:23: 28 minutes.
    assert seconds(town(tmp_path), {A: 120}, {C: 180}, "7:55") == 28 * 60


def test_walking_is_taken_where_it_is_faster(tmp_path: Path) -> None:
    assert seconds(town(tmp_path), {A: 120}, {C: 180}, "7:55", walk=28 * 60 - 1) == 28 * 60 - 1
    assert seconds(town(tmp_path), {A: 120}, {C: 180}, "7:55", walk=28 * 60 + 1) == 28 * 60


def test_the_bus_is_caught_in_the_very_second_and_missed_in_the_next(tmp_path: Path) -> None:
    assert seconds(town(tmp_path), {A: 300}, {C: 0}, "7:55") == 25 * 60
    assert seconds(town(tmp_path), {A: 301}, {C: 0}, "7:55") == FAR
    assert seconds(town(tmp_path), {A: 301}, {C: 0}, "7:55", walk=-1) == -1


def test_a_change_takes_its_time_at_the_same_stop(tmp_path: Path) -> None:
    found = town(tmp_path)
    # The bus is at B at 8:10; with two minutes to change the tram of 8:12 is caught, at D at 8:30; else that of 8:20.
    assert seconds(found, {A: 0}, {D: 0}, "8:00", change=120) == 30 * 60
    assert seconds(found, {A: 0}, {D: 0}, "8:00", change=121) == 38 * 60


def test_getting_on_at_the_first_stop_is_no_change(tmp_path: Path) -> None:
    assert seconds(town(tmp_path), {B: 60}, {D: 0}, "8:11", change=600) == 19 * 60


def test_staying_on_is_no_change(tmp_path: Path) -> None:
    assert seconds(town(tmp_path), {A: 0}, {C: 0}, "8:00", change=3600) == 20 * 60


def test_a_change_on_foot_takes_the_walk_and_the_time_to_change(tmp_path: Path) -> None:
    found = town(tmp_path)
    # At C at 8:20, four minutes on foot to E and one to change: the ferry of 8:25 is caught, and at D at 8:29.
    assert seconds(found, {A: 0}, {D: 0}, "8:00", path(C, E, 240)) == 29 * 60
    # A second more, and the tram of 8:12 from B is the fastest, at D at 8:30.
    assert seconds(found, {A: 0}, {D: 0}, "8:00", path(C, E, 241)) == 30 * 60


def test_footpaths_are_one_way(tmp_path: Path) -> None:
    assert seconds(town(tmp_path), {A: 0}, {D: 0}, "8:00", path(E, C, 60)) == 30 * 60


def test_footpaths_are_not_chained(tmp_path: Path) -> None:
    # C to A to E would be 120 s, and the ferry at 8:25 would be caught.
    paths = Footpaths(*np.array([[C, A], [A, E], [60, 60]], dtype=np.int32))
    assert seconds(town(tmp_path), {A: 0}, {D: 0}, "8:00", paths) == 30 * 60


def test_of_several_footpaths_the_shortest_counts(tmp_path: Path) -> None:
    paths = Footpaths(*np.array([[C, C, C], [E, E, E], [500, 240, 400]], dtype=np.int32))
    assert seconds(town(tmp_path), {A: 0}, {D: 0}, "8:00", paths) == 29 * 60


def test_footpaths_come_from_a_matrix_of_walking_seconds() -> None:
    paths = footpaths(np.array([[0, 90, -1], [80, 0, 300], [-1, -1, 0]], dtype=np.int32))
    told = zip(paths.begin.tolist(), paths.end.tolist(), paths.seconds.tolist(), strict=True)
    assert [row for row in told if row[0] != row[1]] == [(0, 1, 90), (1, 0, 80), (1, 2, 300)]


def test_nobody_walks_from_stop_to_stop_without_a_ride(tmp_path: Path) -> None:
    # Home is at C, and the ferry leaves from E; that way on foot belongs to the access.
    assert seconds(town(tmp_path), {C: 0}, {D: 0}, "8:00", path(C, E, 60), walk=-1) == -1


@pytest.mark.parametrize(
    ("transfer", "expected"),
    [
        ("B,B,2,600", 38 * 60),  # at B at 8:10, ten minutes to change: the tram of 8:20
        ("B,B,3,", FAR),  # no changing at B
        ("C,E,2,300", 29 * 60),  # at C at 8:20, five minutes to the ferry
        ("C,E,2,301", 30 * 60),  # the ferry is missed, the tram of 8:12 is not
        ("C,E,3,", 30 * 60),  # no changing from C to E
        ("C,E,1,", 29 * 60),  # the ferry waits
    ],
)
def test_what_the_operator_says_of_a_change_goes_before(tmp_path: Path, transfer: str, expected: int) -> None:
    told = f"from_stop_id,to_stop_id,transfer_type,min_transfer_time\n{transfer}"
    paths = path(C, E, 240) if "C,E,3" in transfer else NO_PATHS
    assert seconds(town(tmp_path, transfers=told), {A: 0}, {D: 0}, "8:00", paths) == expected


def test_nobody_gets_on_or_off_where_it_is_not_allowed(tmp_path: Path) -> None:
    calls = """
        trip_id,arrival_time,departure_time,stop_id,stop_sequence,pickup_type,drop_off_type
        bus,08:00:00,08:00:00,A,1,0,0
        bus,08:10:00,08:11:00,B,2,1,1
        bus,08:20:00,08:20:00,C,3,0,0
        next,08:30:00,08:30:00,B,1,0,0
        next,08:45:00,08:45:00,C,2,0,0
    """
    found = town(tmp_path, calls)
    assert seconds(found, {A: 0}, {B: 0}, "8:00") == FAR
    assert seconds(found, {A: 0}, {C: 0}, "8:00") == 20 * 60
    assert seconds(found, {B: 0}, {C: 0}, "8:00") == 45 * 60


def test_the_nearest_stop_need_not_be_the_best(tmp_path: Path) -> None:
    # At B one gets off at 8:10 and walks for 12 minutes, 22 in all; at C at 8:20, and three more are 23.
    assert seconds(town(tmp_path), {A: 0}, {B: 720, C: 180}, "8:00") == 22 * 60
    # Home reaches A too late, and B in time for the tram of 8:20, at D at 8:38.
    assert seconds(town(tmp_path), {A: 1000, B: 1200}, {D: 0}, "8:00") == 38 * 60


def test_a_way_counts_as_its_mean_over_the_departures_rounded_up(tmp_path: Path) -> None:
    # 7:50: 30 min; 7:55: 25 min; 7:58: 22 min, in seconds 1800 + 1500 + 1320 = 4620 and a third of it 1540.
    assert seconds(town(tmp_path), {A: 0}, {C: 0}, ["7:50", "7:55", "7:58"]) == 1540
    # 8:00: 1200 s, 8:01: missed, 1201 s on foot: 2401 in all, half of it is 1200.5.
    assert seconds(town(tmp_path), {A: 0}, {C: 0}, ["8:00", "8:01"], walk=1201) == 1201


def test_a_departure_without_a_way_counts_as_the_horizon(tmp_path: Path) -> None:
    # 8:00: 1200 s; at 8:01 the only bus is gone: at least an hour. (1200 + 3600) / 2 = 2400.
    assert seconds(town(tmp_path), {A: 0}, {C: 0}, ["8:00", "8:01"], walk=-1, horizon=3600) == 2400
    assert seconds(town(tmp_path), {A: 0}, {C: 0}, ["8:01", "8:02"], walk=-1, horizon=3600) == -1


def test_a_way_longer_than_the_horizon_is_none(tmp_path: Path) -> None:
    # 20 minutes to C, and the walk from there makes 21 or a second more.
    assert seconds(town(tmp_path), {A: 0}, {C: 60}, "8:00", walk=-1, horizon=21 * 60) == 21 * 60
    assert seconds(town(tmp_path), {A: 0}, {C: 61}, "8:00", walk=-1, horizon=21 * 60) == -1
    # The same on each of several departures, though the connections of all are looked at together.
    assert seconds(town(tmp_path), {A: 0}, {C: 60}, ["7:59", "8:30"], walk=-1, horizon=21 * 60) == -1
    # A walk may take longer than the horizon.
    assert seconds(town(tmp_path), {A: 0}, {C: 61}, "8:00", walk=FAR, horizon=21 * 60) == FAR


def test_half_a_day_fits_too(tmp_path: Path) -> None:
    assert seconds(town(tmp_path), {A: 0}, {C: 0}, "0:00", walk=-1, horizon=12 * 3600) == 8 * 3600 + 20 * 60


def test_nobody_travels_to_where_they_are(tmp_path: Path) -> None:
    found = town(tmp_path)
    access = np.zeros((2, found.stops), dtype=np.int32)
    walking = np.array([[0, -1], [-1, 0]], dtype=np.int32)
    between = transit_seconds(found, walking, access, access.T, NO_PATHS, [at("8:00")], 60)
    # Everyone lives at every stop, so the first ride anywhere takes them anywhere: the bus to B, ten minutes.
    assert between.tolist() == [[0, 600], [600, 0]]
    assert between.dtype == np.int32


def test_when_people_first_get_off_at_each_stop(tmp_path: Path) -> None:
    found = town(tmp_path)
    access = np.full((2, found.stops), -1, dtype=np.int32)
    access[0, A], access[1, B] = 0, 60
    got_off = arrivals(found, [at("8:00"), at("8:15")], access, NO_PATHS, 60)
    clock = {at("8:10"): "8:10", at("8:20"): "8:20", at("8:30"): "8:30", at("8:38"): "8:38", NEVER: "-"}
    told = {stop: [[clock[time] for time in row] for row in got_off[stop].tolist()] for stop in (A, B, C, D)}
    # Rows: leaving at 8:00 and at 8:15; columns: the one at A and the one a minute from B. Nothing goes back to A.
    assert told == {
        A: [["-", "-"], ["-", "-"]],
        B: [["8:10", "-"], ["-", "-"]],
        C: [["8:20", "8:20"], ["-", "-"]],
        D: [["8:30", "8:30"], ["-", "8:38"]],
    }


def test_nothing_leaves_at_that_hour(tmp_path: Path) -> None:
    assert seconds(town(tmp_path), {A: 0}, {C: 0}, "12:00") == FAR


def test_no_points_give_an_empty_matrix(tmp_path: Path) -> None:
    found = town(tmp_path)
    none = np.zeros((0, found.stops), dtype=np.int32)
    assert transit_seconds(found, np.zeros((0, 0), np.int32), none, none.T, NO_PATHS, [0], 60).shape == (0, 0)


def test_no_departures_have_no_mean(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="give at least one departure"):
        seconds(town(tmp_path), {A: 0}, {C: 0}, [])
