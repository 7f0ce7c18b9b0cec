"""Why visits are left out, for as many of them as there is time to ask about."""

import time
from collections.abc import Iterator

from engine.check import check
from engine.explain import why
from engine.explain.candidates import ruled_out, shifts_on_its_day
from engine.plan import Plan
from engine.price import Prices
from engine.problem import Problem, Visit
from engine.result import Verdict

SECONDS = 10.0
"""How long a summary may take to ask; with thousands of carers a single visit can take longer than that."""

CHECKS_PER_CARER = 3


def reasons(
    problem: Problem, plan: Plan, verdict: Verdict, language: str = "en", seconds: float = SECONDS
) -> dict[str, tuple[str, ...]]:
    """Unplanned visit -> why, in sentences; visits that would take too long to ask about are not among them."""
    return dict(_asked(problem, plan, verdict, language, seconds)) if verdict.unplanned else {}


def _asked(
    problem: Problem, plan: Plan, verdict: Verdict, language: str, seconds: float
) -> Iterator[tuple[str, tuple[str, ...]]]:
    from engine.strategies.insert import placer

    place, prices = placer(problem), Prices(problem)
    began = time.perf_counter()
    check(problem, plan)
    per_carer = CHECKS_PER_CARER * (time.perf_counter() - began)
    for name in verdict.unplanned:
        left = seconds - (time.perf_counter() - began)
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
