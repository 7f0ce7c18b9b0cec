"""Search: a first plan, then simulated annealing over compiled moves until time or iterations run out."""

import math

import numpy as np

from engine.limits import Clock, Limits
from engine.plan import Plan
from engine.problem import Problem
from engine.result import Outcome, StopReason
from engine.search.run import Run

BATCH_SECONDS = 0.05
"""How long a batch of moves lasts, about: stop requests and progress are looked at in between."""


def search(problem: Problem, limits: Limits, start: Plan | None = None) -> Outcome:
    """Plan a problem by local search; with a start plan, from there.

    With an iteration limit (moves) cooling follows the iterations, and the same seed gives the same plan; otherwise it
    follows the time limit. Without either it stops when a whole cooling has brought nothing.
    """
    run = Run(problem, limits.seed)
    run.warm()
    clock = Clock(limits)
    trace: list[tuple[float, float]] = []

    def tell(phase: str) -> None:
        cost = run.best_cost
        if not trace or cost < trace[-1][1]:
            trace.append((clock.elapsed, cost))
        clock.tell(cost, run.search.best_unplanned, run.iterations, phase)

    if start is not None:
        run.search.load(start)
    run.construct(lambda: clock.over, lambda: tell("first plan"))
    stopped = _cool(run, limits, clock, lambda: tell("search"))
    return Outcome(run.search.plan(), stopped, run.iterations, None, tuple(trace))


def _cool(run: Run, limits: Limits, clock: Clock, tell) -> StopReason:
    """Several coolings one after another, each from the best plan's construction anew or from the best plan."""
    if len(run.problem.visits) == 0 or len(run.problem.shifts) == 0:
        return StopReason.DONE
    seconds = None if limits.iterations is not None else limits.seconds
    began = clock.elapsed
    batch = 2_000
    starts = run.starts(limits)
    for number in range(starts):
        if number:
            run.restart()
        done_before = run.iterations
        while True:
            if limits.stop.is_set():
                return StopReason.REQUEST
            if clock.left <= 0:
                return StopReason.TIME
            if limits.iterations is not None:
                share = (run.iterations - done_before) / max(1, limits.iterations // starts)
                moves = min(2_000, max(1, limits.iterations // starts - (run.iterations - done_before)))
            elif seconds is not None:
                span = (seconds - began) / starts
                share = (clock.elapsed - began - number * span) / max(span, 1e-9)
                moves = batch
            else:
                share = (run.iterations - done_before) / run.usual_moves
                moves = batch
            if share >= 1:
                break
            before = clock.elapsed
            run.anneal(share, moves)
            if limits.iterations is None:
                batch = _fit(batch, clock.elapsed - before)
            tell()
    return StopReason.ITERATIONS if limits.iterations is not None else StopReason.TIME if seconds else StopReason.DONE


def _fit(batch: int, seconds: float) -> int:
    """The size of the next batch, so that it lasts about BATCH_SECONDS."""
    factor = BATCH_SECONDS / max(seconds, 1e-4)
    return int(np.clip(batch * math.sqrt(factor) if factor < 1 else batch * min(factor, 2.0), 50, 200_000))
