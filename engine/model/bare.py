"""Running CP-SAT on a model of one's own: within limits, looked after, with the best answer kept."""

import math
import threading
from dataclasses import dataclass

from ortools.sat.python import cp_model

from engine.limits import Clock
from engine.model.running import GRACE, ITERATIONS_PER_SECOND, LOOK

_SLACK = 1e-6


@dataclass(frozen=True, slots=True)
class Run:
    """values: of the model's variables, None where no answer was found in time; points: its objective; bound: none is
    lower; proved: neither is this one's."""

    values: list[int] | None
    points: int
    bound: int
    proved: bool


class _Best(cp_model.CpSolverSolutionCallback):
    """Keeps the best answer where it survives a run that is cut off."""

    def __init__(self) -> None:
        super().__init__()
        self.values: list[int] | None = None
        self.points = 0

    def on_solution_callback(self) -> None:
        self.values = list(self.response_proto.solution)
        self.points = round(self.objective_value)


def run(
    model: cp_model.CpModel, clock: Clock, seconds: float, effort: int | None = None, in_order: bool = False
) -> Run:
    """Solve a model that minimises whole numbers. in_order: by its decision strategy alone, which finds the first."""
    solver = cp_model.CpSolver()
    solver.parameters.random_seed = clock.limits.seed % 2**31
    solver.parameters.num_workers = 1 if in_order else max(1, clock.limits.workers)
    if math.isfinite(seconds):
        solver.parameters.max_time_in_seconds = max(0.01, seconds)
    if effort is not None:
        solver.parameters.max_deterministic_time = effort / ITERATIONS_PER_SECOND
    if in_order:
        # Presolving may drop answers that are as good as others, and the first of them with it.
        solver.parameters.search_branching = cp_model.FIXED_SEARCH
        solver.parameters.cp_model_presolve = False
        solver.parameters.symmetry_level = 0
        solver.parameters.keep_all_feasible_solutions_in_presolve = True
    best, until = _Best(), clock.elapsed + seconds
    status, bound = _watched(solver, model, best, clock, until)
    proved = status == cp_model.OPTIMAL
    return Run(best.values, best.points, best.points if proved else bound, proved)


def _watched(
    solver: cp_model.CpSolver, model: cp_model.CpModel, best: _Best, clock: Clock, until: float
) -> tuple[cp_model.CpSolverStatus | None, int]:
    """Solve in another thread and look after it; one that does not listen is left to itself."""
    finished, answer, errors = threading.Event(), [], []
    bounds = [0.0]
    solver.best_bound_callback = lambda bound: bounds.append(bound) if math.isfinite(bound) else None

    def work() -> None:
        try:
            answer.append(solver.solve(model, best))
        except BaseException as error:  # told in the thread that waits for it
            errors.append(error)
        finally:
            finished.set()

    threading.Thread(target=work, daemon=True).start()
    while not finished.wait(LOOK):
        if clock.limits.stop.is_set() or clock.elapsed > until + GRACE:
            solver.stop_search()
            finished.wait(GRACE)
            break
    if errors:
        raise errors[0]
    if answer and math.isfinite(solver.best_objective_bound):
        bounds.append(solver.best_objective_bound)
    return (answer[0] if answer else None), math.ceil(max(bounds) - _SLACK)
