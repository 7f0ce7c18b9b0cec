"""Travel times by public transport between many points at once: on foot to a stop, rides and changes, on foot from one.

The connection scan of Dibbelt, Pajor, Strasser and Wagner (2013): connections are looked at once, in the order of
departure. Here each has one bit per point and departure instead of a time, so that one step carries 64 of them: the bit
tells whether whoever sets out then and there reaches the connection. Times come from the first connection that arrives.
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from engine.travel.transit.catching import NONE, Net, cut
from engine.travel.transit.changes import Footpaths
from engine.travel.transit.timetable import Timetable

HORIZON = 2 * 3600
"""Seconds. A way that takes longer, door to door, counts as none."""

NEVER = 2**30
"""Instead of a second, where nobody arrives; a walk more still fits into 32 bits."""

BLOCK = 2048
"""Points whose ways are looked for at once: their rows stay in the processor's cache."""

NO_WAY = -1
"""Instead of seconds from a point to a goal."""


def transit_seconds(
    timetable: Timetable,
    walking: np.ndarray,
    access: np.ndarray,
    egress: np.ndarray,
    footpaths: Footpaths,
    departures: Sequence[int],
    change: int,
    horizon: int = HORIZON,
) -> np.ndarray:
    """Seconds from each point to each goal, walking or by public transport, whichever is faster, waiting included.

    Each is the mean over the departures (seconds after midnight), rounded up. On a departure without a way within the
    horizon the way counts as long as the horizon, which is the least that it can take; a pair without a way on any
    departure is -1. walking: int32 (points, goals), access: int32 (points, stops), egress: int32 (stops, goals),
    seconds on foot, -1 where it is too far. Returns int32 (points, goals). footpaths, change: see changes.changes.
    """
    net = cut(timetable, departures, footpaths, change, horizon)
    found = np.empty(walking.shape, dtype=np.int32)
    for points in _blocks(walking.shape[0]):
        taken = _arrivals(net, access[points]) - net.departures[:, None]
        for goals in _blocks(walking.shape[1]):
            reached = _to_goals(taken, egress[:, goals], horizon)
            found[points, goals] = _mean(reached, walking[points, goals].T, horizon).T
    return found


def arrivals(
    timetable: Timetable,
    departures: Sequence[int],
    access: np.ndarray,
    footpaths: Footpaths,
    change: int,
    horizon: int = HORIZON,
) -> np.ndarray:
    """When whoever leaves a point at a departure first gets off at each stop: int32 (stops, departures, points).

    Seconds after midnight, NEVER where only after the horizon. access: seconds on foot from each point to each stop,
    int32 (points, stops), -1 where it is too far. footpaths, change: see changes.changes.
    """
    net = cut(timetable, departures, footpaths, change, horizon)
    arrived = _arrivals(net, access)
    return np.where(arrived - net.departures[:, None] <= horizon, arrived, NEVER)


def _blocks(count: int) -> list[slice]:
    return [slice(first, first + BLOCK) for first in range(0, count, BLOCK)]


def _arrivals(net: Net, access: np.ndarray) -> np.ndarray:
    columns = len(net.departures) * len(access)
    reached = _caught_on_foot(net, access)
    _ride(net, reached)
    return _first_arrivals(net, reached)[:, :columns].reshape(net.stops, len(net.departures), len(access))


def _caught_on_foot(net: Net, access: np.ndarray) -> np.ndarray:
    """Which connections are the first that people catch after walking: bits, uint64 (connections, words).

    Bit d x points + p of a row stands for departure d and point p; a row is filled up to whole words.
    """
    words = -(-len(net.departures) * len(access) // 64)
    bits = np.zeros((len(net.rides), words * 8), dtype=np.uint8)
    stop, point = np.nonzero(access.T >= 0)
    for nth, departure in enumerate(net.departures.tolist()):
        ride = net.catching.caught(stop, departure + access[point, stop])
        column = nth * len(access) + point
        byte = ride * bits.shape[1] + column // 8
        one = np.left_shift(1, column % 8).astype(np.uint8)
        np.bitwise_or.at(bits.reshape(-1), byte[ride != NONE], one[ride != NONE])
    return bits.view(np.uint64)


def _ride(net: Net, reached: np.ndarray) -> None:
    """Adds to each connection, in the order of departure, who waited at its stop, changed into it or stayed aboard."""
    rows = list(reached)
    waiting = list(np.zeros((net.stops, reached.shape[1]), dtype=np.uint64))
    links, rides = net.links, net.rides
    feeding = pairwise(links.first.tolist())
    steps = zip(rows, rides.begin.tolist(), rides.boards.tolist(), links.before.tolist(), feeding, strict=True)
    for row, stop, boards, before, (first, last) in steps:
        if boards:
            if first < last:
                row |= np.bitwise_or.reduce(reached[links.feeders[first:last]], axis=0)
            row |= waiting[stop]
            waiting[stop][:] = row
        if before != NONE:
            row |= rows[before]


def _first_arrivals(net: Net, reached: np.ndarray) -> np.ndarray:
    """When each bit first gets off at each stop, int32 (stops, bits).

    At each stop, in the order of arrival, every row takes over the bits of those before it. Then the rows that lack a
    bit are those before its first arrival, and their number is its place in the list.
    """
    found = np.full((net.stops, reached.shape[1] * 64), NEVER, dtype=np.int32)
    alighting = np.flatnonzero(net.rides.alights)
    order = alighting[np.lexsort((net.rides.arrival[alighting], net.rides.end[alighting]))]
    bounds = np.searchsorted(net.rides.end[order], np.arange(net.stops + 1)).tolist()
    for stop, (first, last) in enumerate(pairwise(bounds)):
        if first < last:
            rides = order[first:last]
            there = np.bitwise_or.accumulate(reached[rides], axis=0)
            bits = np.unpackbits(there.view(np.uint8), axis=1, bitorder="little")
            lacking = (last - first) - bits.sum(axis=0, dtype=np.min_scalar_type(last - first))
            times = np.append(net.rides.arrival[rides], np.int32(NEVER))
            np.take(times, lacking, out=found[stop])
    return found


def _to_goals(taken: np.ndarray, egress: np.ndarray, horizon: int) -> np.ndarray:
    """The least of ride and walk from the stop: seconds (goals, departures, points), horizon + 1 where longer.

    taken: seconds until getting off (stops, departures, points).
    """
    # Half the bytes, twice the speed; horizon and walk together fit into 15 bits unless someone asks for half a day.
    small = horizon + 1 + int(egress.max(initial=0)) <= np.iinfo(np.int16).max
    dtype = np.int16 if small else np.int32
    taken, egress = np.minimum(taken, horizon + 1).astype(dtype), egress.astype(dtype)
    best = np.full((egress.shape[1], *taken.shape[1:]), horizon + 1, dtype=dtype)
    total = np.empty(taken.shape[1:], dtype=dtype)
    for goal, walks in enumerate(egress.T):
        for stop in np.flatnonzero(walks >= 0).tolist():
            np.add(taken[stop], walks[stop], out=total)
            np.minimum(best[goal], total, out=best[goal])
    return best


def _mean(taken: np.ndarray, walking: np.ndarray, horizon: int) -> np.ndarray:
    """The mean over departures of the faster of walking and riding, int32 (goals, points). taken: of _to_goals."""
    on_foot = np.where(walking == NO_WAY, NEVER, walking)[:, None, :]
    missed = taken > horizon
    best = np.minimum(np.where(missed, np.int32(NEVER), taken), on_foot)
    best[best == NEVER] = horizon
    mean = -(-best.sum(axis=1, dtype=np.int32) // best.shape[1])
    return np.where((missed & (on_foot == NEVER)).all(axis=1), NO_WAY, mean)
