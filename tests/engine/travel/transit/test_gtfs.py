from datetime import date
from pathlib import Path
from zipfile import ZipFile

import numpy as np
import pytest

from engine.errors import DataError
from engine.travel.transit.gtfs import read_feed
from tests.engine.travel.transit.feeds import TOWN, feed, texts

MONDAY = date(2026, 1, 5)


def clock(seconds: np.ndarray) -> list[str]:
    return [f"{time // 3600:02}:{time // 60 % 60:02}:{time % 60:02}" for time in seconds.tolist()]


def test_a_feed_has_stops_lines_calls_and_dates(tmp_path: Path) -> None:
    town = read_feed(feed(tmp_path))
    assert town.name == "town.zip"
    assert town.timezone == "Europe/Madrid"
    assert town.stops.ids == ("A", "B", "C")
    assert town.stops.names == ("Alder Road", "Birch Square", "Cherry Lane")
    assert town.stops.latitude.tolist() == [41.40, 41.41, 41.42]
    assert town.stops.longitude.tolist() == [2.10, 2.12, 2.14]
    assert town.lines == ("L1",)
    assert town.calls.stop.tolist() == [0, 1, 2]
    assert clock(town.calls.arrival) == ["08:00:00", "08:10:00", "08:20:00"]
    assert clock(town.calls.departure) == ["08:00:00", "08:11:00", "08:20:00"]
    assert town.span == "2026-01-05 to 2026-01-30"
    assert town.trips_on[MONDAY] == 1


def test_a_folder_is_read_like_a_zip(tmp_path: Path) -> None:
    folder = tmp_path / "town"
    folder.mkdir()
    for file, text in texts().items():
        (folder / file).write_text(text)
    assert read_feed(folder).stops.ids == ("A", "B", "C")
    assert read_feed(folder).name == "town"


def test_a_zip_may_hold_the_files_in_a_folder_of_their_own(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "town.zip", "w") as archive:
        for file, text in texts().items():
            archive.writestr(f"town/{file}", text)
        archive.writestr("town/old/stops.txt", "not,to,be,read")
    assert read_feed(tmp_path / "town.zip").stops.ids == ("A", "B", "C")


ODD = (
    '\ufeffstop_name , stop_id,stop_lat, stop_lon,zone_id\r\n"Alder, Road", A ,41.40, 2.10\r\n\r\nBirch,B,41.41,2.12,1'
)
"""A byte order mark, spaces, a quoted comma, line ends of Windows, a short row, a blank line, and none at the end."""


def test_a_table_is_taken_as_it_comes(tmp_path: Path) -> None:
    folder = tmp_path / "town"
    folder.mkdir()
    for file, text in texts(stop_times=SHORT).items():
        (folder / file).write_text(text)
    (folder / "stops.txt").write_bytes(ODD.encode())
    town = read_feed(folder)
    assert town.stops.ids == ("A", "B")
    assert town.stops.names == ("Alder, Road", "Birch")
    assert town.stops.longitude.tolist() == [2.10, 2.12]


def test_rows_are_counted_as_a_spreadsheet_does_blank_lines_too(tmp_path: Path) -> None:
    folder = tmp_path / "town"
    folder.mkdir()
    for file, text in texts(stop_times=SHORT).items():
        (folder / file).write_text(text)
    (folder / "stops.txt").write_bytes(ODD.replace("2.12", "east").encode())
    with pytest.raises(DataError, match=r"town stops.txt row 4: stop_lon = 'east'"):
        read_feed(folder)


SHORT = """
    trip_id,arrival_time,departure_time,stop_id,stop_sequence
    T1,08:00:00,08:00:00,A,1
    T1,08:10:00,08:10:00,B,2
"""


def test_names_that_are_not_in_utf_8_only_lose_their_accents(tmp_path: Path) -> None:
    folder = tmp_path / "town"
    folder.mkdir()
    for file, text in texts().items():
        (folder / file).write_bytes(text.replace("Birch", "Plaça").encode("cp1252"))
    assert read_feed(folder).stops.names == ("Alder Road", "Plaça Square", "Cherry Lane")


def test_calls_out_of_order_are_put_in_order(tmp_path: Path) -> None:
    town = read_feed(
        feed(
            tmp_path,
            stop_times="""
                trip_id,arrival_time,departure_time,stop_id,stop_sequence
                T1,08:20:00,08:20:00,C,30
                T1,08:00:00,08:00:00,A,2
                T1,08:10:00,08:11:00,B,10
            """,
        )
    )
    assert town.calls.stop.tolist() == [0, 1, 2]
    assert clock(town.calls.departure) == ["08:00:00", "08:11:00", "08:20:00"]


def test_blank_times_lie_evenly_between_the_times_told(tmp_path: Path) -> None:
    town = read_feed(
        feed(
            tmp_path,
            stop_times="""
                trip_id,arrival_time,departure_time,stop_id,stop_sequence
                T1,23:58:00,23:59:00,A,1
                T1,,,B,2
                T1,,,C,3
                T1,24:02:30,,B,4
                T1,,,C,5
                T1,,24:04:00,A,6
            """,
        )
    )
    # From 23:59:00 to 24:02:30 are 210 s over three rides: 70 s each; from 24:02:30 to 24:04:00 are 90 s over two.
    expected = ["23:59:00", "24:00:10", "24:01:20", "24:02:30", "24:03:15", "24:04:00"]
    assert clock(town.calls.departure) == expected
    assert clock(town.calls.arrival) == ["23:58:00", *expected[1:]]


def test_platforms_have_name_and_place_of_their_station_where_they_have_none(tmp_path: Path) -> None:
    town = read_feed(
        feed(
            tmp_path,
            stops="""
                stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station
                A,,,,,S
                S,Station,41.5,2.5,1,
                B,Platform 2,41.6,2.6,0,S
                C,Cherry Lane,41.42,2.14,,
                E,Entrance,,,2,S
            """,
        )
    )
    assert town.stops.names[:3] == ("Station", "Station", "Platform 2")
    assert town.stops.latitude[:3].tolist() == [41.5, 41.5, 41.6]
    assert town.stops.longitude[:3].tolist() == [2.5, 2.5, 2.6]


def test_nobody_gets_on_or_off_where_it_is_not_allowed_or_only_by_telephone(tmp_path: Path) -> None:
    town = read_feed(
        feed(
            tmp_path,
            stop_times="""
                trip_id,arrival_time,departure_time,stop_id,stop_sequence,pickup_type,drop_off_type
                T1,08:00:00,08:00:00,A,1,0,1
                T1,08:10:00,08:11:00,B,2,2,3
                T1,08:20:00,08:20:00,C,3,1,
            """,
        )
    )
    assert town.calls.boards.tolist() == [True, False, False]
    assert town.calls.alights.tolist() == [False, True, True]


def test_a_line_without_a_short_name_has_the_long_one(tmp_path: Path) -> None:
    assert read_feed(feed(tmp_path, trips="route_id,service_id,trip_id\nR2,weekdays,T1")).lines == ("The other line",)


def test_a_trip_told_once_and_run_often_is_written_out(tmp_path: Path) -> None:
    town = read_feed(
        feed(
            tmp_path,
            trips="route_id,service_id,trip_id\nR2,weekdays,T0\nR1,weekdays,T1\nR1,weekdays,T2",
            stop_times="""
                trip_id,arrival_time,departure_time,stop_id,stop_sequence
                T0,07:00:00,07:00:00,B,1
                T0,07:30:00,07:30:00,C,2
                T1,00:00:00,00:00:30,A,1
                T1,00:09:30,00:09:30,B,2
            """,
            frequencies="""
                trip_id,start_time,end_time,headway_secs
                T1,08:00:00,08:30:00,600
                T1,23:55:00,24:05:01,601
                T2,08:00:00,09:00:00,600
            """,
        )
    )
    # T0 as told. T1 leaves A at 8:00, 8:10 and 8:20 (8:30 is the end) and at 23:55 (24:05:01 is the end); it takes nine
    # minutes from there, and has stood there half a minute. T2 calls nowhere, so it runs nowhere.
    assert town.lines == ("The other line", "L1", "L1", "L1", "L1")
    leaving = town.calls.stop == 0
    assert clock(town.calls.departure[leaving]) == ["08:00:00", "08:10:00", "08:20:00", "23:55:00"]
    assert clock(town.calls.arrival[leaving]) == ["07:59:30", "08:09:30", "08:19:30", "23:54:30"]
    assert clock(town.calls.arrival[np.flatnonzero(leaving) + 1]) == ["08:09:00", "08:19:00", "08:29:00", "24:04:00"]
    assert clock(town.calls.departure[:2]) == ["07:00:00", "07:30:00"]
    assert town.trips_on[MONDAY] == 5


def test_weekdays_and_exceptions_make_the_dates_of_service(tmp_path: Path) -> None:
    town = read_feed(
        feed(
            tmp_path,
            trips="route_id,service_id,trip_id\nR1,weekdays,T1\nR1,fair,T2\nR1,weekdays,T3",
            stop_times="""
                trip_id,arrival_time,departure_time,stop_id,stop_sequence
                T1,08:00:00,08:00:00,A,1
                T1,08:10:00,08:10:00,B,2
                T2,09:00:00,09:00:00,A,1
                T2,09:10:00,09:10:00,B,2
                T3,09:30:00,09:30:00,A,1
                T3,09:40:00,09:40:00,B,2
            """,
            calendar_dates="""
                service_id,date,exception_type
                weekdays,20260106,2
                fair,20260106,1
                fair,20260111,1
                weekdays,20260105,2
                fair,20260301,2
            """,
        )
    )
    assert {day: town.trips_on.get(date(2026, 1, day), 0) for day in (5, 6, 7, 10, 11)} == {
        5: 0,
        6: 1,
        7: 2,
        10: 0,
        11: 1,
    }
    assert town.span == "2026-01-06 to 2026-01-30"


def test_a_calendar_may_run_for_many_years(tmp_path: Path) -> None:
    town = read_feed(feed(tmp_path, calendar=TOWN["calendar"].replace("20260130", "20991231")))
    # From Monday 5 January 2026 to Thursday 31 December 2099 are 27,024 days: 3,860 weeks and four weekdays more.
    assert len(town.trips_on) == 3860 * 5 + 4
    assert town.span == "2026-01-05 to 2099-12-31"


def test_exceptions_alone_are_a_calendar(tmp_path: Path) -> None:
    town = read_feed(
        feed(tmp_path, calendar=None, calendar_dates="service_id,date,exception_type\nweekdays,20260106,1")
    )
    assert town.trips_on == {date(2026, 1, 6): 1}


@pytest.mark.parametrize("file", ["frequencies", "transfers", "calendar_dates"])
def test_an_optional_file_may_have_a_header_only(tmp_path: Path, file: str) -> None:
    header = {
        "frequencies": "trip_id,start_time,end_time,headway_secs",
        "transfers": "from_stop_id,to_stop_id,transfer_type",
        "calendar_dates": "service_id,date,exception_type",
    }
    town = read_feed(feed(tmp_path, **{file: header[file]}))
    assert town.trips_on[MONDAY] == 1
    assert len(town.transfers.seconds) == 0


def test_changes_told_of_a_station_hold_for_its_platforms_unless_told_of_those(tmp_path: Path) -> None:
    town = read_feed(
        feed(
            tmp_path,
            stops="""
                stop_id,stop_lat,stop_lon,location_type,parent_station
                A,41.4,2.1,0,S
                B,41.4,2.1,0,S
                C,41.5,2.2,0,
                S,41.4,2.1,1,
            """,
            transfers="""
                from_stop_id,to_stop_id,transfer_type,min_transfer_time,from_route_id
                S,C,2,300,
                C,S,0,,
                A,C,2,120,
                C,A,3,,
                C,B,1,,
                A,A,2,30,R1
                A,,4,,
            """,
        )
    )
    # Places: A 0, B 1, C 2, S 3. The row of line R1 only, the recommendation and the trip to stay on say nothing here.
    told = zip(town.transfers.begin.tolist(), town.transfers.end.tolist(), town.transfers.seconds.tolist(), strict=True)
    assert list(told) == [(0, 2, 120), (2, 0, -1), (2, 1, 0), (3, 2, 300), (0, 2, 300), (1, 2, 300)]
