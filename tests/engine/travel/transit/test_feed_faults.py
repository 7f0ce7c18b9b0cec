"""Feeds that cannot be read: each fault is told with its file, row, value and remedy."""

from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest

from engine.errors import DataError
from engine.travel.transit.gtfs import read_feed
from tests.engine.travel.transit.feeds import TOWN, feed, texts

CALLS = """
    trip_id,arrival_time,departure_time,stop_id,stop_sequence,pickup_type
    T1,08:00:00,08:00:00,A,1,
    {}
    T1,08:20:00,08:20:00,C,30,
"""

OFTEN = "trip_id,start_time,end_time,headway_secs\n"


def faults(path: Path) -> list[str]:
    with pytest.raises(DataError) as caught:
        read_feed(path)
    return [str(fault) for fault in caught.value.faults]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "none.zip"
    (told,) = faults(path)
    assert told.startswith("none.zip: path = ")
    assert told.endswith(": there is no such file: correct the path")


def test_a_file_that_is_no_zip(tmp_path: Path) -> None:
    path = tmp_path / "page.zip"
    path.write_text("<html>Sign in to download</html>")
    assert faults(path) == [
        "page.zip: file = 'page.zip': is no zip, or one that was cut short: download it again",
    ]


@pytest.mark.parametrize("share", [0.1, 0.5, 0.95])
def test_a_zip_that_is_cut_short(tmp_path: Path, share: float) -> None:
    whole = feed(tmp_path).read_bytes()
    path = tmp_path / "short.zip"
    path.write_bytes(whole[: int(share * len(whole))])
    assert faults(path) == [
        "short.zip: file = 'short.zip': is no zip, or one that was cut short: download it again",
    ]


def test_a_zip_with_a_damaged_file_in_it(tmp_path: Path) -> None:
    path = tmp_path / "town.zip"
    with ZipFile(path, "w", ZIP_STORED) as archive:
        for file, text in texts().items():
            archive.writestr(file, text)
    path.write_bytes(path.read_bytes().replace(b"Birch Square", b"Birch Squire", 1))
    assert faults(path) == [
        "town.zip stops.txt: file = 'stops.txt': cannot be unpacked: "
        "the zip is cut short or damaged, download it again",
    ]


@pytest.mark.parametrize("missing", ["agency", "stops", "routes", "trips", "stop_times"])
def test_a_file_is_missing(tmp_path: Path, missing: str) -> None:
    assert faults(feed(tmp_path, **{missing: None})) == [
        f"town.zip {missing}.txt: file = '': is missing: ask whoever publishes the feed, or download it again"
    ]


def test_all_missing_files_are_told_at_once(tmp_path: Path) -> None:
    told = faults(feed(tmp_path, stops=None, trips=None, stop_times=None))
    assert [fault.split(":")[0] for fault in told] == [
        "town.zip stops.txt",
        "town.zip trips.txt",
        "town.zip stop_times.txt",
    ]


def test_an_empty_file_lacks_every_column_and_row(tmp_path: Path) -> None:
    assert faults(feed(tmp_path, stops="")) == [
        "town.zip stops.txt row 1: stop_id = '': this column is missing: ask whoever publishes the feed",
        "town.zip stops.txt row 1: stop_lat = '': this column is missing: ask whoever publishes the feed",
        "town.zip stops.txt row 1: stop_lon = '': this column is missing: ask whoever publishes the feed",
        "town.zip stops.txt: rows = 0: there is nothing in it: download the feed again",
    ]


def test_a_column_is_missing(tmp_path: Path) -> None:
    short = "trip_id,arrival_time,stop_id,stop_sequence\nT1,08:00:00,A,1"
    assert faults(feed(tmp_path, stop_times=short)) == [
        "town.zip stop_times.txt row 1: departure_time = '': this column is missing: ask whoever publishes the feed"
    ]


def test_there_is_no_calendar_of_either_kind(tmp_path: Path) -> None:
    told = faults(feed(tmp_path, calendar=None))
    remedy = "neither calendar.txt nor calendar_dates.txt tells a date of service: download the feed again"
    assert f"town.zip calendar.txt: file = '': {remedy}" in told


def test_a_cell_too_long_for_csv(tmp_path: Path) -> None:
    told = faults(feed(tmp_path, agency="agency_timezone\n" + "x" * 200_000))
    assert told[0].startswith("town.zip agency.txt row 2: line = '': no CSV (field larger than field limit (131072))")


@pytest.mark.parametrize(
    ("file", "text", "fault"),
    [
        (
            "stop_times",
            CALLS.format("T1,8.10,08:11:00,B,2,"),
            "stop_times.txt row 3: arrival_time = '8.10': write the time as HH:MM:SS",
        ),
        (
            "stop_times",
            CALLS.format("T1,08:10:00,08:61:00,B,2,"),
            "stop_times.txt row 3: departure_time = '08:61:00': write the time as HH:MM:SS",
        ),
        (
            "stop_times",
            CALLS.format("T9,08:10:00,08:10:00,B,2,"),
            "stop_times.txt row 3: trip_id = 'T9': there is no such id in trips.txt: add it there, or remove this row",
        ),
        (
            "stop_times",
            CALLS.format("T1,08:10:00,08:10:00,X,2,"),
            "stop_times.txt row 3: stop_id = 'X': there is no such id in stops.txt: add it there, or remove this row",
        ),
        (
            "stop_times",
            CALLS.format("T1,08:10:00,08:10:00,B,second,"),
            "stop_times.txt row 3: stop_sequence = 'second': write the place of the stop in the trip as a number",
        ),
        (
            "stop_times",
            CALLS.format("T1,08:10:00,08:10:00,B,30,"),
            "stop_times.txt row 4: stop_sequence = '30': two calls of a trip have this place: correct one",
        ),
        (
            "stop_times",
            CALLS.format("T1,,,B,31,"),
            "stop_times.txt row 3: arrival_time = '': the first and the last call of a trip need a time: give it",
        ),
        (
            "stop_times",
            CALLS.format("T1,07:10:00,08:10:00,B,2,"),
            "stop_times.txt row 3: arrival_time = '07:10:00': the trip would arrive after it leaves: "
            "correct this time or those around it",
        ),
        (
            "stop_times",
            CALLS.format("T1,08:11:00,08:10:00,B,2,"),
            "stop_times.txt row 3: arrival_time = '08:11:00': the trip would arrive after it leaves: "
            "correct this time or those around it",
        ),
        (
            "stop_times",
            CALLS.format("T1,08:10:00,08:10:00,B,2,4"),
            "stop_times.txt row 3: pickup_type = '4': write 0, 1, 2 or 3",
        ),
        (
            "stops",
            TOWN["stops"].replace("41.41", "41,41"),
            "stops.txt row 3: cell 5 = '2.12': the row has more cells than the header: "
            "a cell with a comma in it stands in quotes",
        ),
        (
            "stops",
            TOWN["stops"].replace("41.41", "91.41"),
            "stops.txt row 3: stop_lat = '91.41': write the degrees of latitude and longitude with a decimal point",
        ),
        (
            "stops",
            TOWN["stops"].replace("2.12", "east"),
            "stops.txt row 3: stop_lon = 'east': write the degrees of latitude and longitude with a decimal point",
        ),
        (
            "stops",
            TOWN["stops"].replace("41.41", ""),
            "stops.txt row 3: stop_lat = '': trips call here: "
            "write the degrees of latitude and longitude with a decimal point",
        ),
        (
            "stops",
            TOWN["stops"] + "A,Again,41.4,2.1",
            "stops.txt row 5: stop_id = 'A': two rows have this id: remove one",
        ),
        (
            "stops",
            TOWN["stops"] + ",Nameless,41.4,2.1",
            "stops.txt row 5: stop_id = '': is blank: give it an id",
        ),
        (
            "stops",
            "stop_id,stop_lat,stop_lon,location_type\nA,41.4,2.1,0\nB,41.4,2.1,1\nC,41.4,2.1,",
            "stops.txt row 3: location_type = '1': trips call here, so it must be a platform: write 0",
        ),
        (
            "stops",
            "stop_id,stop_lat,stop_lon,parent_station\nA,41.4,2.1,Z\nB,41.4,2.1,\nC,41.4,2.1,",
            "stops.txt row 2: parent_station = 'Z': there is no such id in stops.txt: add it there, or remove this row",
        ),
        (
            "trips",
            "route_id,service_id,trip_id\nR1,sundays,T1",
            "trips.txt row 2: service_id = 'sundays': there is no such id in calendar.txt or calendar_dates.txt: "
            "add it there, or remove this row",
        ),
        (
            "trips",
            "route_id,service_id,trip_id\nR9,weekdays,T1",
            "trips.txt row 2: route_id = 'R9': there is no such id in routes.txt: add it there, or remove this row",
        ),
        (
            "trips",
            "route_id,service_id,trip_id\nR1,weekdays,T1\nR2,weekdays,T1",
            "trips.txt row 3: trip_id = 'T1': two rows have this id: remove one",
        ),
        (
            "agency",
            "agency_timezone\nEurope/Nowhere",
            "agency.txt row 2: agency_timezone = 'Europe/Nowhere': no time zone: write one such as Europe/Madrid",
        ),
        (
            "agency",
            "agency_timezone\nEurope/Madrid\nEurope/Lisbon",
            "agency.txt row 3: agency_timezone = 'Europe/Lisbon': all agencies of a feed have one time zone: "
            "split the feed",
        ),
        (
            "calendar",
            TOWN["calendar"].replace("20260105", "2026-01-05"),
            "calendar.txt row 2: start_date = '2026-01-05': write the date as YYYYMMDD",
        ),
        (
            "calendar",
            TOWN["calendar"].replace("20260130", "20260230"),
            "calendar.txt row 2: end_date = '20260230': write the date as YYYYMMDD",
        ),
        (
            "calendar",
            TOWN["calendar"].replace("weekdays,1", "weekdays,yes"),
            "calendar.txt row 2: monday = 'yes': write 1 (runs) or 0",
        ),
        (
            "calendar_dates",
            "service_id,date,exception_type\nweekdays,20260106,3",
            "calendar_dates.txt row 2: exception_type = '3': write 1 (added) or 2 (removed)",
        ),
        (
            "calendar_dates",
            "service_id,date,exception_type\nweekdays,6 Jan,2",
            "calendar_dates.txt row 2: date = '6 Jan': write the date as YYYYMMDD",
        ),
        (
            "frequencies",
            OFTEN + "T9,08:00:00,09:00:00,600",
            "frequencies.txt row 2: trip_id = 'T9': there is no such id in trips.txt: add it there, or remove this row",
        ),
        (
            "frequencies",
            OFTEN + "T1,08:00:00,09:00:00,0",
            "frequencies.txt row 2: headway_secs = '0': write the seconds from one departure to the next, at least 1",
        ),
        (
            "frequencies",
            OFTEN + "T1,08:00:00,07:00:00,600",
            "frequencies.txt row 2: end_time = '07:00:00': write an end after the start",
        ),
        (
            "frequencies",
            OFTEN + "T1,,07:00:00,600",
            "frequencies.txt row 2: start_time = '': write the time as HH:MM:SS",
        ),
        (
            "transfers",
            "from_stop_id,to_stop_id,transfer_type\nA,Z,2",
            "transfers.txt row 2: to_stop_id = 'Z': there is no such id in stops.txt: add it there, or remove this row",
        ),
        (
            "transfers",
            "from_stop_id,to_stop_id,transfer_type,min_transfer_time\nA,B,2,-60",
            "transfers.txt row 2: min_transfer_time = '-60': write whole seconds",
        ),
        (
            "transfers",
            "from_stop_id,to_stop_id,transfer_type\nA,B,short",
            "transfers.txt row 2: transfer_type = 'short': write 0, 1, 2 or 3",
        ),
    ],
)
def test_what_is_wrong_in_a_row(tmp_path: Path, file: str, text: str, fault: str) -> None:
    assert f"town.zip {fault}" in "\n".join(faults(feed(tmp_path, **{file: text})))


def test_faults_of_several_files_are_told_at_once(tmp_path: Path) -> None:
    told = faults(
        feed(
            tmp_path,
            stops=TOWN["stops"].replace("41.41", "north"),
            trips=TOWN["trips"].replace("weekdays", "sundays"),
            stop_times=TOWN["stop_times"].replace("08:10:00", "ten past eight"),
        )
    )
    assert [fault.split(":")[0] for fault in told] == [
        "town.zip stops.txt row 3",
        "town.zip trips.txt row 2",
        "town.zip stop_times.txt row 3",
    ]


def test_of_very_many_faults_a_hundred_are_told_and_the_rest_is_counted(tmp_path: Path) -> None:
    rows = "".join(f"T1,soon,soon,A,{place}\n" for place in range(80))
    told = faults(feed(tmp_path, stop_times="trip_id,arrival_time,departure_time,stop_id,stop_sequence\n" + rows))
    # 80 rows with two times each are 160 faults, 60 more than are told.
    assert len(told) == 101
    assert told[-1] == "town.zip stop_times.txt: rows = 60: so many faults more in this file"
