"""Changing from one ride to another: at the same stop, or by foot to another stop nearby."""

from dataclasses import dataclass

import numpy as np

from engine.travel.transit.timetable import Timetable
from engine.travel.transit.transfers import IMPOSSIBLE, Transfers

SHORTEST = 1
"""Seconds that a change takes at least, so that every connection leaves later than those one can change from."""


@dataclass(frozen=True, slots=True, eq=False)
class Footpaths:
    """Ways on foot between stops: places in the timetable's list of stops and seconds, int32 (footpaths,)."""

    begin: np.ndarray
    end: np.ndarray
    seconds: np.ndarray


def footpaths(walking: np.ndarray) -> Footpaths:
    """All ways of a matrix of walking seconds between stops, int32 (stops, stops); -1 is none."""
    begin, end = (stops.astype(np.int32) for stops in np.nonzero(walking >= 0))
    return Footpaths(begin, end, walking[begin, end])


def changes(timetable: Timetable, footpaths: Footpaths, change: int) -> Transfers:
    """Every change that can be made, by stop to change from: one way on foot at most, walked after getting off.

    At the same stop it takes change seconds, on the way to another one the walk as well; where the operator tells
    another time in transfers.txt, that one. Footpaths are not chained: give all that people should use.
    """
    told, same = timetable.transfers, np.arange(timetable.stops)
    walks = np.argsort(footpaths.seconds, kind="stable")  # of several between the same stops the shortest counts
    walks = walks[footpaths.begin[walks] != footpaths.end[walks]]
    begin = np.concatenate((told.begin, same, footpaths.begin[walks]))
    end = np.concatenate((told.end, same, footpaths.end[walks]))
    usual = np.concatenate((np.zeros(timetable.stops), footpaths.seconds[walks])) + change
    seconds = np.concatenate((told.seconds, usual)).astype(np.int32)
    _, first = np.unique(begin.astype(np.int64) * timetable.stops + end, return_index=True)
    first = first[seconds[first] != IMPOSSIBLE]
    return Transfers(begin[first], end[first], np.maximum(seconds[first], SHORTEST))
