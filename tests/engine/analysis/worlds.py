"""A small week of the demo's kind, and plans of it as weights of all sorts would have them."""

from dataclasses import replace
from functools import cache

import numpy as np

from datasets.eixample import generate
from engine.analysis import Amounts, amounts
from engine.limits import Limits
from engine.plan import Plan
from engine.problem import Problem, Weights
from engine.rules import weights_under
from engine.solve import solve
from engine.units import HARD, Weight

MOVES = (300, 1_000, 4_000, 10_000)
"""Plans are made with care, and in haste."""


@cache
def town() -> Problem:
    return generate(clients=15, carers=5, days=3, seed=1)


@cache
def today() -> Plan:
    """A good plan under today's weights."""
    return solve(town(), Limits(iterations=20_000, seed=1), "search").plan


def drawn(rng: np.random.Generator, spread: float = 1.0) -> Weights:
    """Today's weights, each that does not forbid times 2 to the power of a normal draw."""
    found: dict[str, Weight] = {}
    for rule, weight in weights_under(town().weights, town().labour.pack).items():
        found[rule] = weight if weight == HARD else round(min(1e6, float(weight) * 2 ** rng.normal(0, spread)), 3)
    return Weights(found)


@cache
def plans(many: int = 50) -> tuple[Amounts, ...]:
    """Plans that differ as plans do which somebody might compare: each by weights and an effort of its own."""
    rng = np.random.default_rng(11)
    found: list[Amounts] = []
    for seed in range(many):
        given = replace(town(), weights=drawn(rng, 1.5))
        result = solve(given, Limits(iterations=int(rng.choice(MOVES)), seed=seed), "search")
        found.append(amounts(town(), result.plan))
    return tuple(found)
