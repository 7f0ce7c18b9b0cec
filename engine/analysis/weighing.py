"""Weights with some of them changed: everything else stays as it counts today, rule by rule."""

from collections.abc import Mapping

from engine.problem import Problem, Weights
from engine.rules import weights_under
from engine.units import HARD, Weight

MOST = 1_000_000
LEAST = 0.001
"""The bounds within which a weight that counts may lie."""


def today(problem: Problem) -> dict[str, Weight]:
    """What each rule weighs now, packs and defaults spelt out."""
    return weights_under(problem.weights, problem.labour.pack)


def changed(problem: Problem, new: Mapping[str, Weight], version: str) -> Weights:
    """Today's weights with some new ones. version: what tells them apart from today's."""
    name = problem.weights.name
    return Weights({**today(problem), **new}, name=name, version=f"{problem.weights.version} {version}".strip())


def fitting(weight: float) -> Weight:
    """A weight as near as three decimals come to it; one that counts is not rounded down to off."""
    return 0 if weight <= 0 else whole(min(MOST, max(LEAST, round(weight, 3))))


def whole(weight: float) -> Weight:
    """A whole number where it is one, as people write it."""
    return int(weight) if weight == int(weight) else weight


def scaled(weights: Mapping[str, Weight], factors: Mapping[str, float]) -> dict[str, Weight]:
    """The weights of some rules times a factor each; what forbids goes on to forbid, and what is off stays off."""
    found: dict[str, Weight] = {}
    for rule, factor in factors.items():
        weight = weights[rule]
        found[rule] = weight if weight == HARD or weight == 0 else fitting(weight * factor)
    return found
