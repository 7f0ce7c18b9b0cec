from datetime import date
from pathlib import Path

import numpy as np
import pytest

from engine.errors import DataError
from engine.travel.transit.gtfs import Feed, read_feed
from engine.travel.transit.timetable import Timetable, timetable
from tests.engine.travel.transit.feeds import feed

MONDAY, FRIDAY, SATURDAY, SUNDAY = (date(2026, 1, day) for day in (5, 9, 10, 11))

NIGHT = """
    trip_id,arrival_time,departure_time,stop_id,stop_sequence
    T1,23:50:00,23:50:00,A,1
    T1,24:10:00,24:11:00,B,2
    T1,24:20:00,24:20:00,C,3
"""

TRAM = {
    "stops": "stop_id,stop_name,stop_lat,stop_lon\nX,Xylem,41.5,2.2\nY,Yew,41.5,2.3\nZ,Zinnia,41.5,2.4",
    "trips": "route_id,service_id,trip_id\nR2,weekdays,T1\nR2,sundays,T2",
    "stop_times": """
        trip_id,arrival_time,departure_time,stop_id,stop_sequence
        T1,08:05:00,08:05:00,Y,1
        T1,08:15:00,08:15:00,Z,2
        T2,10:00:00,10:00:00,X,1
        T2,10:15:00,10:15:00,Y,2
    """,
    "calendar": """
        service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date
        weekdays,1,1,1,1,1,0,0,20260105,20260130
        sundays,0,0,0,0,0,0,1,20260105,20260130
    """,
    "transfers": "from_stop_id,to_stop_id,transfer_type,min_transfer_time\nY,Z,2,90\nX,Y,2,60",
}


def rides(found: Timetable) -> list[tuple[int, str, int, str, int]]:
    """Each connection as departure (hhmm, beyond 24 too), stop, arrival, stop and trip."""
    every = found.connections
    rows = zip(every.departure, every.begin, every.arrival, every.end, every.trip, strict=True)
    ids = [stop for _, stop in found.stop_ids]
    return [
        (hhmm(departure), ids[begin], hhmm(arrival), ids[end], int(trip))
        for departure, begin, arrival, end, trip in rows
    ]


def hhmm(seconds: np.int32) -> int:
    return int(seconds) // 3600 * 100 + int(seconds) // 60 % 60


def town(folder: Path, **changes: str | None) -> Feed:
    return read_feed(feed(folder, **changes))


def test_connections_are_rides_from_stop_to_stop(tmp_path: Path) -> None:
    found = timetable([town(tmp_path)], FRIDAY)
    assert rides(found) == [(800, "A", 810, "B", 0), (811, "B", 820, "C", 0)]
    assert found.stop_ids == (("town.zip", "A"), ("town.zip", "B"), ("town.zip", "C"))
    assert found.stop_names == ("Alder Road", "Birch Square", "Cherry Lane")
    assert found.latitude.tolist() == [41.40, 41.41, 41.42]
    assert found.longitude.tolist() == [2.10, 2.12, 2.14]
    assert found.lines == ("L1",)
    assert {found.connections.departure.dtype, found.connections.trip.dtype, found.connections.end.dtype} == {
        np.dtype(np.int32)
    }


def test_trips_of_the_day_before_run_past_midnight(tmp_path: Path) -> None:
    late = [town(tmp_path, stop_times=NIGHT)]
    tuesday = date(2026, 1, 6)
    # At 0:11 Monday's bus goes on from B to C; the ride from A began before midnight.
    assert rides(timetable(late, tuesday)) == [
        (11, "B", 20, "C", 0),
        (2350, "A", 2410, "B", 1),
        (2411, "B", 2420, "C", 1),
    ]
    assert rides(timetable(late, MONDAY)) == [(2350, "A", 2410, "B", 0), (2411, "B", 2420, "C", 0)]


def test_trips_of_next_morning_are_there_up_to_six_o_clock(tmp_path: Path) -> None:
    early = """
        trip_id,arrival_time,departure_time,stop_id,stop_sequence
        T1,05:50:00,05:50:00,A,1
        T1,05:59:59,05:59:59,B,2
        T1,06:00:00,06:00:00,C,3
        T1,06:10:00,06:10:00,A,4
    """
    found = timetable([town(tmp_path, stop_times=early)], MONDAY)
    assert [ride[:2] for ride in rides(found)] == [(550, "A"), (559, "B"), (600, "C"), (2950, "A"), (2959, "B")]
    # Friday's list has nothing of Saturday, on which nothing runs.
    assert len(timetable([town(tmp_path, stop_times=early)], FRIDAY).connections) == 3


def test_people_get_on_at_the_begin_and_off_at_the_end_of_a_connection(tmp_path: Path) -> None:
    calls = """
        trip_id,arrival_time,departure_time,stop_id,stop_sequence,pickup_type,drop_off_type
        T1,08:00:00,08:00:00,A,1,0,0
        T1,08:10:00,08:11:00,B,2,1,0
        T1,08:20:00,08:20:00,C,3,0,1
    """
    found = timetable([town(tmp_path, stop_times=calls)], MONDAY).connections
    assert found.boards.tolist() == [True, False]
    assert found.alights.tolist() == [True, False]


def test_feeds_are_joined_and_only_the_stops_served_that_day_are_in(tmp_path: Path) -> None:
    tram = read_feed(feed(tmp_path, "tram.zip", **TRAM))
    found = timetable([town(tmp_path), tram], MONDAY)
    expected = [(800, "A", 810, "B", 0), (805, "Y", 815, "Z", 1), (811, "B", 820, "C", 0)]
    assert rides(found) == expected
    assert found.stop_ids[3:] == (("tram.zip", "Y"), ("tram.zip", "Z"))
    assert found.stop_names[3:] == ("Yew", "Zinnia")
    assert found.longitude[3:].tolist() == [2.3, 2.4]
    assert found.lines == ("L1", "The other line")
    # Y and Z are the fourth and the fifth stop; nothing calls at X on a Monday.
    transfers = found.transfers
    assert (transfers.begin.tolist(), transfers.end.tolist(), transfers.seconds.tolist()) == ([3], [4], [90])


def test_a_feed_may_rest_on_a_day_within_its_dates(tmp_path: Path) -> None:
    tram = read_feed(feed(tmp_path, "tram.zip", **TRAM))
    assert [ride[:2] for ride in rides(timetable([town(tmp_path), tram], SUNDAY))] == [(1000, "X")]


def test_connections_of_no_time_stay_in_the_order_of_their_trip(tmp_path: Path) -> None:
    calls = """
        trip_id,arrival_time,departure_time,stop_id,stop_sequence
        T1,08:00:00,08:00:00,C,1
        T1,08:00:00,08:00:00,B,2
        T1,08:00:00,08:00:00,A,3
    """
    assert [ride[1] for ride in rides(timetable([town(tmp_path, stop_times=calls)], MONDAY))] == ["C", "B"]


def test_a_date_outside_a_feed_is_told_with_the_dates_it_has(tmp_path: Path) -> None:
    newer = TRAM["calendar"].replace("20260130", "20261231")
    tram = read_feed(feed(tmp_path, "tram.zip", **{**TRAM, "calendar": newer}))
    with pytest.raises(DataError) as caught:
        timetable([town(tmp_path), tram], date(2026, 2, 2))
    assert [str(fault) for fault in caught.value.faults] == [
        "town.zip: date = 2026-02-02: no trip runs that day, the feed has service from 2026-01-05 to 2026-01-30: "
        "choose a date within, or get a newer feed"
    ]


def test_a_date_on_which_nothing_runs_is_told_of_all_feeds(tmp_path: Path) -> None:
    tram = read_feed(feed(tmp_path, "tram.zip", **TRAM))
    with pytest.raises(DataError, match="date = 2026-01-10: no trip runs that day") as caught:
        timetable([town(tmp_path), tram], SATURDAY)
    assert [fault.where for fault in caught.value.faults] == ["town.zip", "tram.zip"]


def test_a_feed_without_any_date_of_service_says_so(tmp_path: Path) -> None:
    none = "service_id,date,exception_type\nweekdays,20260106,2"
    with pytest.raises(DataError, match="the feed has no service on any date: get a newer feed"):
        timetable([town(tmp_path, calendar=None, calendar_dates=none)], MONDAY)


def test_feeds_of_two_time_zones_are_refused(tmp_path: Path) -> None:
    far = read_feed(feed(tmp_path, "far.zip", agency="agency_timezone\nEurope/Lisbon"))
    with pytest.raises(
        DataError, match=r"far.zip: agency_timezone = 'Europe/Lisbon': the feeds are of several time zones"
    ):
        timetable([town(tmp_path), far], MONDAY)


def test_no_feed_is_no_timetable() -> None:
    with pytest.raises(DataError, match="give the GTFS feed of at least one operator"):
        timetable([], MONDAY)
