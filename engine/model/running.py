"""Running CP-SAT: with limits, with progress, and so that a stop request is honoured at once."""

import math
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field

from ortools.sat.python import cp_model

from engine.limits import Clock
from engine.model.cpsat import Model
from engine.plan import Plan
from engine.result import StopReason

ITERATIONS_PER_SECOND = 100_000
"""One iteration of CP-SAT is a hundred-thousandth of its deterministic second: work that is counted, not timed, and of
the order of one move of the local search. So the same number means a like effort for either."""

LOOKS_PER_SECOND = 20
GRACE = 0.2
"""Seconds that CP-SAT gets to come back by itself once it is told to; presolving a large model may not listen."""


@dataclass(slots=True)
class Solved:
    """What came of a run. plan: None where none was found; bound: points that no plan (as free as the model's) is
    below; proved: the plan is the best there is."""

    plan: Plan | None
    points: int
    bound: int
    proved: bool
    stopped: StopReason
    iterations: int
    trace: tuple[tuple[float, int], ...] = ()


@dataclass(slots=True)
class _Seen:
    """What the run has shown so far, written by CP-SAT's threads and read by ours."""

    clock: Clock
    values: Sequence[int] = ()
    points: int | None = None
    bound: float = -math.inf
    trace: list[tuple[float, int]] = field(default_factory=list)


class _Watch(cp_model.CpSolverSolutionCallback):
    """Keeps the best solution where it survives a run that is cut off."""

    def __init__(self, seen: _Seen):
        super().__init__()
        self.seen = seen

    def on_solution_callback(self) -> None:
        seen = self.seen
        seen.values = list(self.response_proto.solution)
        seen.points = round(self.objective_value)
        seen.bound = max(seen.bound, self.best_objective_bound)
        seen.trace.append((seen.clock.elapsed, seen.points))


def run(
    model: Model, clock: Clock, seconds: float | None = None, iterations: int | None = None, phase: str = ""
) -> Solved:
    """Solve a model within its clock's limits, or narrower ones.

    Follows limits.workers and limits.seed; with one worker and a limit of iterations the same seed gives the same plan.
    """
    limits = clock.limits
    solver = cp_model.CpSolver()
    left = clock.left if seconds is None else min(seconds, clock.left)
    effort = limits.iterations if iterations is None else iterations
    if math.isfinite(left):
        solver.parameters.max_time_in_seconds = max(0.0, left)
    if effort is not None:
        solver.parameters.max_deterministic_time = effort / ITERATIONS_PER_SECOND
    solver.parameters.num_workers = limits.workers
    solver.parameters.random_seed = limits.seed % 2**31
    seen = _Seen(clock)
    status = _watched(model, solver, seen, clock.elapsed + left, phase)
    return _solved(model, solver, seen, status, clock)


def _watched(model: Model, solver: cp_model.CpSolver, seen: _Seen, until: float, phase: str) -> int | None:
    """Solve in another thread (CP-SAT lets go of the interpreter), look after it, and cut it off where it overruns.

    A run that is cut off ends by itself later, unheard. Returns CP-SAT's status, None where it was cut off.
    """
    finished = threading.Event()
    answer: list[int] = []
    watch = _Watch(seen)
    solver.best_bound_callback = lambda bound: setattr(seen, "bound", max(seen.bound, bound))

    def solve() -> None:
        try:
            answer.append(int(solver.solve(model.ledger.model, watch)))
        finally:
            finished.set()

    threading.Thread(target=solve, daemon=True).start()
    looks = 0
    while not finished.wait(1 / LOOKS_PER_SECOND):
        looks += 1
        if looks % 5 == 0:
            _tell(model, seen, phase)
        if seen.clock.limits.stop.is_set() or seen.clock.elapsed > until:
            solver.stop_search()
            watch.stop_search()
            finished.wait(GRACE)
            break
    _tell(model, seen, phase)
    return answer[0] if answer else None


def _tell(model: Model, seen: _Seen, phase: str) -> None:
    if seen.points is not None:
        plan = model.extract(seen.values)
        unplanned = len(model.problem.visits) - sum(1 for _ in plan.visits())
        cost = model.prices.cost(seen.points)
        bound = None if seen.bound < 0 else model.prices.cost(math.ceil(seen.bound - 1e-6))
        seen.clock.tell(cost, unplanned, 0, phase, bound)
    else:
        seen.clock.tell(None, len(model.problem.visits), 0, phase)


def _solved(model: Model, solver: cp_model.CpSolver, seen: _Seen, status: int | None, clock: Clock) -> Solved:
    proved = status == cp_model.OPTIMAL
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        seen.values, seen.points = list(solver.response_proto.solution), round(solver.objective_value)
    assert status not in (cp_model.MODEL_INVALID, cp_model.INFEASIBLE), "the plan at hand is always a solution"
    if status is not None:
        seen.bound = max(seen.bound, solver.best_objective_bound)
    plan = None if seen.points is None else model.extract(seen.values)
    if proved:
        stopped = StopReason.OPTIMAL
    elif clock.limits.stop.is_set():
        stopped = StopReason.REQUEST
    elif clock.limits.iterations is not None and clock.left > 0:
        stopped = StopReason.ITERATIONS
    else:
        stopped = StopReason.TIME
    effort = 0 if status is None else round(solver.deterministic_time * ITERATIONS_PER_SECOND)
    # No rule gives points back, so 0 is a bound too; a bound within rounding of a whole number of points is that one.
    bound = max(0, math.ceil(seen.bound - 1e-6)) if math.isfinite(seen.bound) else 0
    points = 0 if seen.points is None else seen.points
    return Solved(plan, points, bound, proved, stopped, effort, tuple(seen.trace))
