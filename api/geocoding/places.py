"""The districts and towns that an address may name, to tell streets of one name apart."""

import re
from collections.abc import Sequence

import numpy as np

from api.geocoding.spelling import fold, pattern
from engine.travel.addresses import Addresses
from engine.travel.network import DEGREE, Box

SHORTEST_PART = 4
"""Letters; "Horta" alone may stand for "Horta-Guinardó", a shorter part might be anything."""


class Places:
    """Knows places by their names, and where about each of them lies."""

    def __init__(self, addresses: Addresses):
        self._addresses = addresses
        self._boxes: dict[int, Box] = {}
        patterns = [(pattern(key), number) for number, name in enumerate(addresses.places) for key in _keys(name)]
        self._patterns = sorted(patterns, key=lambda one: -len(one[0].pattern))
        self._anywhere = [(re.compile(rf"(?<!\S){found.pattern}(?!\S)"), number) for found, number in self._patterns]

    def words(self, words: Sequence[str]) -> int:
        """How many words at the beginning of some are the name of a place: 0 for none."""
        text = " ".join(words)
        for found, _ in self._anywhere:
            match = found.match(text)
            if match:
                return len(match.group().split())
        return 0

    def named(self, folded: str) -> frozenset[int]:
        """The places that a folded text names."""
        return frozenset(number for found, number in self._anywhere if found.search(folded)) if folded else frozenset()

    def holds(self, place: int, point: tuple[float, float]) -> bool:
        """Whether a (latitude, longitude) lies in the box around a place: a suburb lies in its town."""
        if place not in self._boxes:
            self._boxes[place] = box_of(self._addresses, self._addresses.place == place)
        return point in self._boxes[place]


def box_of(addresses: Addresses, chosen: np.ndarray | slice) -> Box:
    """The smallest box around some ranges of house numbers; one without any holds nothing."""
    ends = np.concatenate([addresses.begin[chosen], addresses.end[chosen]]) / DEGREE
    if not len(ends):
        return Box(np.inf, np.inf, -np.inf, -np.inf)
    return Box(*ends.min(axis=0).tolist(), *ends.max(axis=0).tolist())


def _keys(name: str) -> list[str]:
    """The ways of naming a place: its whole name, and each part of a name with hyphens."""
    parts = [part for part in map(fold, name.split("-")) if len(part) >= SHORTEST_PART]
    return [key for key in dict.fromkeys([fold(name), *parts]) if key]
