"""The assignment problem as arrays: ids become rows once, in order of id, whatever the order of the input."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from types import SimpleNamespace

import numpy as np

from engine.assignment.charges import Charges, Told
from engine.assignment.demand import Ties, Unit, bundles, ties, units
from engine.assignment.supply import PARTS, Ways, bound_to, capacity, ways, week_of, weeks_of
from engine.price import Prices
from engine.problem import Problem, in_order_of_ids
from engine.rules import BY_ID
from engine.search.pairs import pairs
from engine.shapes import Fold, Group, Pair, PerLeg
from engine.teams import DAYS_PER_WEEK

MUST = 5
"""What it costs to leave out what must be done: so many times the dearest of all that may be left out. A prohibition
would leave no answer where nobody can; this one is dearer than any way to make room. So is a face too many, where
that is forbidden."""

STAND_IN = 15
"""What a visit costs that the main carer cannot make, where `usual_carer` has no weight of its own."""

NEVER = 2**40
"""Points of what is not possible: more than all that is."""


@dataclass(frozen=True)
class Tables:
    """Units by carers. allowed: shape (units, carers), who could make at least half of the visits; cost: points of the
    visits that she makes, their ways and the stand-ins for the others; nobody: points (units,).

    load: ticks of service and way, shape (2, weeks, units, carers): of all visits that she makes, and of those that can
    only be done in the unit's part of the day. row: shape (2, units), the rows of `charges` to which these add.
    charges: what rules say of loads. client: row of each unit's client; target: carers who are still fine for it; face:
    points for each further one. apart: pairs of units with different carers; tied: pairs with the same one, unless one
    is left out. makes: by visit, in the order of the units, and carer whether she can make it, with all others that are
    for the same carer.
    """

    problem: Problem
    prices: Prices
    units: tuple[Unit, ...]
    allowed: np.ndarray
    cost: np.ndarray
    nobody: np.ndarray
    load: np.ndarray
    row: np.ndarray
    charges: Charges
    client: np.ndarray
    target: np.ndarray
    face: int
    apart: tuple[tuple[int, int], ...]
    tied: tuple[tuple[int, int], ...]
    makes: np.ndarray
    first: np.ndarray
    """The first visit's row in `makes` for each unit, and where the last one ends."""
    read: tuple[str, ...]
    """The rules that were read, in the order of the rules."""

    @cached_property
    def partners(self) -> dict[int, tuple[int, ...]]:
        """For each unit those that need another carer."""
        return _both_ways(self.apart)

    @cached_property
    def companions(self) -> dict[int, tuple[int, ...]]:
        """For each unit those that need the same carer."""
        return _both_ways(self.tied)

    @cached_property
    def homes(self) -> tuple[np.ndarray, ...]:
        """By client the units."""
        return tuple(np.split(np.arange(len(self.units)), np.flatnonzero(np.diff(self.client)) + 1))

    def within(self, mates: np.ndarray) -> "Tables":
        """The same with only those pairs of unit and carer that are mates (units, carers)."""
        return replace(self, allowed=self.allowed & mates)


def tables(problem: Problem, pause: Callable[[], None] = lambda: None) -> Tables:
    """Read a problem. pause: called often, it may raise to break off."""
    problem = in_order_of_ids(problem)
    prices = Prices(problem)
    rules = [(rule, prices.points[rule.id]) for rule in prices.rules if isinstance(rule, Pair)]
    forbidden, never = pairs(problem, [(rule, 1) for rule, price in rules if price is None], pause)
    going = ways(problem, prices, pause)
    can = going.there & (forbidden == 0)
    del forbidden
    soft, left_out = pairs(problem, [(rule, price) for rule, price in rules if price is not None], pause)
    soft += going.points
    tied = ties(prices)
    joined = bundles(problem, tied, can)
    row = {visit.id: place for place, visit in enumerate(problem.visits)}
    for names in joined.whole:
        rows = [row[name] for name in names]
        can[rows] = can[rows].all(axis=0)  # or a stand-in would make one of them, and the main carer another
    return _gathered(
        problem, prices, units(problem, tied, joined), tied, _Visits(can, soft, left_out, never > 0, going)
    )


@dataclass(frozen=True, slots=True)
class _Visits:
    """What is known by visit: shape (visits, carers) or (visits,)."""

    can: np.ndarray
    soft: np.ndarray
    left_out: np.ndarray
    must: np.ndarray
    going: Ways


def _gathered(problem: Problem, prices: Prices, found: tuple[Unit, ...], tied: Ties, by: _Visits) -> Tables:
    row = {visit.id: place for place, visit in enumerate(problem.visits)}
    order = np.array([row[name] for unit in found for name in unit.visits], np.int64)
    sizes = np.array([len(unit.visits) for unit in found], np.int64)
    first = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    week = np.array([week_of(problem, problem.visits[place]) for place in order], np.int64)
    service = np.array([problem.visits[place].duration for place in order], np.int64)
    makes = by.can[order]
    by.soft[~by.can] = 0

    def summed(amount: np.ndarray) -> np.ndarray:
        return np.add.reduceat(amount, first[:-1]) if len(found) else np.zeros((0, *amount.shape[1:]), np.int64)

    made = summed(makes.astype(np.int64))
    part = np.array([PARTS.index(one.part) for one in found], np.int64)
    tight = [
        bound_to(problem, problem.visits[v], p) for v, p in zip(order, np.repeat(part, sizes).tolist(), strict=True)
    ]
    ticks = np.where(makes, service[:, None] + by.going.ticks[order], 0)
    kinds = (np.ones(len(order), bool), np.array(tight, bool))
    load = np.stack(
        [
            np.stack([summed(np.where((kind & (week == one))[:, None], ticks, 0)) for one in range(weeks_of(problem))])
            for kind in kinds
        ]
    )
    nobody = summed(by.left_out[order])
    dearest = MUST * max(1, int(nobody.max(initial=0)))
    nobody = nobody + (summed(by.must[order].astype(np.int64)) > 0) * dearest
    of_visit = {name: place for place, one in enumerate(found) for name in one.visits}
    clients = sorted({one.client for one in found})
    number = {name: place for place, name in enumerate(clients)}
    face, named = _faces(prices, dearest)
    charges, about = _charges(problem, prices)
    read = named | about | {rule.id for rule in prices.rules if isinstance(rule, Pair | PerLeg)}
    read |= {"different_carers", "same_carer"} if tied.different or tied.same else set()
    return Tables(
        problem=problem,
        prices=prices,
        units=found,
        allowed=(made > 0) & (2 * made >= sizes[:, None]),
        cost=summed(by.soft[order]) + stand_in(prices) * (sizes[:, None] - made),
        nobody=nobody,
        load=load,
        row=np.stack([np.zeros_like(part), 1 + part]),
        charges=charges,
        client=np.array([number[one.client] for one in found], np.int64),
        target=np.array([problem.client[name].carers_target for name in clients], np.int64),
        face=face,
        apart=_between(tied.different, of_visit),
        tied=_between(tied.same, of_visit),
        makes=makes,
        first=first,
        read=tuple(rule.id for rule in prices.rules if rule.id in read),
    )


def stand_in(prices: Prices) -> int:
    """Points of a visit that the main carer cannot make: those of a carer who does not usually come."""
    known = prices.points.get("usual_carer")
    return known or STAND_IN * prices.decimals * prices.problem.ticks_per_minute


def _faces(prices: Prices, dearest: int) -> tuple[int, set[str]]:
    """Points for each main carer of a client above the target, and the rules that say so."""
    named = {
        rule.id: dearest if (price := prices.points[rule.id]) is None else price
        for rule in prices.rules
        if isinstance(rule, Group) and rule.fold is Fold.DISTINCT and _about_clients(rule, prices.problem)
    }
    return sum(named.values()), set(named)


def _about_clients(rule: Group, problem: Problem) -> bool:
    teams = rule.teams(problem)
    return bool(teams) and all(team.client is not None and team.name == team.client for team in teams)


def _charges(problem: Problem, prices: Prices) -> tuple[Charges, set[str]]:
    """What rules say of a carer's week (row 0) and of each part of its days (rows from 1 on).

    `overtime` is charged for what the shifts do not hold, in all and in each part, as if a week were one long day.
    """
    row = {carer.id: place for place, carer in enumerate(problem.carers)}
    room = capacity(problem)
    found: list[Told] = []
    read: set[str] = set()
    for rule in prices.rules:
        if not isinstance(rule, Group) or not adds_up_work(rule):
            continue
        teams = [team for team in rule.teams(problem) if team.shifts and team.carer is not None]
        if len({(team.carer, _week(problem, team.shifts)) for team in teams}) < len(teams):
            continue  # about days, which have no hours of their own here
        if any(_week(problem, team.shifts) != _week(problem, team.shifts[::-1]) for team in teams):
            continue  # about more than a week
        read.add(rule.id)
        for team in teams:
            where = (row[str(team.carer)], _week(problem, team.shifts), 0)
            found.append((where, team.least, team.most, prices.points[rule.id]))
    overtime = prices.points.get(BY_ID["overtime"].id, 0)
    if overtime != 0:
        read.add("overtime")
        for carer, week in np.ndindex(room.shape[:2]):
            for part, held in enumerate((room[carer, week].sum(), *room[carer, week])):
                found.append(((carer, week, part), None, int(held), overtime))
    return Charges.of((len(row), room.shape[1], 1 + len(PARTS)), found), read


def _week(problem: Problem, shifts: tuple[str, ...]) -> int:
    return problem.calendar.day_of(problem.shift[shifts[0]].start) // DAYS_PER_WEEK


def adds_up_work(rule: Group) -> bool:
    """Whether a rule sums, over shifts, what is service and what is travel, and nothing else that is known here."""
    if rule.fold is not Fold.SUM or rule.total is None:
        return False
    idle = dict.fromkeys(("start", "end", "leave", "home", "travel", "service", "waiting", "rest", "overtime"), 0)
    service, travel = ({**idle, name: 1, "home": 1} for name in ("service", "travel"))
    return rule.total(SimpleNamespace(**service)) == 1 and rule.total(SimpleNamespace(**travel)) == 1


def _between(pairs_of_visits: tuple[tuple[str, str], ...], of_visit: dict[str, int]) -> tuple[tuple[int, int], ...]:
    found = {tuple(sorted((of_visit[one], of_visit[other]))) for one, other in pairs_of_visits}
    return tuple((one, other) for one, other in sorted(found) if one != other)


def _both_ways(pairs_of_units: tuple[tuple[int, int], ...]) -> dict[int, tuple[int, ...]]:
    found: dict[int, tuple[int, ...]] = {}
    for one, other in pairs_of_units:
        found[one], found[other] = (*found.get(one, ()), other), (*found.get(other, ()), one)
    return found
