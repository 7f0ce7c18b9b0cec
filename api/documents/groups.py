"""How something is shared out, told in groups of at least five people: nobody is found in a smaller one.

Neighbouring groups are joined until each has enough; where all together are fewer, nothing is told. Only how many are
in a group is told, never who, and no least or greatest value.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from engine.kpi import FEWEST

LEAST = FEWEST
"""So many people are in a group at the least."""


@dataclass(frozen=True, slots=True)
class Group:
    """So many people with a value from low (None: from the least) to below high (None: to the greatest)."""

    low: float | None
    high: float | None
    people: int


def grouped(values: Sequence[float], edges: Sequence[float], least: int = LEAST) -> tuple[Group, ...]:
    """How many values lie below the first edge, between each two, and from the last on; joined to groups of at least so
    many. Empty where there are fewer values than that in all. edges: in rising order."""
    if len(values) < least:
        return ()
    counts = [0] * (len(edges) + 1)
    for value in values:
        counts[bisect_right(edges, value)] += 1
    found: list[Group] = []
    for one in _joined(counts, edges, least):
        if one.people >= least:
            found.append(one)
        else:  # what is left over at the end goes to the group before
            before = found.pop()
            found.append(Group(before.low, one.high, before.people + one.people))
    return tuple(found)


def _joined(counts: Sequence[int], edges: Sequence[float], least: int) -> Iterator[Group]:
    low: float | None = None
    people = 0
    for count, high in zip(counts, (*edges, None), strict=True):
        people += count
        if people >= least or high is None:
            yield Group(low, high, people)
            low, people = high, 0


def distribution(values: Sequence[float], edges: Sequence[float]) -> dict[str, Any]:
    """Groups and the mean as plain data; told is false where there are too few people to tell anything."""
    groups = grouped(values, edges)
    return {
        "told": bool(groups),
        "people": len(values) if groups else None,
        "mean": round(sum(values) / len(values), 2) if groups else None,
        "groups": [{"from": one.low, "to": one.high, "people": one.people} for one in groups],
    }
