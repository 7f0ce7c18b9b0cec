"""A run is a generated week planned once: what it is to do, how it is measured, and the row that it gives."""

import resource
import time
from collections.abc import Callable
from dataclasses import dataclass

from datasets.eixample import sized
from engine import Limits, Problem, Result
from engine.check import check
from engine.result import Progress
from engine.search.warm import warm
from engine.solve import solve

Key = tuple[int, int, float, int]

FIRST_CLEAN = 0.0
"""The seconds of an order that asks for a first clean plan, however long it takes."""

FEWEST_MOVES, MOST_MOVES = 1_000, 1_024_000


@dataclass(frozen=True, slots=True)
class Order:
    """What one run is to do. size: about how many visits; seconds: of planning, or FIRST_CLEAN."""

    size: int
    seed: int
    seconds: float
    workers: int

    @property
    def key(self) -> Key:
        return self.size, self.seed, self.seconds, self.workers


@dataclass(frozen=True, slots=True)
class Row(Order):
    """What the run of an order gave, as the referee judged it; times in seconds.

    generate: making the week. tables, first: of planning, until the first visits were planned and until all had been
    tried. wall: of planning, referee included, compiling not; cpu: the same, of all processor cores together, which a
    busy machine leaves alone. referee: judging the plan. moves: tried after the first plan. peak: MiB of the process.
    """

    visits: int
    carers: int
    generate: float
    tables: float
    first: float
    wall: float
    cpu: float
    referee: float
    moves: int
    cost: float
    unplanned: int
    violations: int
    peak: int


def measure(order: Order) -> Row:
    """Make a week, plan it, and let the referee judge."""
    warm()
    began = time.perf_counter()
    problem = sized(order.size, order.seed)
    generate = time.perf_counter() - began
    marks: dict[str, list[float]] = {"first plan": []}
    result, cpu = _planned(problem, order, lambda now: marks.setdefault(now.phase, []).append(now.elapsed))
    began = time.perf_counter()
    verdict = check(problem, result.plan)
    referee = time.perf_counter() - began
    first = marks["first plan"] or [result.seconds]
    return Row(
        *order.key,
        visits=len(problem.visits),
        carers=len(problem.carers),
        generate=round(generate, 3),
        tables=round(first[0], 3),
        first=round(first[-1], 3),
        wall=round(result.seconds, 3),
        cpu=round(cpu, 3),
        referee=round(referee, 3),
        moves=result.iterations,
        cost=verdict.cost,
        unplanned=len(verdict.unplanned),
        violations=len(verdict.violations),
        peak=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    )


def _planned(problem: Problem, order: Order, hear: Callable[[Progress], None]) -> tuple[Result, float]:
    """A plan, and the processor seconds that it took.

    For a first clean plan: with no moves, then with a short cooling, each twice as long, until the plan is clean."""

    def plan(seconds: float | None, moves: int | None) -> tuple[Result, float]:
        began = time.process_time()
        limits = Limits(seconds=seconds, iterations=moves, seed=order.seed, workers=order.workers, progress=hear)
        return solve(problem, limits, strategy="search"), time.process_time() - began

    if order.seconds != FIRST_CLEAN:
        return plan(order.seconds, None)
    moves, found = FEWEST_MOVES, plan(None, 0)
    while not found[0].verdict.clean and moves <= MOST_MOVES:
        found = plan(None, moves)
        moves *= 2
    return found
