"""CP-SAT in a thread of its own: with limits, and looked after so that a stop request is honoured at once."""

import math
import threading
from collections.abc import Callable

from ortools.sat.python import cp_model

from engine.limits import Clock

ITERATIONS_PER_SECOND = 100_000
"""One iteration of CP-SAT is a hundred-thousandth of its deterministic second: work that is counted, not timed, and of
the order of one move of the local search. So the same number means a like effort for either."""

LOOK = 0.05
"""Seconds between two looks at the limits."""

GRACE = 0.2
"""Seconds that CP-SAT gets to come back by itself once it is told to; presolving a large model may not listen."""

_SLACK = 1e-6
"""Bounds come as floating point: one within this of a whole number of points is that number."""


def solver_for(clock: Clock, seconds: float, effort: int | None) -> cp_model.CpSolver:
    """A solver with the seed and workers of a clock's limits. seconds, effort: of this run; effort in iterations."""
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = max(1, clock.limits.workers)
    solver.parameters.random_seed = clock.limits.seed % 2**31
    if math.isfinite(seconds):
        solver.parameters.max_time_in_seconds = max(0.0, seconds)
    if effort is not None:
        solver.parameters.max_deterministic_time = effort / ITERATIONS_PER_SECOND
    return solver


def watched(
    solver: cp_model.CpSolver,
    model: cp_model.CpModel,
    callback: cp_model.CpSolverSolutionCallback,
    clock: Clock,
    until: float,
    look: Callable[[], None] = lambda: None,
) -> cp_model.CpSolverStatus | None:
    """Solve in another thread (CP-SAT lets go of the interpreter), and cut it off once it is told to stop or overruns.

    A run that is cut off ends by itself later, unheard. until: when to stop, on the clock; look: called at every look
    at the limits. Returns CP-SAT's answer, None where it was cut off or had no time to begin.
    """

    def over() -> bool:
        return clock.limits.stop.is_set() or clock.elapsed > until

    if over():
        return None
    finished = threading.Event()
    answer: list[cp_model.CpSolverStatus] = []
    errors: list[BaseException] = []

    def solve() -> None:
        try:
            answer.append(solver.solve(model, callback))
        except BaseException as error:  # told in the thread that waits for it
            errors.append(error)
        finally:
            finished.set()

    threading.Thread(target=solve, daemon=True).start()
    while not finished.wait(LOOK):
        look()
        if over():
            solver.stop_search()
            finished.wait(GRACE)
            break
    if errors:
        raise errors[0]
    return answer[0] if answer else None


def whole(bound: float) -> int:
    """A bound on whole points."""
    return math.ceil(bound - _SLACK)
