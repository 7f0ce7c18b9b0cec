"""One run of the compiled search: first plans, temperatures, and batches of moves."""

from collections.abc import Callable

import numpy as np

from engine.limits import Limits
from engine.price import Prices
from engine.problem import Problem
from engine.search import layout as at
from engine.search.anneal import anneal
from engine.search.construct import construct, hardest_first, set_breaks
from engine.search.moves import MOVES, SHARES
from engine.search.state import Search

LEGS_HOT, LEGS_COLD = 12.0, 0.35
IDLE_HOT = 1.5
"""Temperatures at start and end, in minutes of travel and of idle time (from trials)."""

CONSTRUCT_BATCH = 10
"""Visits between two looks at the clock: under a tenth of a second on problems of any size."""

USUAL_MOVES_PER_VISIT = 20_000
SHORT_STARTS, SMALL = 4, 60
"""Small problems, where one cooling may end in the wrong place, get several short ones."""


class Run:
    """A search under way. Costs are those of the referee, except that a HARD rule costs `layout.FORBIDDEN` points."""

    def __init__(
        self,
        problem: Problem,
        seed: int,
        beside: "Run | None" = None,
        pause: Callable[[], None] = lambda: None,
    ):
        """beside: another run of the same problem, whose tables serve both. pause: see `tables.build`."""
        self.problem = problem
        self.search = Search(problem, seed, beside.search if beside else None, pause)
        self.prices = Prices(problem)
        self.generator = np.random.default_rng(seed % 2**64)
        self.iterations = 0
        self.shares = np.array(SHARES) / sum(SHARES)
        self.tally = np.zeros((MOVES, 3), np.int64)
        self.hot, self.cold = self._temperatures()
        self.usual_moves = max(200_000, USUAL_MOVES_PER_VISIT * len(problem.visits))

    @property
    def best_cost(self) -> float:
        """The cost of the best plan, forbidden things left out."""
        points = self.search.best_points
        return self.prices.cost(points % at.FORBIDDEN)

    def starts(self, limits: Limits) -> int:
        """How many coolings share the limits."""
        return SHORT_STARTS if len(self.problem.visits) <= SMALL and (limits.seconds or limits.iterations) else 1

    def construct(self, over: Callable[[], bool], tell: Callable[[], None], noise: float = 0.0) -> None:
        """Plan what is unplanned, visit by visit, and set the breaks."""
        tables, state = self.search.tables, self.search.state
        order = hardest_first(tables, self.generator, noise)
        for first in range(0, len(order), CONSTRUCT_BATCH):
            construct(tables, state, order, first, min(first + CONSTRUCT_BATCH, len(order)))
            tell()
            if over():
                return
        set_breaks(tables, state)
        tell()

    def restart(self) -> None:
        """Forget the plan under change, not the best one, and build another."""
        tables, state = self.search.tables, self.search.state
        self.search.clear()
        order = hardest_first(tables, self.generator, noise=1.0)
        construct(tables, state, order, 0, len(order))
        set_breaks(tables, state)

    def anneal(self, share: float, moves: int) -> None:
        """A batch of moves at the temperature that belongs to this share of the cooling."""
        temperature = self.hot * (self.cold / self.hot) ** share
        anneal(self.search.tables, self.search.state, self.shares, moves, temperature, temperature, self.tally)
        self.iterations += moves

    def _temperatures(self) -> tuple[float, float]:
        tables = self.search.tables
        ticks = self.problem.ticks_per_minute
        some = (tables.way > 0) & (tables.leg < at.FORBIDDEN)
        leg = float(np.median(tables.leg[some] / tables.way[some])) * ticks if some.any() else 0.0
        leg = leg or float(self.prices.points_per_cost)
        idle = sum(int(team[at.PRICE]) for team in tables.team if team[at.FOLD] == at.WORST_DAYS) * ticks
        idle = min(idle, 100 * leg)
        return LEGS_HOT * leg + IDLE_HOT * idle, LEGS_COLD * leg
