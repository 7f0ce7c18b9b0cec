"""One run of the solver, watched: progress on stderr, and Ctrl-C as a stop request."""

import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from rich.console import Console

from api.cli.console import error_console, note
from api.cli.interrupt import stop_on_request
from api.cli.progress import display
from engine.limits import Limits
from engine.plan import Plan
from engine.problem import Problem
from engine.result import Progress, Result

USUAL_SECONDS = 30.0
MOST_WORKERS = 8
LOOK_EVERY = 0.1  # seconds

Solver = Callable[[Limits], Result]


def limits_from(seconds: float | None, iterations: int | None, seed: int, workers: int | None) -> Limits:
    """The limits that the options ask for: 30 s unless told otherwise, and with iterations on one worker, so that the
    same seed gives the same plan."""
    if seconds is None and iterations is None:
        seconds = USUAL_SECONDS
    if workers is None:
        workers = 1 if iterations is not None else min(MOST_WORKERS, os.cpu_count() or 1)
    return Limits(seconds=seconds, iterations=iterations, seed=seed, workers=workers)


def announce_compiling() -> None:
    """Say once on each machine why the first plan takes longer."""
    from engine.search import FIRST_RUN

    if FIRST_RUN:
        note("Compiling the search, once on this machine: up to a minute ...", style="yellow")


def announce_answering() -> None:
    """The same for the first answer to a request."""
    from engine.search import FIRST_ANSWER

    if FIRST_ANSWER:
        note("Compiling what answers requests, once on this machine: up to a minute ...", style="yellow")


def watch(
    problem: Problem,
    limits: Limits,
    strategy: str = "default",
    start: Plan | None = None,
    bound: float | None = None,
    solver: Solver | None = None,
) -> Result:
    """Solve, showing progress; the best plan so far comes back at Ctrl-C. Raises what the solver raises.

    bound: seconds to spend afterwards on a lower bound. solver: what solves instead of the strategy.
    """
    announce_compiling()
    console = error_console()
    work = _Work(problem, limits, strategy, start, bound, solver)
    with stop_on_request(limits.stop, lambda: _tell_stopping(console)), display(console, limits) as shown:
        thread = threading.Thread(target=work.do, name="solver", daemon=True)
        thread.start()
        while thread.is_alive():
            thread.join(LOOK_EVERY)
            shown.show(work.latest, work.elapsed)
    return work.outcome()


def _tell_stopping(console: Console) -> None:
    console.print("Stopping: the best plan so far will be kept. Ctrl-C again ends at once.", style="yellow")


@dataclass
class _Work:
    """The solver's thread: signals stay with the main thread, which also draws."""

    problem: Problem
    limits: Limits
    strategy: str
    start: Plan | None
    bound: float | None
    solver: Solver | None = None
    began: float | None = None
    latest: Progress | None = None
    result: Result | None = None
    failures: list[BaseException] = field(default_factory=list)

    @property
    def elapsed(self) -> float:
        return 0.0 if self.began is None else time.perf_counter() - self.began

    def do(self) -> None:
        from engine.search.warm import warm
        from engine.solve import bounded, solve

        def hear(progress: Progress) -> None:
            self.latest = progress

        try:
            warm()  # compiling is nobody's planning time
            self.began = time.perf_counter()
            heard = replace(self.limits, progress=hear)
            if self.solver is None:
                self.result = solve(self.problem, heard, self.strategy, self.start)
            else:
                self.result = self.solver(heard)
            if self.bound is not None:
                further = replace(heard, seconds=self.bound, iterations=None)
                self.result = bounded(self.problem, self.result, further)
        except BaseException as error:  # told in the main thread
            self.failures.append(error)

    def outcome(self) -> Result:
        if self.failures:
            raise self.failures[0]
        assert self.result is not None, "the solver ended without a word"
        return self.result
