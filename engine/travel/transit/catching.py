"""Which connection people catch: at each stop the first that leaves once they are ready, and from it to the next ones.

Whatever leads from one connection into another is worked out here once, for all points alike. What is left for the
scan is who reaches which connection, a yes or no.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.travel.transit.changes import Footpaths, changes
from engine.travel.transit.timetable import Connections, Timetable
from engine.travel.transit.transfers import Transfers

NONE = -1
"""Instead of a connection."""

LATE = 2**32
"""More than any second of a timetable: stop and second go into one number, stop x LATE + second."""


@dataclass(frozen=True, slots=True, eq=False)
class Links:
    """What leads into each connection of a list that is in the order of departure.

    before: the connection of the same trip just before it, int32 (connections,), NONE at the first stop of a trip.
    feeders[first[i] : first[i + 1]]: those that people can change from into connection i and into none before it at the
    same stop, int32. All of them stand before i in the list.
    """

    before: np.ndarray
    first: np.ndarray
    feeders: np.ndarray


class Departures:
    """The connections that people can get on, by stop and then by departure."""

    def __init__(self, rides: Connections) -> None:
        boarding = np.flatnonzero(rides.boards)
        by_stop = np.lexsort((rides.departure[boarding], rides.begin[boarding]))
        self._ride = boarding[by_stop]
        self._key = rides.begin[self._ride].astype(np.int64) * LATE + rides.departure[self._ride]

    def caught(self, stop: np.ndarray, ready: np.ndarray) -> np.ndarray:
        """The first connection that leaves a stop at or after a second, NONE if there is none; all of one shape."""
        if not len(self._ride):
            return np.full(stop.shape, NONE)
        place = np.searchsorted(self._key, stop.astype(np.int64) * LATE + ready)
        place_or_last = np.minimum(place, len(self._key) - 1)
        found = (place < len(self._key)) & (self._key[place_or_last] // LATE == stop)
        return np.where(found, self._ride[place_or_last], NONE)


@dataclass(frozen=True, slots=True, eq=False)
class Net:
    """The connections between each departure and its horizon, and what leads into each of them.

    stops: how many the timetable has. departures: when people set out, seconds after midnight, int32 (departures,).
    """

    stops: int
    departures: np.ndarray
    rides: Connections
    catching: Departures
    links: Links


def cut(timetable: Timetable, departures: Sequence[int], footpaths: Footpaths, change: int, horizon: int) -> Net:
    """What of a timetable matters to people who set out at these seconds. Raises ValueError if there are none."""
    if not len(departures):
        raise ValueError("give at least one departure")
    every = timetable.connections
    wanted = np.zeros(len(every), dtype=bool)
    for departure in departures:
        first, last = np.searchsorted(every.departure, [departure, departure + horizon + 1])
        wanted[first:last] = True
    rides = every.at(wanted)
    catching = Departures(rides)
    leading = links(rides, catching, changes(timetable, footpaths, change))
    return Net(timetable.stops, np.array(departures, dtype=np.int32), rides, catching, leading)


def links(rides: Connections, departures: Departures, changes: Transfers) -> Links:
    """What leads into each connection: the trip itself, and every change (changes.changes, in the order of stops)."""
    alighting = np.flatnonzero(rides.alights)
    bounds = np.searchsorted(changes.begin, [rides.end[alighting], rides.end[alighting] + 1])
    ways = bounds[1] - bounds[0]
    feeder = np.repeat(alighting, ways)
    way = np.arange(len(feeder)) + np.repeat(bounds[0] - (np.cumsum(ways) - ways), ways)
    into = departures.caught(changes.end[way], rides.arrival[feeder] + changes.seconds[way])
    first, feeders = _by_target(rides.trip, feeder[into != NONE], into[into != NONE], len(rides))
    return Links(_before(rides), first, feeders)


def _by_target(trip: np.ndarray, feeder: np.ndarray, into: np.ndarray, rides: int) -> tuple[np.ndarray, np.ndarray]:
    """Feeders by the connection they lead into; of one trip only the last, for whoever was aboard before still is."""
    pair = into * (trip.max(initial=0) + np.int64(1)) + trip[feeder]
    order = np.argsort(pair, kind="stable")  # the feeders of a pair stay in the order of departure
    last = np.append(pair[order[1:]] != pair[order[:-1]], True)[: len(order)]
    feeder, into = feeder[order[last]], into[order[last]]
    return np.searchsorted(into, np.arange(rides + 1)), feeder.astype(np.int32)


def _before(rides: Connections) -> np.ndarray:
    """The list is in the order of each trip, so neighbours in a stable order by trip follow each other."""
    by_trip = np.argsort(rides.trip, kind="stable")
    before = np.full(len(rides), NONE, dtype=np.int32)
    follows = rides.trip[by_trip[1:]] == rides.trip[by_trip[:-1]]
    before[by_trip[1:][follows]] = by_trip[:-1][follows]
    return before
