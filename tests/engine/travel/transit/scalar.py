"""The same travel times by a plain search from one point at a time: Dijkstra's (1959), over stops and connections.

Shares nothing with the scan but the timetable and the word for no way.
"""

from bisect import bisect_left
from collections import defaultdict
from heapq import heappop, heappush

import numpy as np

from engine.travel.transit.changes import Footpaths
from engine.travel.transit.timetable import Timetable


class Plain:
    """A timetable as lists, with the changes that can be made."""

    def __init__(self, timetable: Timetable, footpaths: Footpaths, change: int) -> None:
        every = timetable.connections
        self.departure, self.arrival = every.departure.tolist(), every.arrival.tolist()
        self.end, self.alights = every.end.tolist(), every.alights.tolist()
        self.from_stop: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for ride, (stop, boards) in enumerate(zip(every.begin.tolist(), every.boards.tolist(), strict=True)):
            if boards:
                self.from_stop[stop].append((self.departure[ride], ride))
        self.onward: dict[int, int] = {}
        last: dict[int, int] = {}
        for ride, trip in enumerate(every.trip.tolist()):
            if trip in last:
                self.onward[last[trip]] = ride
            last[trip] = ride
        self.ways = changes_from(timetable, footpaths, change)

    def first_arrivals(self, setting_out: int, access: np.ndarray, horizon: int) -> dict[int, int]:
        """When someone first gets off at each stop reached within the horizon. access: seconds (stops,), -1 = none."""
        ready = {stop: setting_out + seconds for stop, seconds in enumerate(access.tolist()) if seconds >= 0}
        queue = sorted((time, "at", stop) for stop, time in ready.items())
        found: dict[int, int] = {}
        seen: set[tuple[str, int]] = set()
        while queue:
            time, kind, which = heappop(queue)
            if (kind, which) in seen or time > setting_out + horizon:
                continue
            seen.add((kind, which))
            if kind == "at":
                departures = self.from_stop[which]
                for departure, ride in departures[bisect_left(departures, (time, -1)) :]:
                    if departure > setting_out + horizon:
                        break
                    heappush(queue, (departure, "aboard", ride))
                continue
            if which in self.onward:
                heappush(queue, (self.departure[self.onward[which]], "aboard", self.onward[which]))
            stop, arrival = self.end[which], self.arrival[which]
            if self.alights[which] and arrival <= setting_out + horizon:
                found[stop] = min(arrival, found.get(stop, arrival))
                for other, seconds in self.ways[stop]:
                    if arrival + seconds < ready.get(other, setting_out + horizon + 1):
                        ready[other] = arrival + seconds
                        heappush(queue, (arrival + seconds, "at", other))
        return found


def changes_from(timetable: Timetable, footpaths: Footpaths, change: int) -> dict[int, list[tuple[int, int]]]:
    """For each stop where one can change to, and how many seconds that takes."""
    seconds = {(stop, stop): change for stop in range(timetable.stops)}
    for begin, end, walk in zip(
        footpaths.begin.tolist(), footpaths.end.tolist(), footpaths.seconds.tolist(), strict=True
    ):
        if begin != end:
            seconds[begin, end] = min(walk + change, seconds.get((begin, end), walk + change))
    told = timetable.transfers
    rows = list(zip(told.begin.tolist(), told.end.tolist(), told.seconds.tolist(), strict=True))
    for begin, end, least in reversed(rows):
        seconds[begin, end] = least
    ways: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for (begin, end), least in seconds.items():
        if least >= 0:
            ways[begin].append((end, max(least, 1)))
    return ways


def plain_seconds(
    plain: Plain,
    walking: np.ndarray,
    access: np.ndarray,
    egress: np.ndarray,
    departures: list[int],
    horizon: int,
) -> np.ndarray:
    """What scan.transit_seconds promises, pair by pair. access: (origins, stops); walking: (origins, points)."""
    found = np.empty(walking.shape, dtype=np.int32)
    for origin in range(len(access)):
        arrived = [plain.first_arrivals(departure, access[origin], horizon) for departure in departures]
        for goal in range(walking.shape[1]):
            times = []
            for departure, stops in zip(departures, arrived, strict=True):
                rides = [
                    time + int(egress[stop, goal]) - departure
                    for stop, time in stops.items()
                    if egress[stop, goal] >= 0
                ]
                ways = [seconds for seconds in rides if seconds <= horizon]
                ways += [int(walking[origin, goal])] if walking[origin, goal] >= 0 else []
                times.append(min(ways, default=None))
            if all(time is None for time in times):
                found[origin, goal] = -1
            else:
                total = sum(horizon if time is None else time for time in times)
                found[origin, goal] = -(-total // len(times))
    return found
