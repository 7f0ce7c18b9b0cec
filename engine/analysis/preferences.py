"""Weights that fit what a planner prefers: of each of some pairs of plans, the one that they would rather have.

The cost of a plan is a weighted sum, so that a preference is a comparison of two such sums. The model is Bradley and
Terry's (1952): the more one plan costs above the other, the surer the choice. Each weight is today's times a factor,
which is above 0; without preferences it is 1, and it takes evidence to move it (a normal prior on its logarithm).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from engine.analysis.amounts import Amounts
from engine.analysis.phrases import phrase
from engine.analysis.scoring import points_of
from engine.analysis.weighing import changed, fitting, today
from engine.explain.sentences import title
from engine.explain.words import number
from engine.problem import Problem, Weights
from engine.rules import RULES
from engine.units import Weight

SURE = 0.1
"""A pair is told apart with some certainty when its costs differ by this share of the size of what differs."""

REIN = 0.5
"""How strongly the factors are held to 1: the variance of their logarithm beforehand is 1 / (2 * REIN) = 1."""

FARTHEST = 50.0
"""Where a step of the solver tries a logarithm beyond this, its exponential is held here, so that it stays finite."""


@dataclass(frozen=True, slots=True)
class Preference:
    """Of two plans of one problem, told by their amounts, the one that somebody would rather have."""

    better: Amounts
    worse: Amounts


@dataclass(frozen=True, slots=True)
class Learned:
    """A weight that preferences moved: from today's to a new one; low to high would fit about as well."""

    rule: str
    today: float
    weight: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Inferred:
    """Weights that fit some preferences: with how many of these they agree, and which rules they weigh otherwise than
    today, the surest first."""

    weights: Weights
    agreed: int
    preferences: int
    learned: tuple[Learned, ...]

    def told(self, language: str = "en") -> tuple[str, ...]:
        """The same in words."""
        lines = [phrase("followed", language, agreed=self.agreed, all=self.preferences)]
        for one in self.learned:
            figures = {name: number(getattr(one, name), language) for name in ("weight", "today", "low", "high")}
            lines.append(phrase("learned", language, rule=title(one.rule, language), **figures))
        return tuple(lines)


def inferred(problem: Problem, preferences: Sequence[Preference]) -> Inferred:
    """The weights that fit preferences best without leaving today's more than these ask for.

    What is HARD or off stays so: no comparison of costs speaks of it. Preferences may contradict each other. The same
    ones always give the same weights.
    """
    model = _Model(problem)
    apart = model.apart([(one.worse, one.better) for one in preferences])
    factors, spread = model.fit(apart)
    now = today(problem)
    new: dict[str, Weight] = {}
    for rule, factor in zip(model.rules, factors, strict=True):
        new[rule] = fitting(float(now[rule]) * factor)
    moved = [row for row, rule in enumerate(model.rules) if new[rule] != now[rule]]
    moved.sort(key=lambda row: -abs(np.log(factors[row])) / spread[row])
    learned = tuple(
        Learned(
            model.rules[row],
            float(now[model.rules[row]]),
            float(new[model.rules[row]]),
            *(float(fitting(float(new[model.rules[row]]) * np.exp(side * spread[row]))) for side in (-1, 1)),
        )
        for row in moved
    )
    weights = changed(problem, new, f"inferred from {len(preferences)} preferences")
    agreed = int((apart @ factors > 0).sum())
    return Inferred(weights, agreed, len(preferences), learned)


def next_pair(
    problem: Problem, plans: Sequence[Amounts], preferences: Sequence[Preference] = ()
) -> tuple[int, int] | None:
    """The two plans whose comparison would tell most: those of which the preferences so far say least which is better.

    So few questions do for many weights. Pairs that were compared are not asked again; None when there is none left.
    """
    asked = {frozenset((id(one.better), id(one.worse))) for one in preferences}
    pairs = [
        (one, other)
        for other in range(len(plans))
        for one in range(other)
        if frozenset((id(plans[one]), id(plans[other]))) not in asked
    ]
    if not pairs:
        return None
    model = _Model(problem)
    factors, _ = model.fit(model.apart([(one.worse, one.better) for one in preferences]))
    apart = model.apart([(plans[one], plans[other]) for one, other in pairs])
    moving = apart * factors
    doubt = np.sqrt(np.einsum("pr,rs,ps->p", moving, np.linalg.inv(model.curvature), moving))
    differs = doubt > 0
    if not differs.any():
        return None
    surety = np.where(differs, np.abs(moving.sum(axis=1)) / np.where(differs, doubt, 1.0), np.inf)
    return pairs[int(surety.argmin())]


class _Model:
    """The rules whose weights may move, and what a fit found."""

    def __init__(self, problem: Problem):
        points, hard = points_of(problem, [problem.weights])
        self._rows = np.flatnonzero((points[0] > 0) & ~hard[0])
        self._points = points[0, self._rows].astype(float)
        self.rules = [RULES[row].id for row in self._rows]
        self.curvature = 2 * REIN * np.eye(len(self.rules))

    def apart(self, pairs: Sequence[tuple[Amounts, Amounts]]) -> np.ndarray:
        """By how much the first plan of each pair costs more under today's weights. Shape (pairs, rules)."""
        found = [(one.whole - other.whole)[self._rows] * self._points for one, other in pairs]
        return np.array(found, float).reshape(len(pairs), len(self.rules))

    def fit(self, apart: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The most probable factors, and how far off their logarithms may be (one standard deviation)."""
        sizes = np.sqrt((apart**2).sum(axis=1))
        usual = float(np.median(sizes[sizes > 0])) * SURE if sizes.any() else 1.0
        scaled = apart / usual

        def unlikely(logs: np.ndarray) -> tuple[float, np.ndarray]:
            factors = np.exp(np.clip(logs, -FARTHEST, FARTHEST))
            margins = scaled @ factors
            slope = -(scaled * factors).T @ _chance(-margins) + 2 * REIN * logs
            return float(np.logaddexp(0, -margins).sum() + REIN * logs @ logs), slope

        found = minimize(unlikely, np.zeros(len(self.rules)), jac=True, method="BFGS")
        factors = np.exp(found.x)
        chance = _chance(scaled @ factors)
        moving = scaled * factors
        self.curvature = moving.T @ (moving * (chance * (1 - chance))[:, None]) + 2 * REIN * np.eye(len(factors))
        return factors, np.sqrt(np.diag(np.linalg.inv(self.curvature)))


def _chance(margins: np.ndarray) -> np.ndarray:
    """The logistic function, for margins of any size."""
    return np.exp(-np.logaddexp(0, -margins))
