"""Solving: the one place that knows every way, and that lets no plan out which the referee has not seen."""

from collections.abc import Callable
from dataclasses import replace

from engine.check import check
from engine.errors import StrategyError
from engine.history import History
from engine.limits import Clock, Limits
from engine.plan import Plan
from engine.problem import Problem
from engine.result import Outcome, Result, Verdict
from engine.rolling.begun import begun
from engine.rolling.roll import Rolled, roll
from engine.strategies.combined import combined
from engine.strategies.search import nearby, search
from engine.teams import DAYS_PER_WEEK

Strategy = Callable[[Problem, Limits, Plan | None], Outcome]


def _exact(problem: Problem, limits: Limits, start: Plan | None = None) -> Outcome:
    from engine.strategies.exact import exact  # CP-SAT takes a third of a second to load: only who uses it waits

    return exact(problem, limits, start)


def _polish(problem: Problem, limits: Limits, start: Plan | None = None) -> Outcome:
    from engine.strategies.polish import polish

    return polish(problem, limits, start)


def _rolling(problem: Problem, limits: Limits, start: Plan | None = None) -> Outcome:
    rolled = roll(problem, combined, limits, start=start)
    return Outcome(rolled.plan, rolled.stopped, rolled.iterations)


STRATEGIES: dict[str, Strategy] = {
    "default": combined,
    "search": search,
    "exact": _exact,
    "polish": _polish,
    "rolling": _rolling,
    "nearby": nearby,
}


def solve(
    problem: Problem, limits: Limits | None = None, strategy: str = "default", start: Plan | None = None
) -> Result:
    """Plan a problem, or improve a plan of it.

    Infeasible wishes are no error: the best plan comes back with what it violates in `verdict.violations`. Raises
    StrategyError for an unknown strategy, PlanError when `start` does not belong to the problem. Without a start, what
    was done in days that are over is where it begins.
    """
    if strategy not in STRATEGIES:
        raise StrategyError(f"unknown strategy {strategy!r}: use one of {', '.join(STRATEGIES)}")
    limits = limits or Limits(seconds=30)
    clock = Clock(limits)
    before = None if start is None else check(problem, start)
    if start is None and problem.past and strategy != "polish":
        start = begun(problem)
    outcome = STRATEGIES[strategy](problem, limits, start)
    verdict = check(problem, outcome.plan)
    plan = outcome.plan
    if before is not None and start is not None and _better(before, verdict):
        plan, verdict = start, before
    return Result(
        plan=plan,
        verdict=verdict,
        stopped=outcome.stopped,
        strategy=strategy,
        seed=limits.seed,
        seconds=clock.elapsed,
        iterations=outcome.iterations,
        bound=outcome.bound,
        trace=outcome.trace,
    )


def solve_week_by_week(
    problem: Problem,
    limits: Limits | None = None,
    step: int = DAYS_PER_WEEK,
    start: Plan | None = None,
    history: History | None = None,
) -> tuple[Result, Rolled]:
    """The same as `solve` with the strategy "rolling", and what each week did. step: days to plan at a time; history:
    of the time before. A start that costs less as a whole is not gone back to: its weeks did not follow each other.
    """
    limits = limits or Limits(seconds=30)
    clock = Clock(limits)
    rolled = roll(problem, combined, limits, step, start, history)
    verdict = check(problem, rolled.plan)
    result = Result(
        plan=rolled.plan,
        verdict=verdict,
        stopped=rolled.stopped,
        strategy="rolling",
        seed=limits.seed,
        seconds=clock.elapsed,
        iterations=rolled.iterations,
    )
    return result, rolled


def bounded(problem: Problem, result: Result, limits: Limits) -> Result:
    """The same result, with what further work tells of how far from perfect it may be; the better bound counts.

    A plan that breaks hard rules is told no bound: it may well cost less than any that breaks none.
    """
    from engine.bounds import lower_bound  # loads a solver of linear programs, which no other way needs

    told = result.bound
    if not result.verdict.clean or (told is not None and told.proved):
        return result
    clock = Clock(limits)
    found = lower_bound(problem, limits, result.plan)
    better = found if told is None or found.value > told.value else told
    return replace(result, bound=better, seconds=result.seconds + clock.elapsed)


def _better(one: Verdict, other: Verdict) -> bool:
    """Fewer violations first, then the lower cost."""
    return (sum(f.amount for f in one.violations), one.cost) < (sum(f.amount for f in other.violations), other.cost)
