"""What rules charge for a carer's hours: convex, piecewise linear, in whole points; and what hours are worth."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

MOST = 2**31
"""Ticks that nobody works."""

Row = tuple[int, int, int]
"""Carer, week, and 0 for the whole week or 1 + a part of the day."""

Told = tuple[Row, int | None, int | None, int | None]
"""What a rule says of a row: at least, at most, and points for each tick outside (None = above is forbidden)."""


@dataclass(frozen=True)
class Charges:
    """By carer, week and row (0 the whole week, then each part of the day): rules that charge `up` points for each tick
    above `most` and `down` for each below `least`; nobody works above `cap`. Arrays of shape (carers, weeks, rows), the
    first four with one more axis for the rules."""

    most: np.ndarray
    up: np.ndarray
    least: np.ndarray
    down: np.ndarray
    cap: np.ndarray

    @classmethod
    def of(cls, shape: tuple[int, int, int], told: Iterable[Told]) -> "Charges":
        """What rules say of single rows; above is forbidden where it has no price."""
        cap = np.full(shape, MOST, np.int64)
        soft: dict[Row, list[tuple[int | None, int | None, int]]] = {}
        for row, least, most, price in told:
            if price is not None:
                soft.setdefault(row, []).append((least, most, price))
            elif most is not None:
                cap[row] = min(int(cap[row]), most)
        above, up, below, down = np.zeros((4, *shape, max(map(len, soft.values()), default=0)), np.int64)
        for row, said in soft.items():
            for place, (least, most, price) in enumerate(said):
                if most is not None:
                    above[row][place], up[row][place] = most, price
                if least is not None:
                    below[row][place], down[row][place] = least, price
        return cls(above, up, below, down, cap)

    def points(self, ticks: np.ndarray, where: tuple = ()) -> np.ndarray:
        """Points of so many ticks; where: of these rows only, as an index into (carers, weeks, rows)."""
        one = ticks[..., None]
        over = np.maximum(0, one - self.most[where]) * self.up[where]
        return (over + np.maximum(0, self.least[where] - one) * self.down[where]).sum(axis=-1)

    def cheapest(self, price: np.ndarray, reach: np.ndarray, fine: int) -> tuple[np.ndarray, np.ndarray]:
        """The least of `fine` times points minus price times ticks, up to `reach` ticks, and where: a convex function's
        conjugate, which is least at one of its corners."""
        top = np.minimum(self.cap, reach)
        corners = np.concatenate([self.most, self.least, np.zeros_like(top)[..., None], top[..., None]], axis=-1)
        corners = np.minimum(corners, top[..., None])
        worth = np.stack([fine * self.points(one) - price * one for one in np.moveaxis(corners, -1, 0)], axis=-1)
        best = worth.argmin(axis=-1)[..., None]
        return np.take_along_axis(worth, best, -1)[..., 0], np.take_along_axis(corners, best, -1)[..., 0]
