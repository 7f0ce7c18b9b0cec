"""How a plan is parted among workers for a while: by days, by sides of the town, or by lot.

Each worker looks after some rounds and changes no others, so that all may work on one plan at the same time. What they
do is put together before it is parted anew, another way: so every two rounds meet, and what couples them over a week or
a team (hours, rest, carers of a client) is counted over the whole plan again.
"""

import numpy as np

from engine.problem import Problem
from engine.search import layout as at
from engine.search.state import Search

BY_DAYS, BY_LOT = 0.8, 0.1
"""How often a plan of several days is parted by them, and how often any other is parted by lot."""

ROUNDS_EACH, ROUNDS_A_DAY = 12, 100
"""A plan is worth parting where there are a day for each worker and so many rounds, or so many rounds a day: else too
many moves lead from one part to another, most of all where visits are linked."""


class Parting:
    """Ways to part the rounds and the unplanned visits of one problem; drawn by its own generator."""

    def __init__(self, problem: Problem, search: Search, seed: int):
        tables, calendar = search.tables, problem.calendar
        self.search, self.chance = search, np.random.default_rng(seed % 2**63)
        self.carer, self.base = tables.shift[:, at.CARER], tables.shift[:, at.FROM]
        self.place = tables.visit[:, at.PLACE]
        self.day = np.array([calendar.day_of(tick) for tick in tables.shift[:, at.START]], np.int64)
        self.visit_day = np.array([calendar.day_of(tick) for tick in tables.visit[:, at.WISHED]], np.int64)
        self.days = max(1, len(np.unique(self.day)))

    def worth(self, parts: int) -> bool:
        """Whether that many workers get further on one plan in parts than each on its own."""
        rounds = min(len(self.day), len(self.place)) / parts  # no more of them can have visits
        return rounds >= (ROUNDS_EACH if self.days >= parts else ROUNDS_A_DAY * self.days)

    def part(self, parts: int, shift: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Which part each round belongs to, (shifts,), and which each visit that is not planned, (visits,).

        shift (visits,): the row of the round of each visit, -1 = not planned. The parts have about as many visits each.
        """
        if self.days >= parts and self.chance.random() < BY_DAYS:
            part = self._evenly(np.bincount(self.day[shift[shift >= 0]], minlength=self.day.max() + 1), parts)
            return part[self.day], part[np.minimum(self.visit_day, len(part) - 1)]
        carers = np.full(self.carer.max() + 1, 0)
        np.add.at(carers, self.carer[shift[shift >= 0]], 1)
        if self.chance.random() < BY_LOT:
            return self._evenly(carers, parts)[self.carer], self.chance.integers(parts, size=len(self.place))
        return self._sides(carers, parts, shift)

    def _evenly(self, visits: np.ndarray, parts: int) -> np.ndarray:
        """A part for each of so many, by lot: the one with the fewest visits so far."""
        part, so_far = np.zeros(len(visits), np.int64), np.zeros(parts)
        for one in self.chance.permutation(len(visits)):
            part[one] = so_far.argmin()
            so_far[part[one]] += visits[one] + 1
        return part

    def _sides(self, visits: np.ndarray, parts: int, shift: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Carers by where they work: how much further from one place, drawn by lot, than from the furthest from it."""
        way = self.search.tables.way[0]
        one = self.chance.choice(self.place)
        far = self.place[way[one, self.place].argmax()]
        side = (way[one] - way[far]).astype(float)
        planned = shift >= 0
        where = np.zeros(len(visits))
        where[self.carer] = side[self.base]
        busy = visits > 0
        total = np.bincount(self.carer[shift[planned]], side[self.place[planned]], len(visits))
        where[busy] = total[busy] / visits[busy]
        order = np.lexsort((self.chance.random(len(visits)), where))
        come = np.cumsum(visits[order] + 1)
        part = np.zeros(len(visits), np.int64)
        part[order] = np.minimum((come - 1) * parts // come[-1], parts - 1)
        edges = [where[part < number].max(initial=-np.inf) for number in range(1, parts)]
        return part[self.carer], np.searchsorted(edges, side[self.place])
