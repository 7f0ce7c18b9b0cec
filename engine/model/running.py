"""Running CP-SAT on the model of a plan: with progress, and with the best plan kept."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ortools.sat.python import cp_model

from engine.limits import Clock
from engine.model.cpsat import Model, Worth
from engine.model.variables import Scope
from engine.model.watching import ITERATIONS_PER_SECOND, solver_for, watched, whole
from engine.plan import Plan
from engine.result import StopReason


class BrokenOffError(Exception):
    """A limit was reached before the model stood."""


def unless_over(clock: Clock) -> Callable[[int], None]:
    """What a model asks while it is being built: breaks off by BrokenOffError once a limit is reached."""

    def pause(_legs: int) -> None:
        if clock.over:
            raise BrokenOffError

    return pause


def reason(clock: Clock) -> StopReason:
    """Why a run stops that is not at its end."""
    if clock.limits.stop.is_set():
        return StopReason.REQUEST
    return StopReason.TIME if clock.left <= 0 else StopReason.ITERATIONS


@dataclass(frozen=True, slots=True)
class Solved:
    """What came of a run. plan: the model's base until a better one is found; bound: points that no plan that the model
    can say is below; proved: the plan is the best of them; iterations: see `watching`; trace: (seconds,
    points) at each improvement."""

    plan: Plan
    worth: Worth
    bound: int
    proved: bool
    stopped: StopReason
    iterations: int
    trace: tuple[tuple[float, int], ...]


class _Best(NamedTuple):
    """The best plan so far, and what led to it: one value, since a run that is cut off goes on in its own thread."""

    plan: Plan
    worth: Worth
    trace: tuple[tuple[float, int], ...] = ()


@dataclass(slots=True)
class _Seen:
    """What the run has shown so far: written by CP-SAT's thread, read by ours."""

    model: Model
    clock: Clock
    phase: str
    best: _Best
    bound: float = 0.0
    looks: int = 0

    def solution(self, values: Sequence[int]) -> None:
        worth = self.model.worth(values)
        if self.model.better(worth, self.best.worth):
            plan, trace = self.model.extract(values), (*self.best.trace, (self.clock.elapsed, worth.points))
            self.best = _Best(plan, worth, trace)

    def lift(self, bound: float) -> None:
        """No rule gives points back, so 0 is the first bound of all."""
        if math.isfinite(bound):
            self.bound = max(self.bound, bound)

    @property
    def points(self) -> int:
        return whole(self.bound)

    def look(self) -> None:
        """Called at every look at the limits; every fifth tells how far the run is."""
        self.looks += 1
        if self.looks % 5 == 0:
            self.tell()

    def tell(self) -> None:
        visits, cost, best = len(self.model.problem.visits), self.model.prices.cost, self.best
        planned = sum(1 for _ in best.plan.visits())
        # What bounds a part of the plan is no bound on the whole.
        bound = cost(self.points) if self.model.variables.scope == Scope() else None
        self.clock.tell(cost(best.worth.points), visits - planned, 0, self.phase, bound)


class _Watch(cp_model.CpSolverSolutionCallback):
    """Keeps the best solution where it survives a run that is cut off."""

    def __init__(self, seen: _Seen):
        super().__init__()
        self.seen = seen

    def on_solution_callback(self) -> None:
        self.seen.lift(self.best_objective_bound)
        self.seen.solution(list(self.response_proto.solution))


def run(model: Model, clock: Clock, effort: int | None = None, phase: str = "") -> Solved:
    """Solve a model within its clock's limits; effort: iterations for this run alone.

    Follows the seed and the number of workers of the limits; with one worker and no limit of seconds, the same seed and
    number of iterations give the same plan.
    """
    left = clock.left
    effort = clock.limits.iterations if effort is None else effort
    solver = solver_for(clock, left, effort)
    seen = _Seen(model, clock, phase, _Best(model.base, model.told))
    solver.best_bound_callback = seen.lift
    status = watched(solver, model.ledger.model, _Watch(seen), clock, clock.elapsed + left, seen.look)
    proved = status == cp_model.OPTIMAL
    if status is not None:
        seen.lift(solver.best_objective_bound)
    seen.tell()
    spent = 0 if status is None else round(solver.deterministic_time * ITERATIONS_PER_SECOND)
    # A break at a place of its own, which only a plan at hand can have, may lie below what the model can say.
    best = seen.best
    bound = min(seen.points, best.worth.points)
    stopped = StopReason.OPTIMAL if proved else reason(clock)
    return Solved(best.plan, best.worth, bound, proved, stopped, spent, best.trace)
