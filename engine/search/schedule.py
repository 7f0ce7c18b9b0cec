"""How a cooling spends its time: long where costs fluctuate much for their temperature, short where little happens.

A quick cooling measures how much costs fluctuate at each temperature. The slow one that follows goes through
temperatures at constant thermodynamic speed (Salamon, Nulton, Harland, Pedersen, Ruppeiner and Liao 1988), half way at
least: the quick one has not come to rest everywhere. So nobody need know what the rules' weights make of a problem.
"""

import numpy as np

STEPS = 40
"""How many temperatures are told apart, in equal ratios."""

TRUST = 0.5
"""How far the measurement is followed, as the power of the measured density: 0 = geometric cooling, 1 = wholly."""

LEAST = 0.15
"""The least time that a temperature is given, as a share of the mean."""

WIDTH = 5
"""Over how many temperatures the measurement is smoothed."""

HURRY = 0.3
"""The time for temperatures above the usual first one, as a share of what others are given: there a problem only has to
forget where it came from, and many need not even that."""


class Schedule:
    """From the share of a cooling that has gone by to its temperature, in points; geometric until it has learned."""

    def __init__(self, hot: float, cold: float):
        """hot: the usual first temperature, and cold the last one, in points."""
        self.usual, self.cold = hot, cold
        self.begin_at(hot)

    def afresh(self) -> "Schedule":
        """Another from the same temperature to the same, in which nothing was measured."""
        other = Schedule(self.usual, self.cold)
        other.begin_at(self.hot)
        return other

    def begin_at(self, hot: float) -> None:
        """Cool from this temperature on; what was measured is forgotten."""
        self.hot = hot
        self.variance = np.zeros(STEPS)
        self.batches = np.zeros(STEPS)
        self._give(np.ones(STEPS))

    def temperature(self, share: float) -> float:
        depth = float(np.interp(share, self.edges, np.linspace(0.0, 1.0, STEPS + 1)))
        return self._at(depth)

    def measure(self, temperature: float, variance: float) -> None:
        """Take in by how much costs fluctuated over a batch of moves at a temperature (points, squared)."""
        depth = np.log(temperature / self.hot) / np.log(self.cold / self.hot)
        step = min(max(int(depth * STEPS), 0), STEPS - 1)
        self.variance[step] += variance
        self.batches[step] += 1

    def learn(self) -> None:
        """Spend the time of the next cooling as the measurements say; without any, as before."""
        known = self.batches > 0
        if not self.variance.any():
            return
        middle = self._middle()
        fluctuation = np.sqrt(self.variance[known] / self.batches[known]) / self._at(middle[known])
        density = np.interp(middle, middle[known], fluctuation) ** TRUST
        density = np.convolve(np.pad(density, WIDTH // 2, mode="edge"), np.ones(WIDTH) / WIDTH, mode="valid")
        self._give(np.maximum(density, LEAST * density.mean()))

    def _give(self, density: np.ndarray) -> None:
        """Spend time on each temperature in proportion to a density (STEPS,), in a hurry above the usual first one."""
        density = density * np.where(self._at(self._middle()) > self.usual, HURRY, 1.0)
        self.edges = np.concatenate([[0.0], np.cumsum(density) / density.sum()])

    def _middle(self) -> np.ndarray:
        return (np.arange(STEPS) + 0.5) / STEPS

    def _at(self, depth):
        return self.hot * (self.cold / self.hot) ** depth
