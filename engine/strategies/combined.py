"""The default: search most of the time, then let CP-SAT prove a small problem or polish a larger one."""

from dataclasses import replace

from engine.limits import Limits
from engine.plan import Plan
from engine.problem import Problem
from engine.result import Outcome, StopReason
from engine.strategies.exact import exact
from engine.strategies.polish import polish
from engine.strategies.search import search

SEARCH_SHARE = 0.85
"""The share of the time for the search; CP-SAT finds what moves of single visits do not, but is slow."""

PROVABLE_VISITS = 30
"""Up to so many visits a proof, or at least a useful bound, is within reach."""


def combined(problem: Problem, limits: Limits, start: Plan | None = None) -> Outcome:
    """Search, then prove or polish.

    With an iteration limit the iterations are the search's, and CP-SAT is left out: where it stands when time is up
    cannot be repeated.
    """
    if limits.iterations is not None:
        return search(problem, limits, start)
    small = len(problem.visits) <= PROVABLE_VISITS
    searching = None if limits.seconds is None else limits.seconds * (0.5 if small else SEARCH_SHARE)
    found = search(problem, replace(limits, seconds=searching), start)
    if limits.stop.is_set():
        return found
    rest = replace(limits, seconds=None if limits.seconds is None else limits.seconds - (searching or 0))
    done = (exact if small else polish)(problem, rest, found.plan)
    stopped = done.stopped if done.stopped != StopReason.DONE or limits.seconds is None else found.stopped
    later = searching or (found.trace[-1][0] if found.trace else 0.0)
    trace = found.trace + tuple((later + seconds, cost) for seconds, cost in done.trace)
    return Outcome(done.plan, stopped, found.iterations, done.bound, trace)
