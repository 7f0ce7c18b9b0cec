"""What one mode may use of a network at one time of day, and how many milliseconds each stretch takes it.

Whole milliseconds, so that every way of finding shortest paths gives the same sums to the last digit.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from engine.travel.network import KINDS, Network, against, along
from engine.travel.profiles import MAIN, Profile, slope_factor

BARRED = -1
"""Milliseconds where there is no way."""

SPAN = 2**24
"""Time and length travel in one number, milliseconds x SPAN + decimetres: the fastest way, and the shortest of equals.
Exact in a double for ways of up to 149 hours and 1,677 km."""


class Arcs(NamedTuple):
    """Arcs from begin to end: milliseconds, with the pause at the end, and decimetres, int64; the edge that each runs
    on, and whether from its tail to its head. All of shape (arcs,)."""

    begin: np.ndarray
    end: np.ndarray
    time: np.ndarray
    length: np.ndarray
    edge: np.ndarray
    forward: np.ndarray


@dataclass(frozen=True, eq=False)
class Roads:
    """The arcs of one profile in one band.

    forth, back: milliseconds under way from tail to head and from head to tail, BARRED where barred, int64 (edges,).
    pause: milliseconds that arriving at a junction costs, int64 (nodes,).
    """

    network: Network
    profile: Profile
    band: str
    forth: np.ndarray
    back: np.ndarray
    pause: np.ndarray

    @cached_property
    def arcs(self) -> "Arcs":
        """Every arc that may be used, in order of its ends; of twins only the fastest."""
        net = self.network
        ahead, astern = np.flatnonzero(self.forth != BARRED), np.flatnonzero(self.back != BARRED)
        edge = np.concatenate((ahead, astern))
        forward = np.arange(len(edge)) < len(ahead)
        begin = np.where(forward, net.tail[edge], net.head[edge])
        end = np.where(forward, net.head[edge], net.tail[edge])
        time = np.where(forward, self.forth[edge], self.back[edge]) + self.pause[end]
        length = net.decimetres[edge].astype(np.int64)
        order = np.lexsort((length, time, end, begin))
        fresh = begin[order] != end[order]
        fresh[1:] &= (np.diff(begin[order]) != 0) | (np.diff(end[order]) != 0)
        kept = order[fresh]
        return Arcs(*(values[kept] for values in (begin, end, time, length, edge, forward)))

    @cached_property
    def graph(self) -> csr_array:
        """Time and length of each arc in one number (SPAN), float64 of shape (nodes, nodes)."""
        begin, end, time, length, *_ = self.arcs
        shape = (self.network.nodes, self.network.nodes)
        return csr_array(((time * SPAN + length).astype(float), (begin, end)), shape=shape)

    @cached_property
    def connected(self) -> np.ndarray:
        """Whether each edge lies in the largest part in which one can get from everywhere to everywhere, (edges,)."""
        _, part = connected_components(self.graph, directed=True, connection="strong")
        used = part[np.concatenate(self.arcs[:2])]
        largest = np.bincount(used).argmax() if len(used) else -1
        net = self.network
        return (part[net.tail] == largest) & (part[net.head] == largest) & self.usable

    @cached_property
    def usable(self) -> np.ndarray:
        """Whether each edge may be used at all, bool (edges,)."""
        return (self.forth != BARRED) | (self.back != BARRED)


def size(graph: csr_array) -> int:
    """How many nodes a graph has."""
    return len(graph.indptr) - 1


def roads(network: Network, profile: Profile, band: str = "midday") -> Roads:
    """What a profile may use of a network, and how long that takes it in a band."""
    forth, back = (_milliseconds(network, profile, band, uphill) for uphill in (1, -1))
    forth[(network.allowed & along(profile.mode)) == 0] = BARRED
    back[(network.allowed & against(profile.mode)) == 0] = BARRED
    used = (forth != BARRED) | (back != BARRED)
    ways = np.bincount(np.concatenate((network.tail[used], network.head[used])), minlength=network.nodes)
    pause = np.where(ways > 2, round(profile.junction * profile.factor * 1000), 0).astype(np.int64)
    return Roads(network, profile, band, forth, back, pause)


def _milliseconds(network: Network, profile: Profile, band: str, uphill: int) -> np.ndarray:
    """Time under way on each edge in one direction (1 from tail to head), at least one millisecond, int64 (edges,)."""
    metres = network.decimetres / 10
    speed = _by_kind(profile.speeds)[network.kind]
    if profile.limits:
        speed = np.where((network.limit > 0) & (speed > 0), network.limit * profile.limits, speed)
    if profile.hills and network.elevation is not None:
        rise = uphill * (network.elevation[network.head] - network.elevation[network.tail])
        speed = speed * slope_factor(profile.hills, np.clip(rise / np.maximum(metres, 1), -0.4, 0.4))
    part = profile.band(band)
    slower = _by_kind({kind: part.main if kind in MAIN else part.minor for kind in KINDS})[network.kind]
    with np.errstate(divide="ignore"):
        time = metres * 3600 / speed * slower * profile.factor
    return np.where(speed > 0, np.maximum(np.rint(np.where(speed > 0, time, 0)), 1), BARRED).astype(np.int64)


def _by_kind(values: Mapping[str, float]) -> np.ndarray:
    return np.array([values.get(kind, 0.0) for kind in KINDS])
