"""A run is one care day planned by one tool: what it is to do, how it is judged, and the row that it gives."""

import os
import time
from dataclasses import dataclass

from benchmarks.peers.instances import Case, care_day
from benchmarks.peers.solvers import SOLVERS
from benchmarks.peers.told import Limit, Told

Key = tuple[str, int, str, float, int]


@dataclass(frozen=True, slots=True)
class Order:
    """What one run is to do."""

    case: Case
    seed: int
    solver: str
    seconds: float
    workers: int

    @property
    def key(self) -> Key:
        return self.case.name, self.seed, self.solver, self.seconds, self.workers


@dataclass(frozen=True, slots=True)
class Row:
    """What one run gave, as the referee judged it.

    travel: minutes. violations: of hard rules. wall: seconds from the care day to the plan; loading the tool is not in
    it, telling it the day is. cpu: seconds that it was given of a processor; far below wall, others took the cores, and
    the row is worth nothing. version: of the tool.
    """

    case: str
    seed: int
    solver: str
    seconds: float
    workers: int
    unplanned: int
    travel: float
    violations: int
    wall: float
    cpu: float
    version: str

    @property
    def key(self) -> Key:
        return self.case, self.seed, self.solver, self.seconds, self.workers

    @property
    def standing(self) -> tuple[int, int, float]:
        """What is lower is better: a plan that breaks hard rules is worse than any, then visits count, then travel."""
        return self.violations, self.unplanned, self.travel


def measure(order: Order) -> Row:
    """Plan a care day on so many cores, and let the referee judge the plan as it was delivered."""
    from engine.check import check

    _stay_on(order.workers)
    solver = SOLVERS[order.solver]
    problem = care_day(order.case, order.seed)
    solve = solver.ready()
    began, used = time.perf_counter(), time.process_time()
    plan = solve(Told(problem), Limit(order.seconds, order.workers, order.seed)).plan
    wall, cpu = time.perf_counter() - began, time.process_time() - used
    verdict = check(problem, plan)
    return Row(
        *order.key,
        unplanned=len(verdict.unplanned),
        travel=round(verdict.amounts["travel"], 2),
        violations=len(verdict.violations),
        wall=round(wall, 2),
        cpu=round(cpu, 2),
        version=solver.version or "",
    )


def _stay_on(cores: int) -> None:
    """Keep this process, and all that it starts, to so many cores, where the system can do that."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:cores])
