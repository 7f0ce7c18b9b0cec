"""assign(): from a problem to an assignment that the check confirms."""

import math

import numpy as np

from engine.assignment.answer import Assignment, AssignmentError, Charge, Load, Taken
from engine.assignment.audit import audit, faults
from engine.assignment.bound import Bound, bound
from engine.assignment.demand import Unit
from engine.assignment.improving import improved
from engine.assignment.reasons import reasons
from engine.assignment.relaxation import Prices, decide, relax
from engine.assignment.rounding import rounded
from engine.assignment.sheets import Layout, cheapest, layout
from engine.assignment.supply import PARTS, SPANS, capacity, part_of
from engine.assignment.tables import Tables, tables
from engine.assignment.worth import outside, points
from engine.limits import Clock, Limits
from engine.model.assignment import NOBODY, solve
from engine.problem import Problem
from engine.result import StopReason

SMALL = 400
"""Arcs up to which CP-SAT decides everything at once, proves it, and breaks ties by id."""
MIDDLE = 4_000
"""Arcs up to which HiGHS decides everything at once."""
CANDIDATES = 16
ROUNDS = 2
ENOUGH = 0.001


def assign(problem: Problem, limits: Limits, language: str = "en") -> Assignment:
    """Assign every client's care to carers, part of the day by part of the day, without clock times.

    There is always an answer: care that nobody can take is left with the reasons. The order of the input does not
    matter; with a proof, nor do the limits. limits.iterations: how many neighbourhoods are tried. Raises EngineError
    for weights or a language that do not exist, AssignmentError where the check does not confirm the answer.
    """
    clock = Clock(limits)
    known = tables(problem)
    picks, low, proved = _decided(known, clock) if known.units else (np.zeros(0, np.int64), 0, True)
    cost = points(known, picks)
    taken = tuple(_taken(known, unit, int(pick)) for unit, pick in zip(known.units, picks, strict=True))
    if wrong := list(faults(known.problem, taken, cost)):
        raise AssignmentError("the check does not confirm the assignment: " + "; ".join(wrong[:5]))
    charged = audit(known.problem, taken)
    why = reasons(known, picks, language)
    stopped = StopReason.OPTIMAL if proved else StopReason.REQUEST if limits.stop.is_set() else StopReason.TIME
    return Assignment(
        taken=tuple(Taken(o.unit, o.client, o.part, o.visits, o.carer, w) for o, w in zip(taken, why, strict=True)),
        charges=tuple(
            Charge(rule.id, charged.amounts[rule.id], charged.points[rule.id])
            for rule in known.prices.rules
            if rule.id in charged.amounts
        ),
        loads=_loads(known, picks),
        cost=known.prices.cost(cost),
        bound=known.prices.cost(cost if proved else min(cost, low)),
        proved=proved,
        stopped=stopped,
        seconds=clock.elapsed,
        seed=limits.seed,
        facts=known.read,
    )


# -- three sizes -------------------------------------------------------------------------------------------------------


def _decided(known: Tables, clock: Clock) -> tuple[np.ndarray, int, bool]:
    """Picks, a bound in points, and whether nothing is better."""
    arcs = int(known.allowed.sum())
    if arcs <= SMALL:
        laid = layout(known, known.allowed)
        found = solve(laid.sheet, clock, first=True, effort=clock.limits.iterations)
        if found.proved and found.picks is not None:
            picks = np.full(len(known.units), NOBODY)
            picks[laid.units] = np.where(found.picks >= 0, laid.sheet.carer[found.picks], NOBODY) if arcs else NOBODY
            return picks, points(known, picks), True
    share, low = _relaxed(known, clock)
    best = rounded(known, share, low.extra)
    bottom = low.points
    if SMALL < arcs <= MIDDLE and not clock.over:
        best, bottom = _whole(known, best, clock, bottom)

    def enough(cost: int) -> bool:
        return cost - bottom <= ENOUGH * cost

    until = math.inf if clock.limits.seconds is None else clock.limits.seconds
    best, worth = improved(known, best, low.extra, clock, until, enough, _neighbourhoods(clock))
    return best, bottom, worth <= bottom


def _neighbourhoods(clock: Clock) -> int | None:
    limits = clock.limits
    return 50 if limits.iterations is None and limits.seconds is None else limits.iterations


def _relaxed(known: Tables, clock: Clock) -> tuple[np.ndarray, Bound]:
    """Shares of all pairs and the best bound: a relaxation without the faces over the cheapest arcs, then over those
    that its prices call for; the faces come back in the bound."""
    plain = known.plain()
    share = np.zeros(known.allowed.shape)
    best = bound(known, Prices.none(known))
    mask = cheapest(known, known.cost, CANDIDATES)
    for _ in range(ROUNDS):
        laid = layout(plain, mask)
        found = relax(plain, laid, clock, max(0.5, clock.left * 0.4))
        if found is None:
            break
        share[:] = 0
        share[laid.units[laid.sheet.unit], laid.sheet.carer] = found.share
        low = bound(known, found.prices)
        best = low if low.points >= best.points else Bound(best.points, low.lacking, low.extra)
        if not (low.lacking & ~mask).any():
            break
        mask = (share > 1e-6) | low.lacking | cheapest(known, low.extra, CANDIDATES // 2)
    return share, best


def _whole(known: Tables, picks: np.ndarray, clock: Clock, low: int) -> tuple[np.ndarray, int]:
    laid = layout(known, known.allowed)
    found = decide(laid.sheet, clock, min(120.0, clock.left * 0.85))
    if found is None:
        return picks, low
    other = np.full(len(known.units), NOBODY)
    other[laid.units] = np.where(found.picks >= 0, laid.sheet.carer[found.picks], NOBODY)
    better = other if points(known, other) < points(known, picks) else picks
    return better, max(low, found.bound + _idle(known, laid))


def _idle(known: Tables, laid: Layout) -> int:
    """What the carers cost whom nobody can be given, of which the sheet does not speak."""
    ticks = np.zeros(len(known.totals), np.int64)
    seen = np.zeros(len(known.totals), bool)
    seen[laid.total] = True
    return sum(outside(known, ticks, number) for number in np.flatnonzero(~seen).tolist())


# -- told --------------------------------------------------------------------------------------------------------------


def _taken(known: Tables, unit: Unit, pick: int) -> Taken:
    carer = None if pick < 0 else known.problem.carers[pick].id
    return Taken(unit.id, unit.client, unit.part, unit.visits, carer)


def _loads(known: Tables, picks: np.ndarray) -> tuple[Load, ...]:
    problem = known.problem
    room = capacity(problem).sum(axis=1)
    part = np.array(
        [part_of(problem, problem.visit[name])[1] for unit in known.units for name in unit.visits], np.int64
    )
    found = []
    for row, carer in enumerate(problem.carers):
        mine = np.flatnonzero(picks[known.unit] == row)
        ticks = np.bincount(part[mine], known.service[mine] + known.travel[mine, row], len(PARTS)).astype(int)
        by_part = dict(zip(PARTS, ticks.tolist(), strict=True))
        free = {name: int(room[row, SPANS.index((place,))]) for place, name in enumerate(PARTS)}
        weeks = [None if w is None else w * problem.days // 7 for w in (carer.contract, carer.wanted)]
        clients = len({known.units[u].client for u in np.flatnonzero(picks == row)})
        found.append(Load(carer.id, clients, int(ticks.sum()), by_part, free, *weeks))
    return tuple(found)


__all__ = ["assign"]
