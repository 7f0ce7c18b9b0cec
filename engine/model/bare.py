"""Running CP-SAT on a model of whole numbers that is no plan: with the best answer kept."""

import math
from dataclasses import dataclass

from ortools.sat.python import cp_model

from engine.limits import Clock
from engine.model.watching import solver_for, watched, whole


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
    solver = solver_for(clock, seconds, effort)
    if in_order:
        solver.parameters.num_workers = 1
        # Presolving may drop answers that are as good as others, and the first of them with it.
        solver.parameters.search_branching = cp_model.FIXED_SEARCH
        solver.parameters.cp_model_presolve = False
        solver.parameters.symmetry_level = 0
        solver.parameters.keep_all_feasible_solutions_in_presolve = True
    best, bounds = _Best(), [0.0]
    solver.best_bound_callback = bounds.append
    status = watched(solver, model, best, clock, clock.elapsed + seconds)
    if status is not None:
        bounds.append(solver.best_objective_bound)
    proved = status == cp_model.OPTIMAL
    bound = whole(max(filter(math.isfinite, bounds)))
    return Run(best.values, best.points, best.points if proved else bound, proved)
