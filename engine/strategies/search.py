"""Search: a first plan, then simulated annealing over compiled moves until time or iterations run out."""

import math
from collections.abc import Callable

from engine.limits import Clock, Limits
from engine.plan import Plan
from engine.problem import Problem
from engine.result import Outcome, StopReason
from engine.search.crew import Crew
from engine.search.warm import warm

BATCH_SECONDS = 0.05
"""How long a batch of moves lasts, about: stop requests and progress are looked at in between."""

FIRST_BATCH, SMALLEST_BATCH, LARGEST_BATCH = 2_000, 50, 200_000


def search(problem: Problem, limits: Limits, start: Plan | None = None) -> Outcome:
    """Plan a problem by local search; with a start plan, from there.

    With an iteration limit (moves of each worker) cooling follows the iterations, and the same seed gives the same plan
    with one worker; otherwise it follows the time limit. Without either it ends after one cooling of usual length.
    """
    warm()  # before the clock starts: compiling is nobody's planning time
    clock = Clock(limits)
    try:
        crew = Crew(problem, limits.seed, max(1, limits.workers), _unless_over(clock))
    except _BrokenOffError:
        return Outcome(start or Plan(), StopReason.REQUEST if limits.stop.is_set() else StopReason.TIME)
    trace: dict[int, tuple[float, float]] = {}

    def tell(phase: str) -> None:
        best = crew.best
        trace.setdefault(best.search.best_points, (clock.elapsed, best.best_cost))
        clock.tell(best.best_cost, best.search.best_unplanned, crew.iterations, phase)

    try:
        first = crew.runs[0]
        if start is not None:
            first.search.load(start)
        first.construct(lambda: clock.over, lambda: tell("first plan"))
        crew.share_start()
        stopped = _cool(crew, limits, clock, lambda: tell("search"))
        return Outcome(crew.best.search.plan(), stopped, crew.iterations, None, tuple(trace.values()))
    finally:
        crew.close()


class _BrokenOffError(Exception):
    """Stopped before there was a table to search in."""


def _unless_over(clock: Clock) -> Callable[[], None]:
    def look() -> None:
        if clock.over:
            raise _BrokenOffError

    return look


def _cool(crew: Crew, limits: Limits, clock: Clock, tell: Callable[[], None]) -> StopReason:
    """One or several coolings in turn, the first from the plan at hand, the others from new first plans."""
    problem = crew.runs[0].problem
    if not problem.visits or not problem.shifts:
        return StopReason.DONE
    starts = crew.runs[0].starts(limits)
    for number in range(starts):
        if number:
            crew.restart()
        stopped = _one_cooling(crew, limits, clock, _share(crew, limits, clock, starts - number), tell)
        if stopped is not None:
            return stopped
    if limits.iterations is not None:
        return StopReason.ITERATIONS
    return StopReason.DONE if limits.seconds is None else StopReason.TIME


def _share(crew: Crew, limits: Limits, clock: Clock, coolings: int) -> Callable[[], tuple[float, int]]:
    """How far a cooling that begins now has come, from 0 to 1, and how many moves it may still try (of each run)."""
    run = crew.runs[0]
    done, began = run.iterations, clock.elapsed
    moves = run.usual_moves
    if limits.iterations is not None:
        moves = (limits.iterations - done) // coolings
    elif limits.seconds is not None:
        span = max((limits.seconds - began) / coolings, 1e-9)
        return lambda: ((clock.elapsed - began) / span, LARGEST_BATCH)
    return lambda: ((run.iterations - done) / max(moves, 1), moves - (run.iterations - done))


def _one_cooling(
    crew: Crew, limits: Limits, clock: Clock, share: Callable[[], tuple[float, int]], tell: Callable[[], None]
) -> StopReason | None:
    """Cool down once; None = the cooling has come to its end."""
    batch = FIRST_BATCH
    while True:
        if limits.stop.is_set():
            return StopReason.REQUEST
        if clock.left <= 0:
            return StopReason.TIME
        come, left = share()
        if come >= 1 or left <= 0:
            return None
        before = clock.elapsed
        crew.anneal(come, min(batch, left))
        if limits.iterations is None:
            batch = _fit(batch, clock.elapsed - before)
        tell()


def _fit(batch: int, seconds: float) -> int:
    """The size of the next batch, so that it lasts about BATCH_SECONDS."""
    factor = min(BATCH_SECONDS / max(seconds, 1e-4), 2.0)
    return max(SMALLEST_BATCH, min(LARGEST_BATCH, int(batch * (math.sqrt(factor) if factor < 1 else factor))))
