"""The changes between stops that an operator tells of: transfers.txt."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from engine.travel.transit.calls import natural
from engine.travel.transit.tables import Table

TRANSFERS = ("from_stop_id", "to_stop_id", "transfer_type")
"""The columns of transfers.txt that must be there."""

IMPOSSIBLE = -1
"""Seconds of a change that nobody can make."""

TIMED, MINIMUM, NEVER = 1, 2, 3
"""Kinds of transfers: the vehicle waits; at least so long; impossible. Others say nothing about times."""

NARROWER = ("from_route_id", "to_route_id", "from_trip_id", "to_trip_id")
"""A row with one of these speaks of certain lines or trips only, and is passed over."""


@dataclass(frozen=True, slots=True, eq=False)
class Transfers:
    """Changes from a stop to a stop (or the same one): places in a list of stops and seconds, int32 (transfers,)."""

    begin: np.ndarray
    end: np.ndarray
    seconds: np.ndarray


def read_transfers(table: Table, stops: Mapping[str, int], parent: np.ndarray) -> Transfers:
    """The transfers that tell a time or forbid the change; one told of a station holds for all its platforms.

    What is told of fewer platforms comes first, for it goes before what is told of a whole station.
    parent: the station of each stop, int32 (stops,), -1 if of none. Adds faults for what cannot be read.
    """
    begin = table.looked_up("from_stop_id", stops, "stops.txt", blank=True)
    end = table.looked_up("to_stop_id", stops, "stops.txt", blank=True)
    kind = table.parsed("transfer_type", lambda text: natural(text or "0"), np.int32, "write 0, 1, 2 or 3")
    least = table.parsed("min_transfer_time", lambda text: natural(text or "0"), np.int32, "write whole seconds")
    seconds = np.select([kind == NEVER, kind == TIMED], [IMPOSSIBLE, 0], least)
    narrower = np.array(
        [any(cells) for cells in zip(*(table.column(name) for name in NARROWER), strict=True)], dtype=bool
    )
    kept = np.isin(kind, (TIMED, MINIMUM, NEVER)) & (begin >= 0) & (end >= 0) & ~narrower
    platforms: dict[int, list[int]] = {stop: [stop] for stop in range(len(parent))}
    for stop, station in enumerate(parent.tolist()):
        if station >= 0:
            platforms[station].append(stop)
    rows = list(zip(begin[kept].tolist(), end[kept].tolist(), seconds[kept].tolist(), strict=True))
    rows.sort(key=lambda row: len(platforms[row[0]]) * len(platforms[row[1]]))
    told = [(one, other, time) for start, goal, time in rows for one in platforms[start] for other in platforms[goal]]
    arrays = np.array(told, dtype=np.int32).reshape(-1, 3).T
    return Transfers(arrays[0], arrays[1], arrays[2])
