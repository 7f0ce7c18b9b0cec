"""A front between aims on the demo week, beside the plan that `ronda demo` makes."""

import os
import time
from dataclasses import dataclass, replace
from itertools import permutations

from datasets.eixample import generate
from engine import Limits, check
from engine.analysis import Front, Point, figures, pareto
from engine.solve import solve

DEFAULT_SHARE = 1 / 9
"""Of three minutes the 20 seconds that `ronda demo` takes for its plan."""

REST_SECONDS = 8
"""What of the whole time is left for the processes to begin, and for the last ones to end."""


@dataclass(frozen=True, slots=True)
class Order:
    """What one run is to do. aims: with commas between; seconds: for the default plan and the front together."""

    aims: str
    wanted: int
    seconds: float
    processes: int
    seed: int

    @property
    def key(self) -> tuple[str, int, float, int, int]:
        return self.aims, self.wanted, self.seconds, self.processes, self.seed


@dataclass(frozen=True, slots=True)
class Row(Order):
    """What it gave. clean: points that break nothing, asked of the referee again; beaten: points that another point or
    the default plan equals or beats in every aim, and beats in one; wall: seconds for everything; load: of the machine
    over the last minute, in the end. told: each point's values, and those of the default plan and of today's."""

    points: int
    clean: int
    beaten: int
    solves: int
    wall: float
    load: float
    default: str
    today: str
    told: str


def measure(order: Order) -> Row:
    """Make the default plan and the front, and judge the points anew."""
    problem = generate(seed=1)
    began = time.perf_counter()
    default = solve(problem, Limits(seconds=DEFAULT_SHARE * order.seconds, seed=order.seed)).plan
    left = order.seconds - REST_SECONDS - (time.perf_counter() - began)
    limits = Limits(seconds=left, seed=order.seed)
    front = pareto(problem, order.aims.split(","), order.wanted, limits, default, order.processes)
    wall = time.perf_counter() - began
    in_use = figures(problem, default)
    start = tuple(in_use[aim.measure.id] for aim in front.aims)
    verdicts = [check(replace(problem, weights=point.weights), point.plan) for point in front.points]
    return Row(
        *order.key,
        points=len(front.points),
        clean=sum(verdict.clean for verdict in verdicts),
        beaten=len(_beaten(front.points, start)),
        solves=front.solves,
        wall=round(wall, 1),
        load=round(os.getloadavg()[0], 1),
        default=_told(start),
        today=_told(front.today.values) + (" (a point)" if front.has_today else ""),
        told=_points(front),
    )


def _beaten(points: tuple[Point, ...], start: tuple[float, ...]) -> set[tuple[float, ...]]:
    values = [point.values for point in points]
    pairs = [*permutations(values, 2), *((start, value) for value in values)]
    return {
        worse for better, worse in pairs if better != worse and all(a <= b for a, b in zip(better, worse, strict=True))
    }


def _points(front: Front) -> str:
    return "; ".join(_told(point.values) for point in front.points)


def _told(values: tuple[float, ...]) -> str:
    return " ".join(f"{value:.4g}" for value in values)
