"""When the trips of a feed call at which stops: stop_times.txt put in order, its blank times filled in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from engine.errors import Faults
from engine.travel.transit.tables import Table

STOP_TIMES = ("trip_id", "stop_id", "stop_sequence", "arrival_time", "departure_time")
"""The columns of stop_times.txt that must be there."""

BLANK = -1
"""A time that is not told."""

TIME = re.compile(r"(\d{1,3}):([0-5]\d):([0-5]\d)")


@dataclass(frozen=True, slots=True, eq=False)
class Calls:
    """One entry per trip and stop, by trip and then by place in the trip: all of shape (calls,).

    trip, stop: places in the feed's lists, int32. arrival, departure: seconds after midnight of the service day, int32,
    beyond 24 hours where a trip runs past midnight. boards, alights: whether people may get on and off, bool.
    """

    trip: np.ndarray
    stop: np.ndarray
    arrival: np.ndarray
    departure: np.ndarray
    boards: np.ndarray
    alights: np.ndarray


def read_calls(table: Table, trips: Mapping[str, int], stops: Mapping[str, int], faults: Faults) -> Calls:
    """stop_times.txt as calls. A time that is blank lies evenly between the times told before and after it.

    Raises DataError with all faults so far, so that what follows can rely on the ids and times.
    """
    trip = table.looked_up("trip_id", trips, "trips.txt")
    stop = table.looked_up("stop_id", stops, "stops.txt")
    place = table.parsed("stop_sequence", natural, np.int32, "write the place of the stop in the trip as a number")
    arrival, departure = times(table, "arrival_time"), times(table, "departure_time")
    boards, alights = _open(table, "pickup_type"), _open(table, "drop_off_type")
    faults.stop_if_any()
    order = np.lexsort((place, trip))
    trip, stop, place = trip[order], stop[order], place[order]
    arrival, departure = _complete(arrival[order], departure[order])
    follows = trip[1:] == trip[:-1]
    again = np.flatnonzero(follows & (place[1:] == place[:-1])) + 1
    table.tell(order[again], "stop_sequence", "two calls of a trip have this place: correct one")
    outermost = np.insert(~follows, 0, True) | np.append(~follows, True)
    untold = outermost & (arrival == BLANK)
    table.tell(order[untold], "arrival_time", "the first and the last call of a trip need a time: give it")
    faults.stop_if_any()
    arrival, departure = _filled(arrival, departure)
    early = (departure < arrival) | np.insert(follows & (arrival[1:] < departure[:-1]), 0, False)
    table.tell(
        order[early], "arrival_time", "the trip would arrive after it leaves: correct this time or those around it"
    )
    faults.stop_if_any()
    return Calls(trip, stop, arrival, departure, boards[order], alights[order])


def times(table: Table, name: str) -> np.ndarray:
    """A column of times as seconds after midnight, int32; BLANK where blank."""
    return table.parsed(name, _seconds, np.int32, "write the time as HH:MM:SS")


def natural(text: str) -> int:
    """A whole number from 0 up. Raises ValueError for all else."""
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise ValueError
    return int(text)


def _seconds(text: str) -> int:
    if not text:
        return BLANK
    match = TIME.fullmatch(text)
    if match is None:
        raise ValueError
    hours, minutes, seconds = map(int, match.groups())
    return hours * 3600 + minutes * 60 + seconds


def _open(table: Table, name: str) -> np.ndarray:
    """Whether people may get on (or off): not where nobody may (1), nor where one has to phone beforehand (2)."""
    return table.parsed(name, _regular, np.bool_, "write 0, 1, 2 or 3")


def _regular(text: str) -> bool:
    if text not in ("", "0", "1", "2", "3"):
        raise ValueError
    return text in ("", "0", "3")


def _complete(arrival: np.ndarray, departure: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Where only one of a call's two times is told, it is both."""
    return np.where(arrival == BLANK, departure, arrival), np.where(departure == BLANK, arrival, departure)


def _filled(arrival: np.ndarray, departure: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Blank times, evenly between the departure told before them and the arrival told after them."""
    call = np.arange(len(arrival))
    told = arrival != BLANK
    before = np.maximum.accumulate(np.where(told, call, 0))
    after = np.minimum.accumulate(np.where(told, call, len(call))[::-1])[::-1]
    ride = (arrival[after] - departure[before]).astype(np.int64)
    between = departure[before] + ride * (call - before) // np.maximum(after - before, 1)
    filled = [np.where(told, times, between).astype(np.int32) for times in (arrival, departure)]
    return filled[0], filled[1]
