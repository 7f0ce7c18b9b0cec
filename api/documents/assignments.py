"""Who cares for whom, without clock times, as plain data."""

from dataclasses import asdict
from typing import Any

from engine.assignment import Assignment, TeamsFound
from engine.data.canonical import weights_used
from engine.price import Prices
from engine.problem import Problem


def assignment_document(problem: Problem, found: Assignment) -> dict[str, Any]:
    """All there is to tell, as JSON has it; times in ticks."""
    return {
        "problem": problem.name,
        "weights": weights_used(problem),
        "cost": found.cost,
        "bound": found.bound,
        "gap": found.gap,
        "proved": found.proved,
        "stopped": found.stopped.value,
        "seconds": round(found.seconds, 3),
        "seed": found.seed,
        "facts": list(found.facts),
        "charges": [
            {"rule": one.rule, "amount": one.amount, "cost": cost_of(problem, one.points)} for one in found.charges
        ],
        "taken": [
            {name: getattr(one, name) for name in ("unit", "client", "part", "carer", "why")}
            | {"visits": list(one.visits), "stand_ins": list(one.stand_ins)}
            for one in found.taken
        ],
        "unassigned": [one.unit for one in found.unassigned],
        "loads": [
            {name: getattr(one, name) for name in ("carer", "clients", "work", "by_part", "room", "contract", "wanted")}
            for one in found.loads
        ],
        "teams": None if found.teams is None else team_document(found.teams),
    }


def team_document(found: TeamsFound) -> dict[str, Any]:
    """Teams as JSON has them."""
    return asdict(found) | {"gap": found.gap}


def cost_of(problem: Problem, points: int) -> float:
    """Points as a cost in the problem's weights."""
    return Prices(problem).cost(points)
