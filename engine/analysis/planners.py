"""Many solves side by side: one problem under many weights, or several problems.

Each runs in a process of its own, since a plan is found by one core. This is the standard library's pool and no queue
of jobs: whoever calls waits, and no plan leaves it that the referee has not seen.
"""

import multiprocessing
import signal
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass, replace
from typing import Any, cast

from engine.limits import Limits
from engine.plan import Plan
from engine.problem import Problem, Weights
from engine.result import Result
from engine.search import FIRST_RUN
from engine.search.warm import warm
from engine.solve import solve

LOOKS = 0.1
"""Seconds between two looks at whether to stop."""

Asked = tuple[float | None, int | None, int, int]

Heard = Callable[[int, Result], None]
"""Is told the place of an order and its result as soon as it is there."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be planned: a problem with its weights, and the plan to begin from, if any. limits: of its own, where
    those of all do not fit."""

    problem: Problem
    start: Plan | None = None
    limits: Limits | None = None


class Planners:
    """So many processes that plan, kept from one call to the next; with one there is none but the caller's own.

    Use it in a `with` block; a script that does needs the usual `if __name__ == "__main__"`, as each process reads it.
    """

    def __init__(self, processes: int = 2):
        self.processes = processes
        self._pool: ProcessPoolExecutor | None = None
        self._stop: Any = None

    def __enter__(self) -> "Planners":
        if self.processes > 1:
            if FIRST_RUN:
                warm()  # once here, and not in every process at the same time
            context = multiprocessing.get_context("spawn")  # a fork would copy the threads of the compiled search
            self._stop = context.Event()
            self._pool = ProcessPoolExecutor(self.processes, context, _begin, (self._stop,))
            for ready in [self._pool.submit(warm) for _ in range(self.processes)]:
                ready.result()  # so that what it takes to begin is nobody's planning time
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._stop.set()
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def solve(
        self, orders: Sequence[Order], limits: Limits, strategy: str = "default", heard: Heard | None = None
    ) -> list[Result]:
        """The result of each order, in their order. limits: of each that has none of its own, its seed too; a stop
        request ends all of them, each with the best plan so far. Progress is not told; `heard` is, as each ends."""
        if self._pool is None:
            return self._one_by_one(orders, limits, strategy, heard)
        self._stop.clear()
        places = {
            self._pool.submit(_solve, order.problem, order.start, _asked(order.limits or limits), strategy): place
            for place, order in enumerate(orders)
        }
        found: dict[int, Result] = {}
        waiting: set[Future[Result]] = set(places)
        while waiting:
            done, waiting = wait(waiting, LOOKS, FIRST_COMPLETED)
            if limits.stop.is_set():
                self._stop.set()
            for one in done:
                found[places[one]] = one.result()
                if heard is not None:
                    heard(places[one], found[places[one]])
        return [found[place] for place in range(len(orders))]

    def _one_by_one(self, orders: Sequence[Order], limits: Limits, strategy: str, heard: Heard | None) -> list[Result]:
        found: list[Result] = []
        for place, order in enumerate(orders):
            own = replace(order.limits or limits, progress=None, stop=limits.stop)
            found.append(solve(order.problem, own, strategy, order.start))
            if heard is not None:
                heard(place, found[-1])
        return found


def solve_many(
    problem: Problem,
    weights: Sequence[Weights],
    limits: Limits,
    start: Plan | None = None,
    processes: int = 2,
    strategy: str = "default",
    heard: Heard | None = None,
) -> list[Result]:
    """Plan a problem under each of the weights, all with the same limits and seed, from the same plan if one is given.

    With an iteration limit and one worker the plans are the same however many processes find them. A verdict is that
    of the weights under which its plan was found; `rescore` says what each costs under the others.
    """
    with Planners(min(processes, len(weights))) as planners:
        orders = [Order(replace(problem, weights=one), start) for one in weights]
        return planners.solve(orders, limits, strategy, heard)


# -- in each process ---------------------------------------------------------------------------------------------------

_told: list[Any] = []
"""The event that asks to stop."""


def _begin(stop: Any) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the caller's, who then asks to stop
    _told[:] = [stop]


def _asked(limits: Limits) -> Asked:
    """What of limits can be told to another process."""
    return limits.seconds, limits.iterations, limits.seed, limits.workers


def _solve(problem: Problem, start: Plan | None, asked: Asked, strategy: str) -> Result:
    seconds, iterations, seed, workers = asked
    stop = cast(threading.Event, _told[0])  # of multiprocessing, which has the same `is_set`
    limits = Limits(seconds=seconds, iterations=iterations, seed=seed, workers=workers, stop=stop)
    return solve(problem, limits, strategy, start)
