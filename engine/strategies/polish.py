"""Polishing: a finished plan, a few rounds at a time taken apart and put together exactly, the rest left as it is."""

from dataclasses import replace
from random import Random

from engine.check import check
from engine.errors import StrategyError
from engine.limits import Clock, Limits
from engine.model.cpsat import Model
from engine.model.running import BrokenOffError, reason, run, unless_over
from engine.model.variables import Scope
from engine.model.watching import ITERATIONS_PER_SECOND
from engine.plan import Plan
from engine.price import Prices
from engine.problem import Problem
from engine.result import Finding, Outcome, StopReason
from engine.strategies.neighbourhoods import Neighbourhoods

EFFORT = ITERATIONS_PER_SECOND // 2
"""Iterations for one neighbourhood: what a proof for three short rounds takes, and no more."""

LEAST_EFFORT = EFFORT // 100
"""What one neighbourhood counts for at least, so that a limit of iterations is reached even by trivial models."""

PASSES = 4
"""How often every round is tried in vain before nothing is left to improve."""


def retime(problem: Problem, plan: Plan, limits: Limits) -> Plan:
    """The same rounds, orders and breaks at the best times; the plan itself where none are better."""
    return _improved(problem, plan, Scope(in_order=True), Clock(limits), limits.iterations).plan


def repair(problem: Problem, plan: Plan, shifts: frozenset[str], limits: Limits) -> Plan:
    """The best plan in which only the rounds of these shifts differ; visits that nobody does may join them."""
    return _improved(problem, plan, Scope(shifts), Clock(limits), limits.iterations).plan


def polish(problem: Problem, limits: Limits, start: Plan | None = None) -> Outcome:
    """Improve a plan until a limit, or until no neighbourhood of a few rounds that is tried holds anything better.

    First the times alone, then the rounds around each round in turn, in an order drawn by the seed. Iterations are
    counted as in `exact`. A plan never comes out dearer, nor does it break what it did not break before. Raises
    StrategyError without a plan.
    """
    if start is None:
        raise StrategyError("strategy 'polish' improves a plan, and there is none: give one to start from")
    clock, rng = Clock(limits), Random(limits.seed)
    now = _improved(problem, start, Scope(in_order=True), clock, limits.iterations)
    queue: list[str] = []
    fruitless = 0
    while not clock.over and (limits.iterations is None or now.iterations < limits.iterations):
        near = Neighbourhoods(problem, now.plan)
        if fruitless >= PASSES * len(near.rounds):
            return replace(now, stopped=StopReason.DONE)
        queue = queue or rng.sample(near.rounds, len(near.rounds))
        left = EFFORT if limits.iterations is None else min(EFFORT, limits.iterations - now.iterations)
        found = _improved(problem, now.plan, near.around(queue.pop(), rng), clock, left)
        fruitless = 0 if found.trace else fruitless + 1
        effort = now.iterations + max(found.iterations, LEAST_EFFORT)
        now = Outcome(found.plan, StopReason.DONE, effort, None, now.trace + found.trace)
    return replace(now, stopped=reason(clock))


def _improved(problem: Problem, plan: Plan, scope: Scope, clock: Clock, effort: int | None) -> Outcome:
    """The best plan within a scope, as far as the effort goes; its trace is empty where the plan stays as it was."""
    try:
        model = Model(problem, plan, scope, _budget(problem, plan, scope), unless_over(clock))
    except BrokenOffError:
        return Outcome(plan, reason(clock))
    solved = run(model, clock, effort=effort, phase="polish")
    trace = tuple((seconds, model.prices.cost(points)) for seconds, points in solved.trace)
    return Outcome(solved.plan, solved.stopped, solved.iterations, None, trace)


def _budget(problem: Problem, plan: Plan, scope: Scope) -> int | None:
    """Points that what may change costs now, which no better plan exceeds there; None where the plan breaks a rule."""
    verdict = check(problem, plan)
    if not verdict.clean:
        return None
    where = {visit: shift for visit, shift, _ in plan.visits()}

    def stays(finding: Finding) -> bool:
        about = finding.about
        if about.team is not None:
            return False
        ends = [where.get(visit) for visit in (about.visit, about.other) if visit is not None]
        return all(shift is not None and not scope.frees(shift) for shift in ends or [about.shift])

    cost = sum(finding.cost or 0.0 for finding in verdict.findings if not stays(finding))
    return round(cost * Prices(problem).points_per_cost)
