"""One run of the compiled search: first plans, temperatures, and batches of moves."""

from collections.abc import Callable

import numpy as np

from engine.price import Prices
from engine.problem import Problem
from engine.search import layout as at
from engine.search.anneal import anneal
from engine.search.construct import construct, hardest_first, set_breaks
from engine.search.familiar import PER_PRICE
from engine.search.guide import PER_TICK, set_guide
from engine.search.moves import FACES, MOVES, OPTIONAL, REBUILD, RELOCATE, SHARES
from engine.search.schedule import Schedule
from engine.search.state import Search

LEGS_HOT, LEGS_COLD, LEGS_COLD_FINE = 12.0, 0.35, 0.02
IDLE_HOT = 1.5
"""The usual temperatures at start and end, in minutes of travel and of idle time (from trials). FINE: where ticks are
finer than minutes, and so are the differences between plans."""

SMALL, HOTTER = 60, 8.0
"""Up to so many visits there is time to begin that much hotter, and need: one visit is a large share of a round."""

MOBILE, HEATING, HOTTEST = 0.3, 1.3, 30.0
"""Where so large a share of the relocations is kept, a plan is soon forgotten; colder, the order of visits that many
others wait for stays as it was. The usual first temperature is raised to there in such steps, and to so many times at
most."""

MOVES_A_VISIT, FEWEST_MOVES = 30, 5_000
"""How many moves are tried at each temperature on the way there, and at least."""

CONSTRUCT_BATCH = 10
"""Visits between two looks at the clock: under a tenth of a second on problems of any size."""

SOFTNESS, SOFTNESS_SMALL, SOFTEST = 40.0, 8.0, 5.0
"""How soft the worst of many is, so that a change of the worst by as much costs so many times the temperature; and at
most as many ticks as travel of SOFTEST times the temperature."""

LAST = 0.2
"""The share of the cooling at its end in which softness goes to nothing."""

TOLL = 30.0
"""A unit of a HARD rule counts as so many ticks of travel at the beginning, and ever more on cooling."""

LEAST_LEFT = 0.01
"""At the end a HARD rule counts more than anything: a visit that is dear to leave out would stay where it must not."""

CAP = 15.0
"""Leaving a visit out counts at most so many times the temperature at the beginning, and ever more on cooling."""

MOST_OPTIONAL, WAITING_WEIGH = 0.2, 4.0
"""Moves for unplanned visits are so many more of all, at the most, and so many times the share that is unplanned."""

PLAIN = 10.0
"""Rounds are rebuilt so many times as often where no worst value of a group counts, which rebuilding does not see."""

SHARE_OF_FACES = 0.6
"""How often the move towards few carers is tried beside the others."""

USUAL_MOVES_PER_VISIT = 20_000

SAMPLED = 200
"""Of about so many places, what travel costs is looked up: all of a large town's would take seconds and memory."""


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
        self.plain = not self._softened().any()
        self.shares = self._usual_shares()
        self.tally = np.zeros((MOVES, 3), np.int64)
        self.small = len(problem.visits) <= SMALL
        self.leg = self._leg()
        self.waiting = self._waiting()
        worst = max((int(price) for price in self._softened()), default=0)
        self.softness = min(SOFTEST / self.leg, (SOFTNESS_SMALL if self.small else SOFTNESS) / max(worst, 1))
        self.schedule = Schedule(*self._temperatures()) if beside is None else beside.schedule
        self.margin = np.full(MOVES, self.schedule.hot)
        self.usual_moves = max(200_000, USUAL_MOVES_PER_VISIT * len(problem.visits))

    @property
    def best_cost(self) -> float:
        """The cost of the best plan, forbidden things left out."""
        points = self.search.best_points
        return self.prices.cost(points % at.FORBIDDEN)

    def construct(self, over: Callable[[], bool], tell: Callable[[], None]) -> None:
        """Plan what is unplanned, visit by visit, and set the breaks."""
        tables, state = self.search.tables, self.search.state
        order = hardest_first(tables)
        for first in range(0, len(order), CONSTRUCT_BATCH):
            construct(tables, state, order, first, min(first + CONSTRUCT_BATCH, len(order)))
            tell()
            if over():
                return
        set_breaks(tables, state)
        tell()

    def anneal(self, share: float, moves: int) -> tuple[float, float]:
        """A batch of moves at the temperature that belongs to this share of the cooling.

        Returns that temperature and the variance of the cost over the batch, in points and points squared.
        """
        tables, state = self.search.tables, self.search.state
        temperature = self.schedule.temperature(share)
        left = min(1.0, (1.0 - share) / LAST)
        softness = self.softness * temperature * left
        colder = max(1.0, self.schedule.usual / temperature)
        cap = CAP * temperature * colder**2
        toll = max(1, int(TOLL * self.leg * colder / max(left, LEAST_LEFT) ** 2))
        faces = int(PER_PRICE * left) if self.shares[FACES] else 0
        ease = int(left * self._ease(temperature))
        set_guide(tables, state, max(1, int(PER_TICK * softness)), int(cap), toll, faces, ease)
        heat = np.zeros(2)
        anneal(tables, state, self._shares(), moves, temperature, self.margin, self.tally, heat)
        mean, square = heat / moves
        return temperature, max(0.0, square - mean**2)

    def heat(self, over: Callable[[], bool]) -> int:
        """Raise the temperature at which cooling begins until enough relocations are kept; how many moves that took."""
        moves, done = max(FEWEST_MOVES, MOVES_A_VISIT * len(self.problem.visits)), 0
        while not over():
            before = self.tally[RELOCATE].copy()
            self.anneal(0.0, moves)
            done += moves
            tried, kept, _ = self.tally[RELOCATE] - before
            hotter = HEATING * self.schedule.hot
            if kept >= MOBILE * tried or hotter > HOTTEST * self.schedule.usual:
                break
            self.schedule.begin_at(hotter)
        return done

    def _shares(self) -> np.ndarray:
        """How often each move is tried: the more visits are unplanned, the more often one of them is looked after."""
        waiting = self.search.state.own[at.N_WAITING] / max(len(self.problem.visits), 1)
        extra = MOST_OPTIONAL * min(1.0, WAITING_WEIGH * waiting)
        shares = self.shares * (1 - extra)
        shares[OPTIONAL] += extra
        return shares

    def _usual_shares(self) -> np.ndarray:
        shares = np.array(SHARES)
        if self.plain:
            shares[REBUILD] *= PLAIN
        if (self.search.tables.visit[:, at.CIRCLE] >= 0).any():
            shares[FACES] = SHARE_OF_FACES
        return shares / shares.sum()

    def _leg(self) -> float:
        """What a tick of travel costs, in points."""
        tables = self.search.tables
        step = 1 + tables.way.shape[1] // SAMPLED
        way, leg = (matrix[:, ::step, ::step] for matrix in (tables.way, tables.leg))
        some = (way > 0) & (leg < at.FORBIDDEN)
        leg = float(np.median(leg[some] / way[some])) if some.any() else 0.0
        return leg or float(self.prices.points_per_cost) / self.problem.ticks_per_minute

    def _ease(self, temperature: float) -> float:
        """By how much a tick of waiting had better count less: where a minute of it costs less than the temperature it
        keeps no rounds from changing, and the less the hotter it is.
        """
        minute = self.waiting * self.problem.ticks_per_minute
        return max(0.0, self.waiting - self.leg) * min(1.0, minute / temperature)

    def count_waiting_as_travel(self) -> None:
        """From now on no rule charges more for waiting than travel costs; costs are then not the referee's."""
        daily = self.search.tables.daily.copy()
        for row in self._of_waiting():
            points = daily[row, at.FIELDS + 1]
            daily[row, at.FIELDS + 1] = min(points, int(self.leg / daily[row, at.D_WAITING]))
        self.search.tables = self.search.tables._replace(daily=daily)
        self.waiting = self._waiting()

    def _waiting(self) -> int:
        """What a tick of waiting costs, in points, where it costs from the first one on."""
        daily = self.search.tables.daily
        return sum(int(daily[row, at.D_WAITING] * daily[row, at.FIELDS + 1]) for row in self._of_waiting())

    def _of_waiting(self) -> list[int]:
        """The daily rules that charge each tick of waiting, and nothing else."""
        tables = self.search.tables
        return [
            row
            for row, rule in enumerate(tables.daily)
            if np.flatnonzero(rule[: at.FIELDS]).tolist() == [at.D_WAITING]
            and rule[at.FIELDS + 1] < at.FORBIDDEN
            and not tables.shift[:, at.SHIFT_COLUMNS + row].any()
        ]

    def _softened(self) -> np.ndarray:
        """What a tick of each smoothed group costs, in points."""
        team = self.search.tables.team
        prices = team[np.isin(team[:, at.FOLD], at.SOFTENED), at.PRICE]
        return prices[prices < at.FORBIDDEN]

    def _temperatures(self) -> tuple[float, float]:
        leg = self.leg * self.problem.ticks_per_minute
        worst = sum(int(team[at.PRICE]) for team in self.search.tables.team if team[at.FOLD] == at.WORST_DAYS)
        idle = min(worst * self.problem.ticks_per_minute, 100 * leg)
        hotter = HOTTER if self.small else 1.0
        cold = LEGS_COLD if self.problem.ticks_per_minute == 1 else LEGS_COLD_FINE
        return hotter * (LEGS_HOT * leg + IDLE_HOT * idle), cold * leg
