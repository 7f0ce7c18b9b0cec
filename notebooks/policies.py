"""Weights that differ from a co-op's own in one thing each, so that their plans show what is to be had."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from engine import HARD, Limits, Plan, Problem, Weights, catalogue
from engine.solve import solve

TODAY = "today's weights"

FACTORS: Mapping[str, Mapping[str, float]] = {
    TODAY: {},
    "short ways": {"travel": 5},
    "familiar faces": {"continuity": 4, "usual_carer": 4},
    "on time": {"lateness": 4, "preferred_time": 10},
    "full contracts": {"below_contract": 10, "above_contract": 10, "wanted_hours": 6},
    "even work": {"workload_spread": 20, "idlest": 10, "waiting": 3},
}
"""Each by its name: by how much it multiplies the weight of which rule."""

Told = Callable[[str], None]


def weights_now(problem: Problem) -> dict[str, float]:
    """What each rule weighs in a problem; rules that forbid are not among them."""
    return {
        entry.id: float(entry.weight)
        for entry in catalogue(problem=problem)
        if entry.shape != "fact" and entry.weight != HARD
    }


def changed(weights: Weights, values: Mapping[str, float], name: str) -> Weights:
    """The same weights with others for some rules."""
    rounded = {rule: round(value, 3) for rule, value in values.items()}
    return replace(weights, values={**weights.values, **rounded}, name=name)


def otherwise(problem: Problem, weights: Weights) -> dict[str, float]:
    """The rules that do not weigh what they weigh in a problem, with what they weigh instead."""
    now, then = weights_now(problem), weights_now(replace(problem, weights=weights))
    return {rule: weight for rule, weight in then.items() if weight != now.get(rule)}


def command(values: Mapping[str, float]) -> str:
    """What to type to write weights down as a version."""
    told = " ".join(f"--set {rule}={round(value, 3):.10g}" for rule, value in values.items())
    return f'ronda weights new --author "planning group" --reason "Why: in a sentence." {told}'.rstrip()


def policies(problem: Problem) -> dict[str, Weights]:
    """The weights of each policy for a problem. A rule that forbids, or that is off, stays so."""
    now = weights_now(problem)
    found: dict[str, Weights] = {}
    for name, factors in FACTORS.items():
        values = {rule: now[rule] * factor for rule, factor in factors.items() if now.get(rule)}
        found[name] = changed(problem.weights, values, name) if values else problem.weights
    return found


def plans(problem: Problem, moves: int, told: Told = lambda _name: None) -> dict[str, Plan]:
    """A plan for each policy, in so many moves each; the same moves give the same plans. told: hears each name."""
    found: dict[str, Plan] = {}
    for name, weights in policies(problem).items():
        told(name)
        found[name] = planned(problem, weights, moves)
    return found


def planned(problem: Problem, weights: Weights, moves: int) -> Plan:
    """A plan under weights in so many moves, with seed 1."""
    return solve(replace(problem, weights=weights), Limits(iterations=moves, seed=1), "search").plan
