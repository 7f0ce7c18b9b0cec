"""What runs on one date: the timetables of all operators as one list of connections, in the order of departure.

A connection is a ride from one stop to the next without a halt between (Dibbelt, Pajor, Strasser and Wagner 2013,
"Intriguingly simple and fast transit routing").
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from itertools import accumulate

import numpy as np

from engine.travel.transit.dates import check_date, check_zones
from engine.travel.transit.gtfs import Feed
from engine.travel.transit.transfers import Transfers

DAY = 24 * 3600
"""Seconds. On the two days a year that have an hour less or more, times before the change of clocks are an hour off."""

DAYS = 3
"""The day before, the day itself and the next: a trip of each that runs all three is three trips."""

LATEST = 30 * 3600
"""Departures before six of the next morning are in the list, so that an evening's ways can end after midnight."""


@dataclass(frozen=True, slots=True, eq=False)
class Connections:
    """Rides from a stop to the next, of shape (connections,).

    departure, arrival: seconds after midnight, int32. begin, end, trip: stops and trip, int32.
    boards, alights: whether people may get on at begin, and off at end, bool.
    """

    departure: np.ndarray
    arrival: np.ndarray
    begin: np.ndarray
    end: np.ndarray
    trip: np.ndarray
    boards: np.ndarray
    alights: np.ndarray

    def __len__(self) -> int:
        return len(self.departure)

    def at(self, rows: np.ndarray) -> "Connections":
        """Some of them, or all in another order."""
        return Connections(*(getattr(self, field.name)[rows] for field in fields(self)))

    @staticmethod
    def joined(parts: "Sequence[Connections]") -> "Connections":
        """Those of several lists in one."""
        return Connections(
            *(np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(Connections))
        )


@dataclass(frozen=True, slots=True, eq=False)
class Timetable:
    """The connections of a date, by departure; those of one trip in the order of the trip.

    stop_ids (feed and id), stop_names, latitude, longitude (degrees, float64): of the stops that vehicles call at that
    day, (stops,). lines: the name of each trip's line. transfers: changes that the operators tell of, between them.
    """

    on: date
    connections: Connections
    stop_ids: tuple[tuple[str, str], ...]
    stop_names: tuple[str, ...]
    latitude: np.ndarray
    longitude: np.ndarray
    lines: tuple[str, ...]
    transfers: Transfers

    @property
    def stops(self) -> int:
        """How many stops there are."""
        return len(self.stop_ids)


def timetable(feeds: Sequence[Feed], on: date) -> Timetable:
    """What runs on a date: its own trips, those of the day before that run past midnight, and those of next morning.

    Raises DataError if the feeds have no service on that date (dates.check_date) or are of several time zones.
    """
    check_zones(feeds)
    check_date(feeds, on)
    stops = list(accumulate((len(feed.stops.ids) for feed in feeds), initial=0))
    trips = list(accumulate((DAYS * len(feed.lines) for feed in feeds), initial=0))
    every = [_of_feed(feed, on, stop, trip) for feed, stop, trip in zip(feeds, stops[:-1], trips[:-1], strict=True)]
    rides = Connections.joined(every)
    rides = rides.at(np.argsort(rides.departure, kind="stable"))
    served, ends = np.unique(np.concatenate((rides.begin, rides.end)), return_inverse=True)
    ran, trip = np.unique(rides.trip, return_inverse=True)
    begin, end = ends.astype(np.int32).reshape(2, -1)
    ids = [(feed.name, stop) for feed in feeds for stop in feed.stops.ids]
    names = [name for feed in feeds for name in feed.stops.names]
    lines = [line for feed in feeds for line in feed.lines for _ in range(DAYS)]
    return Timetable(
        on=on,
        connections=replace(rides, begin=begin, end=end, trip=trip.astype(np.int32)),
        stop_ids=tuple(ids[stop] for stop in served),
        stop_names=tuple(names[stop] for stop in served),
        latitude=np.concatenate([feed.stops.latitude for feed in feeds])[served],
        longitude=np.concatenate([feed.stops.longitude for feed in feeds])[served],
        lines=tuple(lines[trip] for trip in ran),
        transfers=_of_served(feeds, stops, served),
    )


def _of_feed(feed: Feed, on: date, stops: int, trips: int) -> Connections:
    """The connections of three days, as seen from the middle one. stops, trips: how many other feeds have before."""
    calls, day = feed.calls, on.toordinal()
    onward = np.flatnonzero(calls.trip[1:] == calls.trip[:-1])
    running = feed.calendar.runs(day - 1, day + 1)[feed.service]
    ride, nth = np.nonzero(running[calls.trip[onward]])
    here = onward[ride]
    shift = ((nth - 1) * DAY).astype(np.int32)
    rides = Connections(
        departure=calls.departure[here] + shift,
        arrival=calls.arrival[here + 1] + shift,
        begin=calls.stop[here] + np.int32(stops),
        end=calls.stop[here + 1] + np.int32(stops),
        trip=(calls.trip[here] * DAYS + nth + trips).astype(np.int32),
        boards=calls.boards[here],
        alights=calls.alights[here + 1],
    )
    return rides.at((rides.departure >= 0) & (rides.departure < LATEST))


def _of_served(feeds: Sequence[Feed], stops: Sequence[int], served: np.ndarray) -> Transfers:
    """The transfers of all feeds between stops that are served, as places among those."""
    begin = np.concatenate([feed.transfers.begin + base for feed, base in zip(feeds, stops[:-1], strict=True)])
    end = np.concatenate([feed.transfers.end + base for feed, base in zip(feeds, stops[:-1], strict=True)])
    seconds = np.concatenate([feed.transfers.seconds for feed in feeds])
    place = np.full(stops[-1], -1, dtype=np.int32)
    place[served] = np.arange(len(served))
    kept = (place[begin] >= 0) & (place[end] >= 0)
    return Transfers(place[begin[kept]], place[end[kept]], seconds[kept])
