"""A network made ready to be asked: its roads by mode and time of day, its streets for snapping, its memory.

What is prepared is kept, so that many questions cost one preparation.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

import numpy as np

from engine.travel import faster
from engine.travel.matrix import ways
from engine.travel.network import DEGREE, Network
from engine.travel.profiles import PROFILES, Profile
from engine.travel.remembered import Memory, Times
from engine.travel.roads import BARRED, Roads, roads
from engine.travel.snapping import Snapped, Streets
from engine.travel.transit.gtfs import Feed, read_feed

NOBODY = Snapped(np.zeros(0, dtype=np.int32), np.zeros(0), np.zeros(0))
"""No point at all."""


@dataclass(eq=False)
class City:
    """A network under a name, and how people move in it.

    profiles: by mode. memory: where times are remembered. processes: for the plain search. timetables: GTFS files.
    """

    name: str
    network: Network
    profiles: Mapping[str, Profile] = field(default_factory=lambda: PROFILES)
    memory: Memory = field(default_factory=lambda: Memory(None))
    processes: int = 1
    timetables: tuple[Path, ...] = ()
    _roads: dict[tuple[str, str], Roads] = field(default_factory=dict, init=False, repr=False)
    _streets: dict[str, Streets] = field(default_factory=dict, init=False, repr=False)
    _tied: dict[str, tuple[np.ndarray, Snapped]] = field(default_factory=dict, init=False, repr=False)

    def modes(self) -> tuple[str, ...]:
        """The modes that the network has streets and a profile for."""
        return tuple(mode for mode in self.profiles if self.network.usable(mode))

    def roads(self, mode: str, band: str) -> Roads:
        if (mode, band) not in self._roads:
            self._roads[mode, band] = roads(self.network, self.profiles[mode], band)
        return self._roads[mode, band]

    def streets(self, mode: str) -> Streets:
        """What points are tied to; the same at every hour."""
        if mode not in self._streets:
            self._streets[mode] = Streets(self.roads(mode, self.profiles[mode].bands[0].name))
        return self._streets[mode]

    @cached_property
    def feeds(self) -> tuple[Feed, ...]:
        """The timetables, read. Raises DataError naming one that cannot be."""
        return tuple(read_feed(path) for path in self.timetables)

    def tied(self, mode: str, points: np.ndarray) -> Snapped:
        """Points, (points, 2) in units of 1/DEGREE, on the streets of a mode; those that were asked for are known."""
        known, snapped = self._tied.get(mode, (np.zeros(0, dtype=np.int64), NOBODY))
        code = _code(points)
        fresh, first = np.unique(code, return_index=True)
        first = first[~np.isin(fresh, known, assume_unique=True)]
        if len(first):
            snapped = Snapped.joined(snapped, self.streets(mode).snap(points[first] / DEGREE))
            known = np.concatenate((known, code[first]))
            order = np.argsort(known)
            known, snapped = known[order], snapped.some(order)
            self._tied[mode] = known, snapped
        return snapped.some(np.searchsorted(known, code))

    def between(self, mode: str, band: str, points: np.ndarray) -> Times:
        """Door-to-door times between points, int32 (points, 2) without doubles, in units of 1/DEGREE."""
        key = f"{self.network.checksum} {self.profiles[mode].text} {band}"

        def search(starts: np.ndarray, goals: np.ndarray) -> Times:
            found = self.measure(mode, band, starts, goals)
            return Times(staying(found.seconds, starts, goals), found.decimetres)

        return self.memory.between(key, points, search)

    def measure(
        self,
        mode: str,
        band: str,
        starts: np.ndarray,
        goals: np.ndarray,
        cutoff: int | None = None,
        doors: bool = True,
        lengths: bool = True,
    ) -> Times:
        """Door-to-door times from points to points, searched for anew.

        cutoff: seconds under way, more is no way. doors: False leaves out what every trip costs besides: nobody rings
        at a bus stop. lengths: False where nobody asks for them; see matrix.ways.
        """
        tied = self.tied(mode, starts)
        bound = tied if goals is starts else self.tied(mode, goals)
        found = ways(self.roads(mode, band), tied, bound, cutoff, self.processes, faster.installed(), lengths)
        profile = self.profiles[mode] if doors else replace(self.profiles[mode], access=0)
        seconds = _door_to_door(profile, found.time, tied, bound)
        return Times(seconds, found.length)


def staying(seconds: np.ndarray, starts: np.ndarray, goals: np.ndarray) -> np.ndarray:
    """Seconds between points with none, put in place, from each point to itself: nobody unlocks a bicycle for the flat
    next door."""
    seconds[_code(starts)[:, None] == _code(goals)[None]] = 0
    return seconds


def _door_to_door(profile: Profile, time: np.ndarray, tied: Snapped, bound: Snapped) -> np.ndarray:
    """Milliseconds under way turned, in place, into whole seconds from door to door, rounded up: with the way to and
    from the street, and what every trip costs."""
    pace = 3600 / profile.off_street
    none = time == BARRED
    time += np.rint(tied.off * pace + profile.access * 1000).astype(np.int32)[:, None]
    time += np.rint(bound.off * pace).astype(np.int32)[None, :]
    time += 999
    time //= 1000
    time[none] = BARRED
    return time


def _code(points: np.ndarray) -> np.ndarray:
    """Each point as one number."""
    return points[:, 0].astype(np.int64) * 2**32 + points[:, 1]
