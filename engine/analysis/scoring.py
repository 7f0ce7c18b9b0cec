"""Plans judged under many weights at once: no solving, and of the referee only what it found on each plan once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from engine.analysis.amounts import Amounts, amounts
from engine.analysis.weighing import MOST
from engine.errors import ProblemError
from engine.plan import Plan
from engine.problem import DECIMALS, Problem, Weights
from engine.rules import RULES, weights_under
from engine.shapes import Unit
from engine.units import HARD

EXACT = 2**53
"""Whole numbers up to here are exact as floats; sums that may be larger are added up without floats."""


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """What plans cost under weights, to the last digit what the referee says.

    costs: shape (plans, weights). components: what each rule charges, shape (plans, weights, rules); 0 where it is
    HARD or off. hard: which rules forbid, shape (weights, rules). forbidden: how many findings are forbidden, and
    broken: what they amount to in whole units, shape (plans, weights) both; facts are among them.
    rules: the ids of the last axis.
    """

    costs: np.ndarray
    components: np.ndarray
    hard: np.ndarray
    forbidden: np.ndarray
    broken: np.ndarray
    rules: tuple[str, ...] = tuple(rule.id for rule in RULES)

    def best(self) -> np.ndarray:
        """Which plan each of the weights prefers: least forbidden, then cheapest. Shape (weights,)."""
        return np.lexsort((self.costs, self.broken), axis=0)[0]


def rescore(problem: Problem, plans: Sequence[Plan | Amounts], weights: Sequence[Weights]) -> Scores:
    """Judge plans of a problem under many weights. Ask for `amounts` beforehand where a plan is judged again and again.

    Raises PlanError for a plan of another problem, ProblemError and RuleError for weights that cannot be.
    """
    found = [plan if isinstance(plan, Amounts) else amounts(problem, plan) for plan in plans]
    points, hard = points_of(problem, weights)
    whole = np.array([one.whole for one in found], np.int64).reshape(len(found), len(RULES))
    findings = np.array([one.findings for one in found], np.int64).reshape(whole.shape)
    if whole.astype(float).max(initial=0) * points.astype(float).max(initial=0) * len(RULES) >= EXACT:
        whole, points = whole.astype(object), points.astype(object)
    per_cost = DECIMALS * problem.ticks_per_minute
    return Scores(
        costs=(whole @ points.T / per_cost).astype(float),
        components=(whole[:, None, :] * points / per_cost).astype(float),
        hard=hard,
        forbidden=findings @ hard.T + np.array([one.fact_findings for one in found], np.int64)[:, None],
        broken=whole @ hard.T.astype(np.int64) + np.array([one.facts for one in found], np.int64)[:, None],
    )


def points_of(problem: Problem, weights: Iterable[Weights]) -> tuple[np.ndarray, np.ndarray]:
    """Of each rule under each of the weights: the thousandths of a point that a whole unit costs, and whether it
    forbids. Shape (weights, rules) both."""
    given = list(weights)
    rows = [list(weights_under(one, problem.labour.pack).values()) for one in given]
    shape = (len(rows), len(RULES))
    hard = np.array([[weight == HARD for weight in row] for row in rows], np.bool_).reshape(shape)
    soft = [[0 if weight == HARD else weight for weight in row] for row in rows]
    kinds = {kind for row in soft for kind in map(type, row)}
    if bool in kinds or not all(issubclass(kind, int | float) for kind in kinds):
        _refuse(given)
    numbers = np.array(soft, float).reshape(shape)
    if not ((numbers >= 0) & (numbers <= MOST) & (np.round(numbers, 3) == numbers)).all():
        _refuse(given)
    units = [1 if rule.unit == Unit.MINUTES else problem.ticks_per_minute for rule in RULES]
    return np.rint(numbers * DECIMALS).astype(np.int64) * np.array(units, np.int64), hard


def _refuse(weights: Iterable[Weights]) -> None:
    """Say what is wrong with weights; told by them, and not asked of each where nothing is."""
    faults = tuple(fault for one in weights for fault in one.faults())
    if faults:
        raise ProblemError(faults)
