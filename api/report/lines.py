"""Lines on the paper: cut off at its edge, thinned to what an eye can see, written as short as SVG allows."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import hypot

import numpy as np

NEARER = 0.5
"""Drawing units that no eye tells apart."""

Spot = tuple[float, float]


def clipped(points: np.ndarray, starts: np.ndarray, width: float, height: float) -> list[np.ndarray]:
    """The parts of lines inside the paper from (0, 0) to (width, height), after Liang and Barsky (1984).

    Line number n runs through points[starts[n] : starts[n + 1]], x and y in rows; each part has the same form.
    """
    if len(points) < 2:
        return []
    begin, way = points[:-1], np.diff(points, axis=0)
    enters, leaves = _inside(begin, way, np.array([width, height]))
    drawn = enters < leaves
    drawn[starts[1:-1] - 1] = False  # from the end of one line to the beginning of the next
    at = np.flatnonzero(drawn)
    goes_on = (np.diff(at) == 1) & (leaves[at[:-1]] == 1) & (enters[at[1:]] == 0)
    heads, tails = begin + enters[:, None] * way, begin + leaves[:, None] * way
    runs = np.split(at, np.flatnonzero(~goes_on) + 1) if len(at) else []
    return [np.concatenate((heads[run[:1]], tails[run])) for run in runs]


def _inside(begin: np.ndarray, way: np.ndarray, size: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """From and up to which share of each straight piece it lies inside; what never does leaves before it enters."""
    slope = np.where(way == 0, 1e-12, way)  # what runs along a side meets it very far away
    sides = np.stack((-begin / slope, (size - begin) / slope))
    return np.maximum(sides.min(axis=0).max(axis=1), 0), np.minimum(sides.max(axis=0).min(axis=1), 1)


def thinned(line: np.ndarray) -> list[Spot]:
    """A line without the corners that lie nearer than NEARER to it without them; its ends stay. In tenths of a unit."""
    first, *corners = rounded(line)
    kept, left_out = [first], []
    for corner, after in pairwise(corners):
        left_out.append(corner)
        if any(_off(kept[-1], after, one) >= NEARER for one in left_out):
            kept.append(corner)
            left_out = []
    return [*kept, corners[-1]]


def rounded(line: np.ndarray) -> list[Spot]:
    return [(round(x, 1), round(y, 1)) for x, y in line.tolist()]


def _off(begin: Spot, end: Spot, spot: Spot) -> float:
    """From a spot to the straight piece between two others."""
    x, y, along, across = end[0] - begin[0], end[1] - begin[1], spot[0] - begin[0], spot[1] - begin[1]
    share = min(max((along * x + across * y) / (x * x + y * y or 1), 0), 1)
    return hypot(along - share * x, across - share * y)


def beside(line: np.ndarray, by: float) -> np.ndarray:
    """A line moved so many units to the right of its direction; where it turns back, its corner stays."""
    way = np.diff(line, axis=0)
    way = way / np.maximum(np.linalg.norm(way, axis=1, keepdims=True), 1e-9)
    right = way[:, ::-1] * (-1, 1)
    both = np.concatenate((right[:1], right)) + np.concatenate((right, right[-1:]))
    moved = line + 2 * by * both / np.maximum((both**2).sum(axis=1, keepdims=True), 1)
    return np.concatenate((line[:1], moved[1:-1], line[-1:]))


def path_data(lines: Iterable[Sequence[Spot]]) -> str:
    """Lines as the `d` of one SVG path, in whole tenths of a unit: steps only, and no new beginning where one goes on
    from the end of the one before."""
    told, here = ["M0 0"], (0, 0)
    for line in lines:
        first, *rest = [(round(10 * x), round(10 * y)) for x, y in line]
        if first != here:
            told.append(f"m{_step(here, first)}")
        told += [_step(one, other) for one, other in pairwise([first, *rest])]
        here = rest[-1] if rest else first
    return " ".join(told).replace(" -", "-").replace(" m", "m")


def _step(one: tuple[int, int], other: tuple[int, int]) -> str:
    return f"{other[0] - one[0]} {other[1] - one[1]}"
