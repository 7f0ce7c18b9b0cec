"""The geometry of a front: points of which none is better in every aim, and the gaps between them. Less is better."""

from collections.abc import Collection

import numpy as np


def undominated(values: np.ndarray) -> list[int]:
    """The rows that no other row equals or beats in everything; of equals the first. values: shape (plans, aims)."""
    found: list[int] = []
    for row, value in enumerate(values):
        below = (values <= value).all(axis=1)
        better = below & (values < value).any(axis=1)
        twin = (values[:row] == value).all(axis=1).any()
        if not better.any() and not twin:
            found.append(row)
    return found


def spanned(values: np.ndarray) -> np.ndarray:
    """The same values from 0, the best of each aim, to 1, the worst; an aim in which all are alike is 0."""
    least = values.min(axis=0)
    span = values.max(axis=0) - least
    return (values - least) / np.where(span > 0, span, 1.0)


def gaps(values: np.ndarray) -> list[tuple[float, int, int]]:
    """Neighbours on a front, the widest apart first: their distance, and which two they are.

    Two points are neighbours when no third lies in the ball between them (Gabriel and Sokal 1969); on a front of two
    aims these are the points next to each other. values: shape (points, aims), spanned already.
    """
    away = ((values[:, None, :] - values[None, :, :]) ** 2).sum(axis=-1)
    found: list[tuple[float, int, int]] = []
    for one in range(len(values)):
        for other in range(one + 1, len(values)):
            between = away[one] + away[other] < away[one, other]
            between[[one, other]] = False
            if not between.any():
                found.append((float(np.sqrt(away[one, other])), one, other))
    return sorted(found, key=lambda gap: (-gap[0], gap[1], gap[2]))


def thinned(values: np.ndarray, most: int, kept: Collection[int] = ()) -> list[int]:
    """So many rows, spread as evenly as may be: of the two nearest to each other, one goes, again and again.

    The best of each aim stays, and so do the rows named. values: shape (points, aims), spanned already.
    """
    rows = list(range(len(values)))
    safe = {*kept, *(int(row) for row in values.argmin(axis=0))}
    away = np.sqrt(((values[:, None, :] - values[None, :, :]) ** 2).sum(axis=-1))
    np.fill_diagonal(away, np.inf)
    while len(rows) > most and len(rows) > len(safe):
        near = away[np.ix_(rows, rows)]
        crowded = [(float(np.sort(near[place])[:2].sum()), row) for place, row in enumerate(rows) if row not in safe]
        rows.remove(min(crowded)[1])
    return rows
