"""A lower bound on the cost of all plans, by column generation over relaxed rounds.

Every plan is a choice of one round for each shift. What couples the rounds (each visit is made once, rules over
several rounds, links) is taken apart at prices: at any prices the cheapest rounds of all shifts, each by itself, add up
to no more than any plan costs. A linear programme over the rounds found so far proposes the prices (Desaulniers,
Desrosiers and Solomon 2005), in a box about the best so far, which moves, grows and shrinks.

The bound holds for plans that break nothing and take breaks at the next client's place, as all plans made here do.
"""

from collections.abc import Callable, Sequence

import numpy as np

from engine.bounds.charges import Charges
from engine.bounds.columns import Column, Touch
from engine.bounds.grid import Grid
from engine.bounds.master import Master, OverError, Prices, left_out
from engine.bounds.ramps import Ramps
from engine.bounds.rounds import NEVER, Rounds
from engine.bounds.simple import simple
from engine.plan import Plan, Route
from engine.problem import Problem
from engine.search import layout as at
from engine.search.tables import build

MARGIN_MINUTES = 180
"""How long after the last wish of anybody starts are looked at one by one; doubled where that was too early."""

MOST_MARGIN_MINUTES = 24 * 60
MOST_KNOWN = 40
"""Rounds of one shift that are kept when there are twice as many."""

MOST_BUCKETS = 1500
WIDER, NARROWER, MUCH_WIDER, WIDEST = 2.0, 0.8, 8, 8
"""How the box about the best prices grows and shrinks."""

LITTLE, MUCH = 0.05, 0.25
"""Of the gain that the master hopes for: what suffices to move on, and what to go in longer steps."""


class Relaxation:
    """The bound of one problem under way: `points` is the best so far, in points."""

    def __init__(self, problem: Problem, plan: Plan | None, over: Callable[[], bool]):
        """over: asked often whether to stop; then OverError is raised."""
        self.problem, self.plan, self.over = problem, plan, over
        self.points = 0.0
        self.iterations = 0

    def prepare(self) -> None:
        """Lay everything out, and take over the rounds of the plan."""
        problem, plan = self.problem, self.plan
        self.tables, self.index = build(problem, self._pause)
        self.charges = Charges(self.tables)
        self.points = simple(self.tables, self.charges.together)
        self.master = Master(self.tables, self.charges, self._pause)
        self.ramps = Ramps(self.tables, self.charges)
        self.margins = [MARGIN_MINUTES * problem.ticks_per_minute] * len(problem.shifts)
        self.rounds: list[Rounds] = []
        for s, margin in enumerate(self.margins):
            self._pause()
            self.rounds.append(Rounds(self._grid(s, margin)))
        self.seen: set[tuple] = set()
        self.known: list[list[Column]] = [[] for _ in problem.shifts]
        empty = [Route(shift.id) for shift in problem.shifts]
        for route in [*empty, *(() if plan is None else plan.routes)]:
            column = self._start_column(self.index.shift[route.shift], route)
            self._add([] if column is None else [column])

    def _pause(self) -> None:
        if self.over():
            raise OverError

    def _grid(self, s: int, margin: int) -> Grid:
        return Grid(self.tables, self.charges, self.ramps, s, margin, MOST_BUCKETS)

    def run(self, enough: float = NEVER, iterations: int | None = None) -> None:
        """Raise the bound until the prices are best, it reaches `enough` points, or so many looks at all shifts."""
        centre = self.master.allowed(self._first_prices())
        value = self._price(centre)
        width, wide = self._width(), 1.0
        while self.points < enough and (iterations is None or self.iterations < iterations):
            self._pause()
            known = [column for columns in self.known for column in columns]
            hoped, proposed, held = self.master.solve(known, centre, width.times(wide))
            if hoped - value < 1:
                if not held or wide > WIDEST:
                    return
                wide *= MUCH_WIDER
                continue
            prices = self.master.allowed(proposed)
            bound = self._price(prices)
            if bound > value + LITTLE * (hoped - value):
                wide *= WIDER if bound > value + MUCH * (hoped - value) else 1
                centre, value = prices, bound
            else:
                wide *= NARROWER

    def _first_prices(self) -> Prices:
        """Families in equal parts; each visit brings in its part of what its round in the plan costs."""
        families = np.bincount([one.family for one in self.charges.all if one.family >= 0], minlength=1)
        charges = np.array(
            [
                (self.charges.families[one.family] or 0.0) / families[one.family]
                if one.family >= 0 and one.days
                else 0.0
                for one in self.charges.all
            ]
        )
        duals = np.zeros(len(self.tables.visit))
        for columns in self.known:
            empty, *others = (column.price(duals * 0, charges) for column in columns)
            for column, cost in zip(columns[1:], others, strict=True):
                duals[list(column.visits)] = max(0.0, cost - empty) / len(column.visits)
        return Prices(duals, charges)

    def _width(self) -> Prices:
        """How far prices move at first."""
        segment = self.tables.segment[:, at.POINTS]
        tick = float(segment[segment < at.FORBIDDEN].max(initial=1)) / 4
        charges = [(one.most or tick) / 2 if one.days else tick for one in self.charges.all]
        cost = max((column.cost / len(column.visits) for some in self.known for column in some[1:]), default=0.0)
        points = max(cost, float(self.tables.visit[:, at.NOBODY].clip(max=cost).max(initial=1)))
        return Prices(np.full(len(self.tables.visit), points / 4), np.array(charges))

    def _price(self, prices: Prices) -> float:
        """The bound at these prices; rounds found on the way are known from now on."""
        total = self.constant(prices)
        columns: list[Column] = []
        for s, rounds in enumerate(self.rounds):
            self._pause()
            priced = rounds.cheapest(prices.duals, prices.charges, self._cheapest_known(s, prices))
            total += priced.value
            columns += priced.columns
            if priced.escaped and self.margins[s] < MOST_MARGIN_MINUTES * self.problem.ticks_per_minute:
                self.margins[s] *= 2
                self.rounds[s] = Rounds(self._grid(s, self.margins[s]), rounds.memory)
            self.known[s] = self._kept(s, prices)
        self._add([column for column in columns if self.rounds[column.shift].allows(column)])
        self.points = max(self.points, total)
        self.iterations += 1
        return total

    def _kept(self, s: int, prices: Prices) -> list[Column]:
        """The known rounds of a shift that it still may have; of very many the cheapest, and always the first two: the
        empty one and the plan's."""
        kept = [column for column in self.known[s] if self.rounds[s].allows(column)]
        if len(kept) <= 2 * MOST_KNOWN:
            return kept
        by_price = sorted(kept[2:], key=lambda column: column.price(prices.duals, prices.charges))
        self.seen -= {column.key for column in by_price[MOST_KNOWN:]}
        return kept[:2] + by_price[:MOST_KNOWN]

    def constant(self, prices: Prices) -> float:
        """What is charged whatever the rounds: visits left out or made, and the constants of charges."""
        charged = sum(float(p) * one.constant for p, one in zip(prices.charges, self.charges.all, strict=True))
        return left_out(prices.duals, self.tables, self.charges.together) + charged

    def _cheapest_known(self, s: int, prices: Prices) -> float:
        return min((column.price(prices.duals, prices.charges) for column in self.known[s]), default=NEVER)

    def _add(self, columns: Sequence[Column]) -> None:
        for column in columns:
            if column.key not in self.seen:
                self.seen.add(column.key)
                self.known[column.shift].append(column)

    def _start_column(self, s: int, route: Route) -> Column | None:
        """A plan's round as a column; None where it does not fit on the grid."""
        grid = self.rounds[s].grid
        fields = grid.fields(np.zeros(len(self.charges.all)))
        touches: list[Touch] = []
        rest: int | None = None
        for stop in route.stops:
            if stop.visit is None:
                rest = len(touches)
                continue
            v = self.index.visit[stop.visit]
            k = (stop.start - grid.origin) // grid.bucket
            if v not in grid.local or not 0 <= k < grid.buckets:
                return None
            touches.append(Touch(v, k, stop.start))
        return grid.column(touches, rest, fields)
