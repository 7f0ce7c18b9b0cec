"""Exactly: the whole problem as one model, with a bound, and a proof where there is time for it."""

from engine.check import check
from engine.errors import StrategyError
from engine.limits import Clock, Limits
from engine.model.cpsat import Model
from engine.model.running import BrokenOffError, Solved, reason, run, unless_over
from engine.plan import Plan
from engine.price import Prices
from engine.problem import Problem
from engine.result import Bound, Outcome

MOST_LEGS = 400_000
"""Possible legs (from visit to visit, per shift) above which no model is built: it would take minutes and gigabytes."""

MOST_PAIRS = 5_000_000
"""Visits times shifts above which the legs are not even counted."""


def exact(problem: Problem, limits: Limits, start: Plan | None = None) -> Outcome:
    """The best plan, if there is time to prove it; else the best found, and a bound.

    start: a plan to begin from; a good one shortens the proof by orders of magnitude. The bound is one on plans that
    break nothing; there is none where no such plan was found. One iteration is a unit of CP-SAT's deterministic time
    (see `engine.model.running`). Raises StrategyError when the problem is too large for one model.
    """
    clock = Clock(limits)
    _refuse(problem, "pairs of visit and shift", len(problem.visits) * len(problem.shifts), MOST_PAIRS)

    over = unless_over(clock)

    def pause(legs: int) -> None:
        _refuse(problem, "possible legs", legs, MOST_LEGS)
        over(legs)

    base = start or Plan()
    verdict = check(problem, base)
    budget = round(verdict.cost * Prices(problem).points_per_cost) if verdict.clean else None
    try:
        model = Model(problem, base, budget=budget, pause=pause)
    except BrokenOffError:
        return Outcome(base, reason(clock))
    return _outcome(model, run(model, clock, phase="exact"))


def _refuse(problem: Problem, what: str, size: int, most: int) -> None:
    if size > most:
        raise StrategyError(
            f"strategy 'exact' does not fit problem {problem.name!r}: {size:,} {what} ({len(problem.visits)} visits, "
            f"{len(problem.shifts)} shifts), and one model holds {most:,}: use 'search', or 'polish' on a plan"
        )


def _outcome(model: Model, solved: Solved) -> Outcome:
    cost = model.prices.cost
    bound = Bound(cost(solved.bound), solved.proved) if solved.worth.broken == 0 else None
    trace = tuple((seconds, cost(points)) for seconds, points in solved.trace)
    return Outcome(solved.plan, solved.stopped, solved.iterations, bound, trace)
