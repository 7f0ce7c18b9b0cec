"""Several plans that cool side by side, on one core or many, and of which only the promising go on.

Where visits are tightly linked one cooling may end far from the best, and only its lower half shows which: so the hot
half is shared by several chains, and whenever another is due to go, the dearest goes ("go with the winners", Aldous
and Vazirani 1994). In the cold half each worker has one chain left, and the one behind follows the one ahead.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from engine.problem import Problem
from engine.search.run import Run

SEED_STEP = 7919

CHAINS = 3
"""Chains at the beginning for one worker. Each further worker brings one more, and so lets all cool more slowly."""

THIN_FROM, THIN_TO = 0.1, 0.6
"""The shares of a cooling between which chains go, one by one."""

MEETINGS = (0.7, 0.8, 0.9)
"""The shares of a cooling at which the chain that is furthest behind goes on from the plan of the one ahead."""


class Crew:
    """Chains over shared tables. Threads suffice: compiled moves do not hold the interpreter's lock."""

    def __init__(self, problem: Problem, seed: int, workers: int, pause: Callable[[], None] = lambda: None):
        """pause: see `tables.build`."""
        self.problem, self.seed, self.workers = problem, seed, workers
        self.first = Run(problem, seed, pause=pause)
        self.runs = [self.first]
        self.chains = [self.first]
        self.most = 1
        self.pool = ThreadPoolExecutor(workers) if workers > 1 else None
        self.moves = 0
        self.turn = 0
        self.meetings = 0

    @property
    def best(self) -> Run:
        """The run with the best plan so far."""
        return min(self.runs, key=lambda run: run.search.best_points)

    @property
    def iterations(self) -> int:
        """Moves tried by all chains."""
        return sum(run.iterations for run in self.runs)

    def spread(self, chains: int) -> None:
        """Let so many chains, and one for each further worker, go on from the first one's plan."""
        self.most = chains + self.workers - 1
        for number in range(len(self.runs), self.most):
            self.runs.append(Run(self.problem, self.seed + SEED_STEP * number, self.first))
        for run in self.runs[1:]:
            run.search.follow(self.first.search)
        self.chains = list(self.runs)

    def anneal(self, share: float, moves: int) -> None:
        """A batch of moves by every worker on the chain whose turn it is; then chains whose time has come go."""
        team = [self.chains[(self.turn + number) % len(self.chains)] for number in range(self.workers)]
        self.turn = (self.turn + self.workers) % len(self.chains)
        self.moves += moves
        if self.pool is None:
            heat = [team[0].anneal(share, moves)]
        else:
            heat = [done.result() for done in [self.pool.submit(run.anneal, share, moves) for run in team]]
        for temperature, variance in heat:
            self.first.schedule.measure(temperature, variance)
        self._thin(share)
        if self.workers > 1 and self.meetings < len(MEETINGS) and share >= MEETINGS[self.meetings]:
            self.meetings += 1
            ranked = sorted(self.chains, key=lambda run: run.search.standing)
            ranked[-1].search.follow(ranked[0].search)

    def learn(self) -> None:
        """Let all chains cool from now on as what they have measured says."""
        self.first.schedule.learn()
        self.meetings = 0

    def _thin(self, share: float) -> None:
        come = min(1.0, max(0.0, (share - THIN_FROM) / (THIN_TO - THIN_FROM)))
        stay = self.most - int(come * (self.most - self.workers))
        while len(self.chains) > stay:
            self.chains.remove(max(self.chains, key=lambda run: run.search.standing))

    def close(self) -> None:
        if self.pool is not None:
            self.pool.shutdown()
