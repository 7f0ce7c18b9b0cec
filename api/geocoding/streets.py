"""The streets of a network by name, each as the ranges of house numbers along it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial import KDTree

from api.geocoding.found import DEGREE_METRES
from api.geocoding.spelling import skeleton
from api.geocoding.street_names import StreetName, read_name
from engine.travel.addresses import Addresses
from engine.travel.network import DEGREE

BREAK = 1000
"""Metres without a house number after which a name begins anew as another street: two districts may have the same."""

SQUARE = 50
"""Metres; houses in one square are looked at together, since a long street may have thousands."""


@dataclass(frozen=True, slots=True)
class Street:
    """One street. kinds: what it may be, empty if its name does not say. ranges: its rows of the addresses. exact:
    whether it is spelt as it was asked for, letter by letter."""

    kinds: frozenset[str]
    ranges: np.ndarray
    exact: bool


class Streets:
    """Finds streets by any way of writing their name. Prepared once; a look-up then compares a handful of names."""

    def __init__(self, addresses: Addresses):
        self._order = np.argsort(addresses.street, kind="stable")
        self._start = np.searchsorted(addresses.street[self._order], np.arange(len(addresses.names) + 1))
        self._ends = np.stack([addresses.begin, addresses.end], axis=1)
        self._named: dict[str, tuple[Street, ...]] = {}
        self._by_skeleton: dict[str, list[tuple[StreetName, int]]] = defaultdict(list)
        for number, text in enumerate(addresses.names):
            name = read_name(text)
            if name.core:
                self._by_skeleton[skeleton(name.core)].append((name, number))

    def named(self, text: str) -> tuple[Street, ...]:
        """The streets that a text may mean; none for a misspelt name.

        A name that has lost letters is taken for whatever fits it, unless there is a street that needs no such leave.
        """
        if text not in self._named:
            found = list(self._find(read_name(text)))
            self._named[text] = tuple([street for street in found if street.exact] or found)
        return self._named[text]

    def _find(self, wanted: StreetName) -> Iterator[Street]:
        kinds: dict[frozenset[str], list[tuple[bool, np.ndarray]]] = defaultdict(list)
        for name, number in self._by_skeleton.get(skeleton(wanted.core), ()):
            if name.fits(wanted):
                ranges = self._order[self._start[number] : self._start[number + 1]]
                kinds[name.kinds].append((name.core == wanted.core, ranges))
        for kind, told in kinds.items():
            exact = np.concatenate([np.full(len(ranges), sure) for sure, ranges in told])
            ranges = np.concatenate([ranges for _, ranges in told])
            for group in self._far_apart(ranges):
                yield Street(kind, ranges[group], bool(exact[group].any()))

    def _far_apart(self, ranges: np.ndarray) -> Iterator[np.ndarray]:
        """Which ranges of a name belong together, as masks: a street may cross districts, and a name may recur."""
        if not len(ranges):
            return
        points = self._ends[ranges].reshape(-1, 2) / DEGREE * DEGREE_METRES
        points[:, 1] *= np.cos(np.radians(points[:, 0].mean() / DEGREE_METRES))
        squares, at = np.unique(np.rint(points / SQUARE), axis=0, return_inverse=True)
        at = at.reshape(-1, 2)  # the squares in which each range begins and ends
        near = KDTree(squares).query_pairs(BREAK / SQUARE, output_type="ndarray")
        first, second = np.concatenate([near, at]).T
        links = coo_array((np.ones(len(first), dtype=np.int8), (first, second)), shape=(len(squares), len(squares)))
        groups, group = connected_components(links, directed=False)
        for number in range(groups):
            yield group[at[:, 0]] == number
