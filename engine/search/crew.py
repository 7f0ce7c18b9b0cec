"""Several runs of one problem on several cores, which learn from each other while they cool."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from engine.problem import Problem
from engine.search.run import Run

SEED_STEP = 7919
MEETINGS = (0.4, 0.55, 0.7, 0.8, 0.9)
"""The shares of a cooling at which the run that is furthest behind goes on from the plan of the one ahead."""


class Crew:
    """One run a worker over shared tables. Threads suffice: compiled moves do not hold the interpreter's lock."""

    def __init__(self, problem: Problem, seed: int, workers: int, pause: Callable[[], None] = lambda: None):
        """pause: see `tables.build`."""
        first = Run(problem, seed, pause=pause)
        self.runs = [first, *(Run(problem, seed + SEED_STEP * number, first) for number in range(1, workers))]
        self.pool = ThreadPoolExecutor(workers) if workers > 1 else None
        self.meetings = 0

    @property
    def best(self) -> Run:
        """The run with the best plan so far."""
        return min(self.runs, key=lambda run: run.search.best_points)

    @property
    def iterations(self) -> int:
        """Moves tried by all runs."""
        return sum(run.iterations for run in self.runs)

    def share_start(self) -> None:
        """Let every run begin with the first one's plan."""
        for run in self.runs[1:]:
            run.search.follow(self.runs[0].search)

    def restart(self) -> None:
        """Begin another cooling from new first plans; the best plans so far stay."""
        self.meetings = 0
        for run in self.runs:
            run.restart()

    def anneal(self, share: float, moves: int) -> None:
        """A batch of moves by every run, and a meeting when it is time for one."""
        if self.pool is None:
            self.runs[0].anneal(share, moves)
            return
        for done in [self.pool.submit(run.anneal, share, moves) for run in self.runs]:
            done.result()
        if self.meetings < len(MEETINGS) and share >= MEETINGS[self.meetings]:
            self.meetings += 1
            ranked = sorted(self.runs, key=lambda run: run.search.points)
            ranked[-1].search.follow(ranked[0].search)

    def close(self) -> None:
        if self.pool is not None:
            self.pool.shutdown()
