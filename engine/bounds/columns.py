"""One round of one shift as the master sees it: what it costs by itself, and how much it has of each charge."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Touch:
    """One stop: the visit's row, the bucket of the shift's grid in which it starts, and the tick."""

    visit: int
    bucket: int
    tick: int


@dataclass(frozen=True, slots=True)
class Column:
    """A round of a shift, perhaps one that nobody could drive (times rounded down, a visit twice).

    cost: points that it costs whatever the prices; visits: rows, with repeats; charges: rows of Charges.all, and
    amounts how much the round has of each.
    """

    shift: int
    cost: float
    visits: tuple[int, ...]
    charges: np.ndarray
    amounts: np.ndarray

    @property
    def elementary(self) -> bool:
        return len(set(self.visits)) == len(self.visits)

    @property
    def key(self) -> tuple:
        """The same for rounds that nothing tells apart."""
        return self.shift, self.cost, self.visits, self.charges.tobytes(), self.amounts.tobytes()

    def price(self, duals: np.ndarray, prices: np.ndarray) -> float:
        """What the round costs once its charges are paid and its visits have brought in their duals."""
        brought = sum(float(duals[v]) for v in self.visits)
        return self.cost - brought + float(self.amounts @ prices[self.charges])
