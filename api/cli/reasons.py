"""Why visits are left out, for as many of them as there is time to ask about."""

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from api.cli.console import note
from api.cli.interrupt import stop_on_request
from engine.check import check
from engine.explain import why
from engine.explain.candidates import ruled_out, shifts_on_its_day
from engine.plan import Plan
from engine.price import Prices
from engine.problem import Problem, Visit
from engine.result import Verdict

SECONDS = 10.0
"""How long a summary may take to ask; with thousands of carers a single visit can take longer than that."""

SECONDS_IN_HASTE = 2.0
"""The same for somebody who has pressed Ctrl-C."""

QUIET = 1.0
"""Seconds after which it is said what takes so long."""

CHECKS_PER_CARER = 3


def reasons(
    problem: Problem, plan: Plan, verdict: Verdict, language: str = "en", seconds: float = SECONDS
) -> dict[str, tuple[str, ...]]:
    """Unplanned visit -> why, in sentences; visits that would take too long to ask about are not among them.

    Ctrl-C ends the asking, and keeps the answers so far.
    """
    if not verdict.unplanned:
        return {}
    limit = _Limit(seconds, len(verdict.unplanned))
    with stop_on_request(limit.stop, lambda: None):
        return dict(_asked(problem, plan, verdict, language, limit))


@dataclass
class _Limit:
    """The time that there is to ask about so many visits, and what is said meanwhile."""

    seconds: float
    visits: int
    stop: threading.Event = field(default_factory=threading.Event)
    began: float = field(default_factory=time.perf_counter)
    quiet: bool = True

    def left(self) -> float:
        """Seconds left, none after Ctrl-C."""
        passed = time.perf_counter() - self.began
        if self.quiet and passed > QUIET:
            self.quiet = False
            note(f"Asking why {self.visits} visits are left out ... Ctrl-C goes on without the other reasons.")
        return 0.0 if self.stop.is_set() else self.seconds - passed


def _asked(
    problem: Problem, plan: Plan, verdict: Verdict, language: str, limit: _Limit
) -> Iterator[tuple[str, tuple[str, ...]]]:
    from engine.strategies.insert import placer

    place, prices = placer(problem), Prices(problem)
    began = time.perf_counter()
    check(problem, plan)
    per_carer = CHECKS_PER_CARER * (time.perf_counter() - began)
    for name in verdict.unplanned:
        left = limit.left()
        if left <= 0:
            return
        if per_carer * _candidates(prices, problem.visit[name]) <= left:
            yield name, why(problem, plan, name, place, language, verdict).summary


def _candidates(prices: Prices, visit: Visit) -> int:
    """How many carers the referee would have to be asked about."""
    problem = prices.problem
    return sum(
        bool(shifts_on_its_day(problem, visit, carer)) and not ruled_out(prices, visit, carer)
        for carer in problem.carers
    )
