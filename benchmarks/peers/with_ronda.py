"""Ronda, as somebody uses it who asks for nothing in particular."""

from benchmarks.peers.told import Delivered, Limit, Told
from engine.limits import Limits
from engine.search.warm import warm
from engine.solve import solve as plan

STRATEGY = "default"


def solve(told: Told, limit: Limit) -> Delivered:
    """The limit holds for everything that Ronda does, its tables included; compiling is none of it."""
    warm()
    found = plan(told.problem, Limits(seconds=limit.seconds, seed=limit.seed, workers=limit.workers), STRATEGY)
    return Delivered(found.plan, round(found.verdict.amounts["travel"] * told.problem.ticks_per_minute))
