from datetime import date
from pathlib import Path

import pytest

from engine.errors import DataError
from engine.travel.transit.dates import stand_in
from engine.travel.transit.gtfs import read_feed
from tests.engine.travel.transit.feeds import TOWN, feed

CALENDAR = TOWN["calendar"]


def test_the_nearest_date_of_the_same_weekday_stands_in(tmp_path: Path) -> None:
    town = read_feed(feed(tmp_path))
    # The feed runs from Monday 5 to Friday 30 January 2026; 15 September is a Tuesday, 24 December 2025 a Wednesday.
    assert stand_in([town], date(2026, 9, 15)).on == date(2026, 1, 27)
    assert stand_in([town], date(2025, 12, 24)).on == date(2026, 1, 7)


def test_it_says_what_it_stands_for(tmp_path: Path) -> None:
    why = stand_in([read_feed(feed(tmp_path))], date(2026, 9, 15)).why
    assert why == "Tuesday 2026-01-27 stands for Tuesday 2026-09-15: its timetable is taken instead"


def test_a_date_of_the_feed_stands_for_itself(tmp_path: Path) -> None:
    found = stand_in([read_feed(feed(tmp_path))], date(2026, 1, 13))
    assert (found.on, found.why) == (date(2026, 1, 13), "Tuesday 2026-01-13 has a timetable of its own")


def test_it_is_a_date_on_which_all_feeds_run(tmp_path: Path) -> None:
    town = read_feed(feed(tmp_path))
    short = read_feed(feed(tmp_path, "short.zip", calendar=CALENDAR.replace("20260130", "20260119")))
    assert stand_in([town, short], date(2026, 9, 15)).on == date(2026, 1, 13)


def test_a_holiday_stands_for_no_ordinary_day(tmp_path: Path) -> None:
    trips = "route_id,service_id,trip_id\nR1,weekdays,T1\nR1,all,T2"
    calls = """
        trip_id,arrival_time,departure_time,stop_id,stop_sequence
        T1,08:00:00,08:00:00,A,1
        T1,08:10:00,08:10:00,B,2
        T2,09:00:00,09:00:00,A,1
        T2,09:10:00,09:10:00,B,2
    """
    town = read_feed(
        feed(
            tmp_path,
            trips=trips,
            stop_times=calls,
            calendar=f"{CALENDAR.strip()}\nall,1,1,1,1,1,1,1,20260105,20260130",
            calendar_dates="service_id,date,exception_type\nweekdays,20260106,2",
        )
    )
    # On Tuesday 6 January, Epiphany, one trip runs instead of the two of other Tuesdays.
    assert town.trips_on[date(2026, 1, 6)] == 1
    assert stand_in([town], date(2025, 12, 30)).on == date(2026, 1, 13)
    assert stand_in([town], date(2026, 1, 6)).on == date(2026, 1, 6)


def test_feeds_with_no_such_date_in_common_are_told_with_their_dates(tmp_path: Path) -> None:
    town = read_feed(feed(tmp_path))
    old = read_feed(feed(tmp_path, "old.zip", calendar=CALENDAR.replace("2026", "2019")))
    with pytest.raises(DataError) as caught:
        stand_in([town, old], date(2026, 9, 15))
    remedy = "no ordinary Tuesday is in all feeds: leave out those of other times, or get newer ones"
    assert [str(fault) for fault in caught.value.faults] == [
        f"town.zip: dates with service = '2026-01-05 to 2026-01-30': {remedy}",
        f"old.zip: dates with service = '2019-01-07 to 2019-01-30': {remedy}",
    ]


def test_no_sunday_stands_for_a_sunday_where_none_has_service(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no ordinary Sunday"):
        stand_in([read_feed(feed(tmp_path))], date(2026, 9, 13))
