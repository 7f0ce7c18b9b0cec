"""assign(): from a problem to an assignment that the check confirms."""

import math

import numpy as np

from engine.assignment.answer import Assignment, AssignmentError, Charge, Load, Taken
from engine.assignment.ascent import relaxed
from engine.assignment.audit import Audit, audit
from engine.assignment.improving import improved, moved
from engine.assignment.moving import near, rounded
from engine.assignment.reasons import reasons
from engine.assignment.sheets import layout
from engine.assignment.supply import PARTS, capacity
from engine.assignment.tables import Tables, tables
from engine.assignment.teams import Teams, TeamsFound, find_teams, mates
from engine.assignment.worth import loads, points
from engine.limits import Clock, Limits
from engine.model.assignment import NOBODY, solve
from engine.problem import Problem
from engine.result import StopReason

SMALL = 400
"""Pairs of unit and carer up to which CP-SAT decides everything at once, proves it, and breaks ties by id."""
CANDIDATES = 16
"""Carers who are thought of for a unit while prices are sought; the bound holds for all."""
AROUND = 40
"""Carers to whom a unit may move; a quarter of them where CP-SAT decides."""
ROUNDS = 600
TAIL = 0.08
"""Share of the time that is kept for telling and checking."""
ENOUGH = 0.001


def assign(problem: Problem, limits: Limits, language: str = "en", teams: Teams | None = None) -> Assignment:
    """Assign every client's care to carers, part of the day by part of the day, without clock times.

    teams: clients and carers are divided into teams first, and clients only get carers of their own. There is always an
    answer: care that nobody can take is left with the reasons. The order of the input does not matter where it is
    proved. limits.iterations: how many neighbourhoods are tried. Raises EngineError for weights or a language that do
    not exist, AssignmentError where the check does not confirm the answer.
    """
    clock = Clock(limits)
    known = tables(problem)
    found = None
    if teams is not None:
        found = find_teams(known, teams, clock, language)
        known = known.within(mates(known, found))
    # Reading and checking take about as long as each other, and grow alike.
    until = math.inf if limits.seconds is None else limits.seconds * (1 - TAIL) - 0.7 * clock.elapsed
    picks, low, proved = _decided(known, clock, until)
    stopped = _why(clock, until, proved)
    return _told(known, picks, low, stopped, clock, language, found)


def _decided(known: Tables, clock: Clock, until: float) -> tuple[np.ndarray, int, bool]:
    """Picks, a bound in points, and whether nothing is better."""
    start = np.full(len(known.units), NOBODY)
    if int(known.allowed.sum()) <= SMALL:
        everyone = [np.flatnonzero(row) for row in known.allowed]
        laid = layout(known, start, np.arange(len(start)), everyone)
        found = solve(laid.sheet, clock, first=True, seconds=until - clock.elapsed, effort=clock.limits.iterations)
        if found.proved and found.picks is not None:
            picks = laid.picks(found.picks, start)
            return picks, points(known, picks), True
    half = clock.elapsed + 0.5 * (until - clock.elapsed)
    low = relaxed(known, clock, half, CANDIDATES, ROUNDS)
    around = near(known, low.extra, AROUND)
    picks = moved(known, rounded(known, low.share, around), around, clock, until)

    def enough(cost: int) -> bool:
        return cost - low.points <= ENOUGH * cost

    close = near(known, low.extra, AROUND // 4)
    limits = clock.limits
    rounds = 50 if limits.iterations is None and limits.seconds is None else limits.iterations
    picks = improved(known, picks, close, clock, until, rounds, enough)
    return picks, low.points, points(known, picks) <= low.points


def _why(clock: Clock, until: float, proved: bool) -> StopReason:
    if proved:
        return StopReason.OPTIMAL
    if clock.limits.stop.is_set():
        return StopReason.REQUEST
    if clock.elapsed >= until:
        return StopReason.TIME
    return StopReason.DONE if clock.limits.iterations is None else StopReason.ITERATIONS


# -- told --------------------------------------------------------------------------------------------------------------


def _told(
    known: Tables,
    picks: np.ndarray,
    low: int,
    stopped: StopReason,
    clock: Clock,
    language: str,
    teams: TeamsFound | None,
) -> Assignment:
    cost, limits = points(known, picks), clock.limits
    why = reasons(known, picks, language)
    taken = tuple(taken_by(known, unit, int(pick), why[unit]) for unit, pick in enumerate(picks))
    charged = _checked(known, taken, cost, teams)
    proved = stopped is StopReason.OPTIMAL
    return Assignment(
        taken=taken,
        charges=tuple(Charge(rule, amount, charged.points[rule]) for rule, amount in charged.amounts.items()),
        loads=_loads(known, picks),
        cost=known.prices.cost(cost),
        bound=known.prices.cost(cost if proved else min(cost, low)),
        proved=proved,
        stopped=stopped,
        seconds=clock.elapsed,
        seed=limits.seed,
        facts=known.read,
        teams=teams,
    )


def _checked(known: Tables, taken: tuple[Taken, ...], cost: int, teams: TeamsFound | None) -> Audit:
    found = audit(known.problem, taken)
    wrong = list(found.broken)
    if not wrong and found.total != cost:
        wrong.append(f"it is said to cost {cost} points and costs {found.total}")
    if teams is not None:
        wrong += [
            f"{o.unit} is not of {o.carer}'s team" for o in taken if o.carer and not teams.mates(o.client, o.carer)
        ]
    if wrong:
        raise AssignmentError("the check does not confirm the assignment: " + "; ".join(wrong[:5]))
    return found


def taken_by(known: Tables, row: int, pick: int, why: str) -> Taken:
    """A unit in the hands of a carer's row, or below 0 of nobody, as it is told."""
    unit = known.units[row]
    if pick < 0:
        return Taken(unit.id, unit.client, unit.part, unit.visits, None, (), why)
    makes = known.makes[known.first[row] : known.first[row + 1], pick]
    others = tuple(name for name, made in zip(unit.visits, makes, strict=True) if not made)
    return Taken(unit.id, unit.client, unit.part, unit.visits, known.problem.carers[pick].id, others, why)


def _loads(known: Tables, picks: np.ndarray) -> tuple[Load, ...]:
    problem = known.problem
    room, used = capacity(problem).sum(axis=1).tolist(), loads(known, picks).sum(axis=1).tolist()
    clients: list[set[str]] = [set() for _ in problem.carers]
    for unit, pick in zip(known.units, picks.tolist(), strict=True):
        if pick >= 0:
            clients[pick].add(unit.client)
    found = []
    for carer, ticks, held, mine in zip(problem.carers, used, room, clients, strict=True):
        weeks = [None if w is None else w * problem.days // 7 for w in (carer.contract, carer.wanted)]
        by_part, free = (dict(zip(PARTS, some, strict=True)) for some in (ticks[1:], held))
        found.append(Load(carer.id, len(mine), ticks[0], by_part, free, *weeks))
    return tuple(found)
