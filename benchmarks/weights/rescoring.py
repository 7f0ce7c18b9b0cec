"""One plan judged under many weights: how long that takes, and whether it is what the referee says."""

import os
import time
from dataclasses import dataclass, replace

import numpy as np

from datasets.eixample import sized
from engine import Limits, Problem, Weights, check
from engine.analysis import amounts, rescore
from engine.rules import RULES, weights_under
from engine.solve import solve
from engine.units import HARD, Weight

SAMPLE = 20
"""So many of the weights are also given to the referee."""

MOVES = 200_000
"""For the plan: neither its quality nor the time that it took matters here."""


@dataclass(frozen=True, slots=True)
class Order:
    """What one run is to do: visits of the week, about; weights; seed."""

    size: int
    weights: int
    seed: int

    @property
    def key(self) -> tuple[int, int, int]:
        return self.size, self.weights, self.seed


@dataclass(frozen=True, slots=True)
class Row(Order):
    """What it gave; seconds of the clock, and of the processor, which a busy machine leaves alone. once: asking the
    referee for the amounts; all: judging under all of the weights. sample, equal: weights that the referee was given,
    and of how many it says the same to the last digit. load: of the machine, over the last minute."""

    visits: int
    once: float
    once_cpu: float
    all: float
    all_cpu: float
    referee: float
    sample: int
    equal: int
    load: float


def measure(order: Order) -> Row:
    """Plan a week, judge the plan under weights drawn by lot, and ask the referee about some of them."""
    problem = sized(order.size, order.seed)
    plan = solve(problem, Limits(iterations=MOVES, seed=order.seed), "search").plan
    weights = drawn(problem, np.random.default_rng(order.seed), order.weights)
    began, cpu = time.perf_counter(), time.process_time()
    known = amounts(problem, plan)
    once, once_cpu = time.perf_counter() - began, time.process_time() - cpu
    began, cpu = time.perf_counter(), time.process_time()
    scores = rescore(problem, [known], weights)
    every, every_cpu = time.perf_counter() - began, time.process_time() - cpu
    rows = np.random.default_rng(order.seed).choice(len(weights), min(SAMPLE, len(weights)), replace=False).tolist()
    equal, began = 0, time.perf_counter()
    for row in rows:
        verdict = check(replace(problem, weights=weights[row]), plan)
        charged = dict(zip(scores.rules, scores.components[0, row].tolist(), strict=True))
        equal += int(
            verdict.cost == scores.costs[0, row]
            and verdict.components == {rule: charged[rule] for rule in verdict.components}
            and len(verdict.violations) == scores.forbidden[0, row]
        )
    return Row(
        *order.key,
        visits=len(problem.visits),
        once=round(once, 3),
        once_cpu=round(once_cpu, 3),
        all=round(every, 3),
        all_cpu=round(every_cpu, 3),
        referee=round((time.perf_counter() - began) / len(rows), 3),
        sample=len(rows),
        equal=equal,
        load=round(os.getloadavg()[0], 1),
    )


def drawn(problem: Problem, rng: np.random.Generator, many: int, spread: float = 1.0) -> list[Weights]:
    """Today's weights, each that does not forbid times 2 to the power of a normal draw; now and then one is HARD."""
    now = weights_under(problem.weights, problem.labour.pack)
    found: list[Weights] = []
    for _ in range(many):
        values: dict[str, Weight] = {}
        for rule, power in zip(RULES, rng.normal(0, spread, len(RULES)), strict=True):
            weight = now[rule.id]
            values[rule.id] = HARD if weight == HARD else round(min(1e6, float(weight) * 2.0 ** float(power)), 3)
        if rng.random() < 0.1:
            values[str(rng.choice([rule.id for rule in RULES]))] = HARD
        found.append(Weights(values))
    return found
