"""Public transport over a city's streets: on foot to the stop, the bus, on foot from it; or on foot all the way."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from engine.errors import DataError, ProblemError
from engine.problem import UNREACHABLE, Place
from engine.travel.city import City
from engine.travel.remembered import Memory
from engine.travel.transit_matrix import departures, measured_transit
from tests.engine.travel.town import SOUTH, STEP, WEST, network
from tests.engine.travel.transit.feeds import feed

WEDNESDAY, SUNDAY = date(2026, 1, 14), date(2026, 1, 18)
BLOCKS = 40
LENGTH = 111.195  # metres of 0.001 degrees of latitude


def street(gap: bool = False):
    """A street northwards of 40 stretches, 4.4 km; with a gap in its middle if asked."""
    nodes = [(SOUTH + STEP * row, WEST) for row in range(BLOCKS + 1)]
    edges = [(row, row + 1, LENGTH) for row in range(BLOCKS) if not (gap and row == BLOCKS // 2)]
    return network(nodes, edges)


def bus(folder: Path, every: int = 10) -> Path:
    """A bus from the street's south end to its north end in eight minutes, every so many minutes from 7 to 10."""
    stops = f"stop_id,stop_name,stop_lat,stop_lon\nS,South,{SOUTH},{WEST}\nN,North,{SOUTH + BLOCKS * STEP},{WEST}\n"
    trips, times = ["route_id,service_id,trip_id"], ["trip_id,arrival_time,departure_time,stop_id,stop_sequence"]
    for minute in range(7 * 60, 10 * 60, every):
        trips.append(f"R1,weekdays,T{minute}")
        for stop, at in (("S", minute), ("N", minute + 8)):
            clock = f"{at // 60:02}:{at % 60:02}:00"
            times.append(f"T{minute},{clock},{clock},{stop},{1 if stop == 'S' else 2}")
    return feed(folder, stops=stops, trips="\n".join(trips), stop_times="\n".join(times))


def at(north: float, name: str) -> Place:
    return Place(name, SOUTH + north * STEP, WEST)


ENDS = (at(0, "south"), at(BLOCKS, "north"))


def test_a_band_is_looked_at_four_times() -> None:
    # 7:00 to 10:00 in four parts of 45 minutes, in the middle of each: 7:22:30, 8:07:30, 8:52:30, 9:37:30.
    assert departures("morning") == [26_550, 29_250, 31_950, 34_650]
    assert departures("night") == [76_950, 450, 10_350, 20_250]  # over midnight


def test_the_bus_there_and_on_foot_back(tmp_path: Path) -> None:
    city = City("town", street(), timetables=(bus(tmp_path),))
    found = measured_transit(city, ENDS, 60, "morning", WEDNESDAY).matrix
    # Departures at 7:22:30, 8:07:30, 8:52:30 and 9:37:30 wait 7:30, 2:30, 7:30 and 2:30 for the bus: 5 minutes on
    # average; 8 minutes of ride and one at the door: 14 minutes. No bus goes back: 4,447.8 m at 5 km/h are 3,202.4 s,
    # and one minute at the door.
    assert found.times[0, 1] == 14 * 60
    assert found.times[1, 0] == 3_263
    assert (found.times.diagonal() == 0).all()
    assert not found.estimated
    assert "timetables town of 2026-01-14" in found.source


def test_who_is_faster_on_foot_walks(tmp_path: Path) -> None:
    city = City("town", street(), timetables=(bus(tmp_path),))
    found = measured_transit(city, (at(0, "a"), at(2, "b")), 60, "morning", WEDNESDAY).matrix
    assert found.times[0, 1] == 221  # 222.4 m are 160.1 s, and a minute


def test_a_bus_reaches_where_no_street_does(tmp_path: Path) -> None:
    city = City("town", street(gap=True), timetables=(bus(tmp_path),))
    found = measured_transit(city, ENDS, 60, "morning", WEDNESDAY)
    assert found.matrix.times[0, 1] == 14 * 60
    assert found.matrix.times[1, 0] == UNREACHABLE
    assert any("no way by transit from north to south" in note for note in found.notes)


def test_in_the_evening_there_is_no_bus(tmp_path: Path) -> None:
    city = City("town", street(), timetables=(bus(tmp_path),))
    found = measured_transit(city, ENDS, 60, "evening", WEDNESDAY).matrix
    assert found.times[0, 1] == found.times[1, 0] == 3_263


def test_a_sunday_without_service_is_told(tmp_path: Path) -> None:
    city = City("town", street(), timetables=(bus(tmp_path),))
    with pytest.raises(DataError, match="no trip runs that day, the feed has service from 2026-01-05"):
        measured_transit(city, ENDS, 1, "morning", SUNDAY)


def test_a_timetable_of_another_place_is_told(tmp_path: Path) -> None:
    city = City("town", street(), timetables=(feed(tmp_path, stops="""
        stop_id,stop_name,stop_lat,stop_lon
        A,Far Road,48.40,2.10
        B,Far Square,48.41,2.12
        C,Far Lane,48.42,2.14
    """),))  # fmt: skip
    with pytest.raises(ProblemError, match="these are timetables of another place"):
        measured_transit(city, ENDS, 1, "morning", WEDNESDAY)


def test_one_client_more_changes_nobody_elses_times(tmp_path: Path) -> None:
    places = [at(north, f"p{north}") for north in range(0, BLOCKS + 1, 4)]
    network_of, timetables = street(), (bus(tmp_path),)
    remembering = City("town", network_of, memory=Memory(tmp_path / "memory"), timetables=timetables)
    measured_transit(remembering, places[:-1], 60, "morning", WEDNESDAY)
    grown = measured_transit(remembering, places, 60, "morning", WEDNESDAY).matrix
    fresh = measured_transit(City("town", network_of, timetables=timetables), places, 60, "morning", WEDNESDAY).matrix
    np.testing.assert_array_equal(grown.times, fresh.times)
    assert len(list((tmp_path / "memory").iterdir())) == 1
