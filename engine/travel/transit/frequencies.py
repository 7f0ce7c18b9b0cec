"""Trips told once and run again and again: frequencies.txt written out as trips of their own."""

from collections.abc import Mapping

import numpy as np

from engine.errors import Faults
from engine.travel.transit.calls import BLANK, Calls, natural, times
from engine.travel.transit.tables import Table

FREQUENCIES = ("trip_id", "start_time", "end_time", "headway_secs")
"""The columns of frequencies.txt."""


def written_out(calls: Calls, table: Table, trips: Mapping[str, int], faults: Faults) -> tuple[Calls, np.ndarray]:
    """Trips that frequencies.txt repeats, written out: the calls, and the trip that each new trip is a copy of, int32.

    A copy leaves its first stop at start_time and every headway after it, before end_time. Where a feed says that these
    are not exact, they are taken as if they were.
    """
    often = table.looked_up("trip_id", trips, "trips.txt")
    start, end = times(table, "start_time"), times(table, "end_time")
    headway = table.parsed("headway_secs", natural, np.int32, "write the seconds from one departure to the next")
    table.tell(
        np.flatnonzero(headway < 1), "headway_secs", "write the seconds from one departure to the next, at least 1"
    )
    table.tell(np.flatnonzero(start == BLANK), "start_time", "write the time as HH:MM:SS")
    table.tell(np.flatnonzero(end <= start), "end_time", "write an end after the start")
    faults.stop_if_any()
    first = np.searchsorted(calls.trip, np.arange(len(trips)))
    count = np.searchsorted(calls.trip, np.arange(len(trips)), side="right") - first
    keeps = np.setdiff1d(np.arange(len(trips)), often)
    copies = np.where(count[often] > 0, (end - start + headway - 1) // headway, 0)
    nth = np.arange(copies.sum()) - np.repeat(np.cumsum(copies) - copies, copies)
    late = np.repeat(start, copies) + nth * np.repeat(headway, copies)
    source = np.concatenate((keeps, np.repeat(often, copies))).astype(np.int32)
    leaves = calls.departure[np.repeat(first[often], copies)]
    shift = np.concatenate((np.zeros(len(keeps), dtype=np.int32), late - leaves)).astype(np.int32)
    return _repeated(calls, first[source], count[source], shift), source


def _repeated(calls: Calls, first: np.ndarray, count: np.ndarray, shift: np.ndarray) -> Calls:
    """Trips anew, each of so many calls from a first one on, and so much later."""
    trip = np.repeat(np.arange(len(count), dtype=np.int32), count)
    call = np.arange(len(trip)) + (first - (np.cumsum(count) - count))[trip]
    arrival, departure = calls.arrival[call] + shift[trip], calls.departure[call] + shift[trip]
    return Calls(trip, calls.stop[call], arrival, departure, calls.boards[call], calls.alights[call])
