"""A network made ready to be asked: its roads by mode and time of day, its streets for snapping, its memory.

What is prepared is kept, so that many questions cost one preparation.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from engine.travel import faster
from engine.travel.matrix import ways
from engine.travel.network import DEGREE, Network
from engine.travel.profiles import PROFILES, Profile
from engine.travel.remembered import Memory, Times
from engine.travel.roads import BARRED, Roads, roads
from engine.travel.snapping import Snapped, Streets


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

    def between(self, mode: str, band: str, points: np.ndarray) -> Times:
        """Door-to-door times between points, int32 (points, 2) without doubles, in units of 1/DEGREE."""
        key = f"{self.network.checksum} {self.profiles[mode].text} {band}"
        return self.memory.between(key, points, lambda starts, goals: self.measure(mode, band, starts, goals))

    def measure(self, mode: str, band: str, starts: np.ndarray, goals: np.ndarray, cutoff: int | None = None) -> Times:
        """Door-to-door times from points to points, searched for anew; cutoff: seconds under way, more is no way."""
        arcs, streets = self.roads(mode, band), self.streets(mode)
        tied, bound = streets.snap(starts / DEGREE), streets.snap(goals / DEGREE)
        found = ways(arcs, tied, bound, cutoff, self.processes, faster.installed())
        seconds = _door_to_door(self.profiles[mode], found.time, tied, bound)
        seconds[_code(starts)[:, None] == _code(goals)[None]] = 0  # nobody unlocks a bicycle for the flat next door
        return Times(seconds, found.length)


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
