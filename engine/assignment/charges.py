"""What rules charge for a carer's hours: convex, piecewise linear, in whole points; and what they are worth at a price."""

from dataclasses import dataclass, field

import numpy as np

MOST = 2**31
"""Ticks that nobody works."""


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
    _told: dict = field(default_factory=dict, repr=False)

    @classmethod
    def none(cls, carers: int, weeks: int, rows: int) -> "Charges":
        empty = np.zeros((carers, weeks, rows, 0), np.int64)
        return cls(empty, empty, empty, empty, np.full((carers, weeks, rows), MOST, np.int64))

    def said(self, where: tuple[int, int, int], least: int | None, most: int | None, price: int | None) -> "Charges":
        """Notes what one rule says of one row; price None = above is forbidden. `settled` makes it count."""
        if price is None:
            self.cap[where] = min(int(self.cap[where]), MOST if most is None else most)
        else:
            self._told.setdefault(where, []).append((least, most, price))
        return self

    def settled(self) -> "Charges":
        width = max(map(len, self._told.values()), default=0)
        shape = (*self.cap.shape, width)
        most, up, least, down = (np.zeros(shape, np.int64) for _ in range(4))
        for where, told in self._told.items():
            for place, (low, high, price) in enumerate(told):
                if high is not None:
                    most[where][place], up[where][place] = high, price
                if low is not None:
                    least[where][place], down[where][place] = low, price
        return Charges(most, up, least, down, self.cap)

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
