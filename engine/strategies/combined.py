"""The default: search most of the time, then let CP-SAT prove a small problem or polish a larger one."""

from dataclasses import replace

from engine.errors import StrategyError
from engine.limits import Clock, Limits
from engine.plan import Plan
from engine.problem import Problem
from engine.result import Outcome, Progress, StopReason
from engine.search.warm import warm
from engine.strategies.search import search

SEARCH_SHARE = 0.95
"""The share of the time for the search; CP-SAT finds what moves of single visits do not, but is slow."""

SEARCH_SHARE_SMALL = 0.5
"""The same where a proof is within reach."""

PROVABLE_VISITS = 30
"""Up to so many visits a proof, or at least a useful bound, is within reach."""

MOST_POLISHED = 10_000
"""Beyond so many visits all of the time is for the search: CP-SAT would spend its share on reading the plan, and look
at no clock meanwhile (30,171 visits, 1,200 s: 130 s more)."""


def combined(problem: Problem, limits: Limits, start: Plan | None = None) -> Outcome:
    """Search, then prove or polish: one run, whose clock and trace go on through both halves.

    With an iteration limit the iterations are the search's, and CP-SAT is left out: where it stands when time is up
    cannot be repeated.
    """
    if limits.iterations is not None:
        return search(problem, limits, start)
    warm()  # before the clock starts, as in the search itself
    clock = Clock(limits)
    large = len(problem.visits) > MOST_POLISHED
    share = 1.0 if large else SEARCH_SHARE_SMALL if len(problem.visits) <= PROVABLE_VISITS else SEARCH_SHARE
    found = search(problem, replace(limits, seconds=None if limits.seconds is None else share * limits.seconds), start)
    if clock.over or large:
        return found
    later = clock.elapsed
    done = _finish(problem, _rest(limits, clock, found.iterations), found.plan)
    stopped = found.stopped if done.stopped == StopReason.DONE and limits.seconds is not None else done.stopped
    trace = found.trace + tuple((later + seconds, cost) for seconds, cost in done.trace)
    return Outcome(done.plan, stopped, found.iterations, done.bound, trace)


def _finish(problem: Problem, limits: Limits, plan: Plan) -> Outcome:
    from engine.strategies.exact import exact  # CP-SAT is loaded when it is needed: the first move need not wait for it
    from engine.strategies.polish import polish

    if len(problem.visits) <= PROVABLE_VISITS:
        try:
            return exact(problem, limits, plan)
        except StrategyError:
            pass  # few visits, but more shifts than one model holds
    return polish(problem, limits, plan)


def _rest(limits: Limits, clock: Clock, iterations: int) -> Limits:
    """What is left of the limits; progress goes on to count from the beginning."""
    later, hear = clock.elapsed, limits.progress

    def tell(now: Progress) -> None:
        if hear is not None:
            hear(replace(now, elapsed=later + now.elapsed, iterations=iterations + now.iterations))

    return replace(limits, seconds=None if limits.seconds is None else clock.left, progress=tell)
