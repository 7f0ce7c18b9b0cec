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


class Schedule:
    """From the share of a cooling that has gone by to its temperature, in points; geometric until it has learned."""

    def __init__(self, hot: float, cold: float):
        self.hot, self.cold = hot, cold
        self.variance = np.zeros(STEPS)
        self.batches = np.zeros(STEPS)
        self.edges = np.linspace(0.0, 1.0, STEPS + 1)

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
        middle = (np.arange(STEPS) + 0.5) / STEPS
        fluctuation = np.sqrt(self.variance[known] / self.batches[known]) / self._at(middle[known])
        density = np.interp(middle, middle[known], fluctuation) ** TRUST
        density = np.convolve(np.pad(density, WIDTH // 2, mode="edge"), np.ones(WIDTH) / WIDTH, mode="valid")
        density = np.maximum(density, LEAST * density.mean())
        self.edges = np.concatenate([[0.0], np.cumsum(density) / density.sum()])

    def _at(self, depth):
        return self.hot * (self.cold / self.hot) ** depth
