"""The best main carers for each client by itself, once hours have a price: few faces and two at once included.

A client has few units, so that all ways to share them out among different people can be tried: the partitions of a set
of up to `MANY`. Done for all clients with as many units at once, in whole numbers.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np

from engine.assignment.tables import Tables
from engine.model.assignment import NOBODY

MANY = 4
"""Units of a client up to which its faces are looked at together; above, they are taken for free."""

ABOVE_ALL = 2**62
"""More than any cost, however dear the weights, and half of what a number holds, so that a difference fits."""


@dataclass(frozen=True, slots=True)
class Alike:
    """Clients with as many units, tied alike. units: rows, shape (clients, units); apart: pairs of columns."""

    units: np.ndarray
    apart: tuple[tuple[int, int], ...]
    target: np.ndarray

    def parts(self, size: int) -> Iterator["Alike"]:
        """A few clients at a time."""
        for first in range(0, len(self.units), size):
            some = slice(first, first + size)
            yield Alike(self.units[some], self.apart, self.target[some])


def alike(tables: Tables) -> list[Alike]:
    """All clients, sorted by what they have in common; units that nobody can take are left out."""
    able = np.any(tables.allowed, axis=1)
    found: dict[tuple, list[tuple[np.ndarray, int]]] = {}
    for home, target in zip(tables.homes, tables.target.tolist(), strict=True):
        units = home[able[home]]
        place = {unit: column for column, unit in enumerate(units.tolist())}
        apart = tuple((place[a], place[b]) for a in place for b in tables.partners.get(a, ()) if a < b and b in place)
        if len(units):
            found.setdefault((len(units), apart, len(units) > target), []).append((units, target))
    return [
        Alike(np.array([units for units, _ in some]), apart, np.array([target for _, target in some]))
        for (_, apart, _), some in sorted(found.items())
    ]


def choose(cost: np.ndarray, nobody: np.ndarray, group: Alike, face: int) -> tuple[np.ndarray, np.ndarray]:
    """For each client the least cost, and for each of its units a column of the carers, or NOBODY.

    cost: shape (clients, units, carers), very dear where it is not possible; nobody: (clients, units). The least is
    never above the true one; it may be below where somebody is left out whose face is then counted as one too few.
    """
    clients, units, carers = cost.shape
    faces = face > 0 and units <= MANY and int(group.target.min()) < units
    least = np.full(clients, np.iinfo(np.int64).max)
    picks = np.full((clients, units), NOBODY)
    rows = np.arange(clients)
    for blocks in partitions(units) if faces else (tuple((unit,) for unit in range(units)),):
        if any(a in block and b in block for a, b in group.apart for block in blocks):
            continue
        more = np.maximum(0, len(blocks) - group.target) if faces else np.zeros(clients, np.int64)
        worths, bests = [], []
        for block in blocks:
            if len(block) == 1:
                alone = nobody[:, block[0]] - face * (more > 0)
                worth = np.concatenate([cost[:, block[0]], alone[:, None]], axis=1)
            else:
                worth = cost[:, block].sum(axis=1)
            best = worth.argmin(axis=1)
            worths.append(worth)
            bests.append(best)
        for one, other in _rivals(blocks, group.apart):
            _part(worths, bests, (one, other), carers)
        total = face * more
        for worth, best in zip(worths, bests, strict=True):
            total = total + worth[rows, best]
        better = total < least
        least[better] = total[better]
        for best, block in zip(bests, blocks, strict=True):
            for unit in block:
                picks[better, unit] = np.where(best[better] < carers, best[better], NOBODY)
    return least, picks


def _part(worths: list[np.ndarray], bests: list[np.ndarray], pair: tuple[int, int], carers: int) -> None:
    """Where both would have the same carer, one of them has the second best, or nobody (columns after the carers)."""
    one, other = pair
    same = np.flatnonzero((bests[one] == bests[other]) & (bests[one] < carers))
    if not len(same):
        return
    seconds, extra = [], []
    for place in pair:
        rest = worths[place][same]
        rows = np.arange(len(same))
        first = rest[rows, bests[place][same]]
        rest[rows, bests[place][same]] = np.iinfo(np.int64).max
        seconds.append(rest.argmin(axis=1))
        extra.append(np.minimum(rest[rows, seconds[-1]], ABOVE_ALL) - first)
    gives = extra[0] <= extra[1]
    bests[one][same] = np.where(gives, seconds[0], bests[one][same])
    bests[other][same] = np.where(gives, bests[other][same], seconds[1])


def _rivals(blocks: tuple[tuple[int, ...], ...], apart: tuple[tuple[int, int], ...]) -> Iterator[tuple[int, int]]:
    """Blocks that need different carers, each at most once."""
    seen: set[int] = set()
    for a, b in apart:
        one, other = (next(place for place, block in enumerate(blocks) if unit in block) for unit in (a, b))
        if not {one, other} & seen:
            seen |= {one, other}
            yield one, other


@cache
def partitions(count: int) -> tuple[tuple[tuple[int, ...], ...], ...]:
    """All partitions of a set of so many, those with few parts first."""
    if count == 0:
        return ((),)
    found = []
    last = count - 1
    for smaller in partitions(last):
        found += [(*smaller[:place], (*block, last), *smaller[place + 1 :]) for place, block in enumerate(smaller)]
        found.append((*smaller, (last,)))
    return tuple(sorted(found, key=lambda blocks: (len(blocks), blocks)))
