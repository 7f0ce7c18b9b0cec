"""Several plans that cool side by side, and of which only the promising go on; many workers share the work on each.

Where visits are tightly linked one cooling may end far from the best, and only its lower half shows which: so the hot
half is shared by several chains, and whenever another is due to go, the dearest goes ("go with the winners", Aldous
and Vazirani 1994). Where many visits wait for one carer, all that is colder keeps her order as the first plan has it:
so in the quick cooling a rival begins hotter, and shows whether that is worth the time.

Weeks and large days are parted among the workers, see `parting`. Of smaller problems each worker has a chain of its
own, and in the cold half the one behind follows the one ahead.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from engine.problem import Problem
from engine.search import layout as at
from engine.search.parting import Parting
from engine.search.run import Run

SEED_STEP = 7919

CHAINS = 3
"""Chains at the beginning."""

THIN_FROM, THIN_TO = 0.1, 0.6
"""The shares of a cooling between which chains go, one by one."""

MEETINGS = (0.7, 0.8, 0.9)
"""The shares of a cooling at which the chain that is furthest behind goes on from the plan of the one ahead."""

TOGETHER = 2
"""Moves a visit, at least, between two times that workers put their parts together: that takes about one's time."""


class Crew:
    """Chains over shared tables. Threads suffice: compiled moves do not hold the interpreter's lock."""

    def __init__(self, problem: Problem, seed: int, workers: int, pause: Callable[[], None] = lambda: None):
        """pause: see `tables.build`."""
        self.problem, self.seed, self.workers = problem, seed, workers
        self.first = Run(problem, seed, pause=pause)
        self.runs = [self.first]
        self.chains = [self.first]
        self.most = 1
        self.parting = Parting(problem, self.first.search, seed)
        self.at_once = 1 if self.parting.worth(workers) else workers
        beside = range(1, workers // self.at_once)
        self.helpers = [Run(problem, seed - SEED_STEP * number, self.first) for number in beside]
        self.pool = ThreadPoolExecutor(workers) if workers > 1 else None
        self.made = 0
        """Runs beside the first, made so far: each has a seed of its own."""
        self.moves = 0
        """Moves that each worker has tried, or waited for while one heated the rival."""
        self.iterations = 0
        """Moves that all have tried."""
        self.turn = 0
        self.meetings = 0
        self.apart = False
        """Whether no chain goes nor follows another: a hotter rival is not comparable, in cycles each goes its way."""

    @property
    def best(self) -> Run:
        """The run with the best plan so far."""
        return min((*self.runs, *self.helpers), key=lambda run: run.search.best_points)

    @property
    def hands(self) -> int:
        """How many workers each chain has."""
        return 1 + len(self.helpers)

    @property
    def fewest(self) -> int:
        """Moves of each worker in a batch, at least."""
        return TOGETHER * len(self.problem.visits) if self.helpers else 1

    def spread(self, chains: int) -> None:
        """Let so many chains go on from the first one's plan, and one for each further worker that has its own."""
        self.most = chains + self.at_once - 1
        while len(self.runs) < self.most:
            self.runs.append(self.beside())
        for run in self.runs[1:]:
            run.search.follow(self.first.search)
            run.schedule = self.first.schedule
        self.chains = list(self.runs)

    def beside(self) -> Run:
        """A further run, by its own chances, of the tables that all share."""
        self.made += 1
        return Run(self.problem, self.seed + SEED_STEP * self.made, self.first)

    def challenge(self, over: Callable[[], bool]) -> None:
        """Let a rival cool from so hot that it forgets the first plan; `learn` tells who of all ended best."""
        rival = self.beside()
        rival.schedule = self.first.schedule.afresh()
        rival.search.follow(self.first.search)
        heated = rival.heat(over)
        self.moves += heated
        self.iterations += heated
        self.runs.append(rival)
        self.chains.append(rival)
        self.apart = True

    def anneal(self, share: float, moves: int) -> None:
        """A batch of so many moves by every worker on the chains whose turn it is; then some go, if it is time."""
        at_once = min(self.at_once, len(self.chains))
        team = [self.chains[(self.turn + number) % len(self.chains)] for number in range(at_once)]
        self.turn = (self.turn + at_once) % len(self.chains)
        self.moves += moves
        self.iterations += moves * (len(team) + len(self.helpers))
        if self.helpers:
            self._in_parts(team[0], share, moves)
        else:
            self._side_by_side(team, share, moves)
        if self.apart:
            return
        self._thin(share)
        if self.at_once > 1 and self.meetings < len(MEETINGS) and share >= MEETINGS[self.meetings]:
            self.meetings += 1
            ranked = sorted(self.chains, key=lambda run: run.search.standing)
            ranked[-1].search.follow(ranked[0].search)

    def _in_parts(self, run: Run, share: float, moves: int) -> None:
        """Every worker looks after a part of one plan."""
        team = [run, *self.helpers]
        rounds, visits = self.parting.part(len(team), run.search.state.stop[:, at.SHIFT])
        for one in self.helpers:
            one.search.follow(run.search)
            one.schedule = run.schedule
        for number, one in enumerate(team):
            one.search.look_after(rounds == number, visits == number)
        self._side_by_side(team, share, moves)
        run.search.join([(one.search, rounds == number) for number, one in enumerate(self.helpers, 1)])

    def _side_by_side(self, team: list[Run], share: float, moves: int) -> None:
        work = map if self.pool is None else self.pool.map
        for run, (temperature, variance) in zip(team, work(lambda run: run.anneal(share, moves), team), strict=True):
            run.schedule.measure(temperature, variance)

    def learn(self) -> None:
        """Let all chains begin as the one that ended best did, and cool from now on as what it has measured says."""
        self.first = min(self.chains, key=lambda run: run.search.standing)
        self.runs.sort(key=lambda run: run is not self.first)
        self.apart = False
        self.first.schedule.learn()
        self.meetings = 0

    def _thin(self, share: float) -> None:
        come = min(1.0, max(0.0, (share - THIN_FROM) / (THIN_TO - THIN_FROM)))
        stay = self.most - int(come * (self.most - self.at_once))
        while len(self.chains) > stay:
            self.chains.remove(max(self.chains, key=lambda run: run.search.standing))

    def close(self) -> None:
        if self.pool is not None:
            self.pool.shutdown()
