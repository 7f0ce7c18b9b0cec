"""A plan job: from a problem's text to the document that `ronda plan -o` would write, and its figures."""

import json
from dataclasses import asdict, dataclass, replace
from typing import Any

from api.documents.verdicts import beside_plan, gap
from api.jobs.watching import Watch
from engine.data.canonical import plan_text, read_plan, read_problem, weights_used
from engine.kpi import kpis
from engine.limits import Limits
from engine.plan import Plan
from engine.problem import Problem, WeightsDocument
from engine.result import Result, StopReason
from engine.solve import bounded, solve
from engine.weights import under

USUAL_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan that the referee has seen. document: as in a plan file; stopped: at a request."""

    document: dict[str, Any]
    figures: dict[str, Any]
    clean: bool
    cost: float
    unplanned: int
    stopped: bool


def limits_from(options: dict[str, Any], watch: Watch) -> Limits:
    """The limits that an order asks for: as on the command line, 30 s unless it says otherwise. One worker: there is a
    process for each core already."""
    seconds, iterations = options.get("seconds"), options.get("iterations")
    if seconds is None and iterations is None:
        seconds = USUAL_SECONDS
    return Limits(
        seconds=seconds,
        iterations=iterations,
        seed=options.get("seed", 0),
        workers=1,
        stop=watch.stop,
        progress=watch.hear,
    )


def planned(
    text: str,
    start: dict[str, Any] | None,
    options: dict[str, Any],
    watch: Watch,
    weights: WeightsDocument | None = None,
) -> Planned:
    """Solve. start: the document of a plan to begin with; weights: those that count instead of the problem's own.
    Raises what the engine raises.

    The engine gives its plan at the end only: a job whose worker dies begins anew.
    """
    problem = read_problem(text)
    if weights is not None:
        problem = under(problem, weights)
    begun = None if start is None else read_plan(json.dumps(start))
    limits = limits_from(options, watch)
    result = solve(problem, limits, options.get("strategy", "default"), begun)
    if options.get("bound") is not None:
        result = bounded(problem, result, replace(limits, seconds=options["bound"], iterations=None))
    return Planned(
        document=document_of(problem, result.plan, beside_plan(problem, result, options.get("language", "en"))),
        figures=figures_of(problem, result),
        clean=result.verdict.clean,
        cost=result.verdict.cost,
        unplanned=len(result.verdict.unplanned),
        stopped=result.stopped is StopReason.REQUEST,
    )


def document_of(problem: Problem, plan: Plan, beside: dict[str, Any]) -> dict[str, Any]:
    return json.loads(plan_text(plan, problem.name, beside))


def figures_of(problem: Problem, result: Result) -> dict[str, Any]:
    """What a plan came to; whoever is named in it the store leaves out."""
    bound = None if result.bound is None else asdict(result.bound) | {"gap": gap(result.verdict, result.bound)}
    return {
        "visits": len(problem.visits),
        "weights": weights_used(problem),
        "violations": len(result.verdict.violations),
        "components": result.verdict.components,
        "amounts": result.verdict.amounts,
        "kpis": asdict(kpis(problem, result.plan)),
        "bound": bound,
        "seconds": round(result.seconds, 3),
        "iterations": result.iterations,
        "seed": result.seed,
        "strategy": result.strategy,
        "stopped": result.stopped.value,
    }
