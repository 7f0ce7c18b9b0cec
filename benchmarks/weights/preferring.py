"""Weights inferred from preferences: how well they rank pairs of plans that they were not told of."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from benchmarks.weights.rescoring import drawn
from datasets.eixample import generate
from engine import Limits, Problem, Weights
from engine.analysis import Amounts, Preference, amounts, inferred, next_pair, rescore
from engine.solve import solve

PLANS = 50
"""Half of them are shown, half are unseen."""

SHOWN, UNSEEN = 30, 50
"""Preferences that are told, and pairs of the other plans that are then ranked."""

MOVES = (300, 1_000, 4_000, 10_000)
"""Plans are made with care, and in haste."""

HIDDEN = 40
"""So many hidden weights, each with preferences of its own."""


@dataclass(frozen=True, slots=True)
class Order:
    """What one run is to do. pairs: shown "by lot" or "asked" one after the other, each where most is to be learned;
    spread: of the hidden weights, as powers of 2 times today's (one standard deviation)."""

    pairs: str
    spread: float
    seed: int

    @property
    def key(self) -> tuple[str, float, int]:
        return self.pairs, self.spread, self.seed


@dataclass(frozen=True, slots=True)
class Row(Order):
    """What it gave, over all hidden weights: the agreement with them on unseen pairs, of today's weights and of the
    inferred ones on the mean, of these the worst, and the share of hidden weights with at least 85 %."""

    hidden: int
    before: float
    mean: float
    worst: float
    reached: float


def measure(order: Order) -> Row:
    """Make plans, and infer each hidden weights from preferences between half of them."""
    problem = generate(clients=15, carers=5, days=3, seed=order.seed)
    plans = _plans(problem, np.random.default_rng(order.seed))
    before: list[float] = []
    after: list[float] = []
    for number in range(HIDDEN):
        rng = np.random.default_rng((order.seed, number))
        hidden = drawn(problem, rng, 1, order.spread)[0]
        places = rng.permutation(PLANS)
        shown, others = ([plans[place] for place in some] for some in (places[: PLANS // 2], places[PLANS // 2 :]))
        unseen = _by_lot(problem, others, hidden, rng, UNSEEN)
        told = (
            _by_lot(problem, shown, hidden, rng, SHOWN) if order.pairs == "by lot" else _asked(problem, shown, hidden)
        )
        before.append(_agreement(problem, problem.weights, unseen))
        after.append(_agreement(problem, inferred(problem, told).weights, unseen))
    return Row(
        *order.key,
        hidden=HIDDEN,
        before=round(float(np.mean(before)), 3),
        mean=round(float(np.mean(after)), 3),
        worst=round(min(after), 3),
        reached=round(float(np.mean([one >= 0.85 for one in after])), 3),
    )


def _plans(problem: Problem, rng: np.random.Generator) -> list[Amounts]:
    """Plans that differ as plans do which somebody might compare: each by weights and an effort of its own."""
    found: list[Amounts] = []
    for seed, weights in enumerate(drawn(problem, rng, PLANS, 1.5)):
        limits = Limits(iterations=int(rng.choice(MOVES)), seed=seed)
        found.append(amounts(problem, solve(replace(problem, weights=weights), limits, "search").plan))
    return found


def _by_lot(
    problem: Problem, plans: Sequence[Amounts], hidden: Weights, rng: np.random.Generator, many: int
) -> list[Preference]:
    costs = rescore(problem, plans, [hidden]).costs[:, 0]
    every = [pair for pair in combinations(range(len(plans)), 2) if costs[pair[0]] != costs[pair[1]]]
    return [_preferred(problem, plans[one], plans[other], hidden) for one, other in rng.permutation(every)[:many]]


def _asked(problem: Problem, plans: Sequence[Amounts], hidden: Weights) -> list[Preference]:
    found: list[Preference] = []
    while len(found) < SHOWN and (pair := next_pair(problem, plans, found)) is not None:
        found.append(_preferred(problem, plans[pair[0]], plans[pair[1]], hidden))
    return found


def _preferred(problem: Problem, one: Amounts, other: Amounts, hidden: Weights) -> Preference:
    first, second = rescore(problem, [one, other], [hidden]).costs[:, 0]
    return Preference(one, other) if first <= second else Preference(other, one)


def _agreement(problem: Problem, weights: Weights, unseen: Sequence[Preference]) -> float:
    """The share of pairs that weights rank as the hidden ones do."""
    plans = [plan for one in unseen for plan in (one.better, one.worse)]
    costs = rescore(problem, plans, [weights]).costs[:, 0].reshape(-1, 2)
    return float((costs[:, 0] < costs[:, 1]).mean())
