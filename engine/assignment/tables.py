"""The assignment problem as arrays: ids become rows once, in order of id, whatever the order of the input."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from types import SimpleNamespace

import numpy as np

from engine.assignment.demand import Ties, Unit, joined, ties, units
from engine.assignment.supply import DAY, SPANS, Ways, capacity, part_of, spans_of, ways
from engine.model.assignment import Term
from engine.price import Prices
from engine.problem import Problem
from engine.search.pairs import pairs
from engine.shapes import Fold, Group, Pair, PerLeg

DAYS_PER_WEEK = 7
MUST = 5
"""What it costs to leave out what must be done: so many times the dearest of all that may be left out. A prohibition
would leave no answer where nobody can; this one is dearer than any way to make room."""


@dataclass(frozen=True, slots=True)
class Total:
    """The service and travel of a carer's days from first up to, not including, last; terms: what rules say of it."""

    carer: int
    first: int
    last: int
    terms: tuple[Term, ...]


@dataclass(frozen=True)
class Tables:
    """Units by carers. allowed: shape (units, carers); cost: points, the same shape; nobody: points (units,).

    By visits: unit, slot (the columns of `room` that it fills, the whole day first, -1 = no more), day, ticks of
    service, and ticks of travel by carer.
    room: ticks (carers, slots). client: row of each unit's client; target: carers who are still fine for it; face:
    points for each further one, None = forbidden, 0 = it does not matter. apart: pairs of units with different carers.
    group: units that are left out together bear the same number.
    """

    problem: Problem
    prices: Prices
    units: tuple[Unit, ...]
    allowed: np.ndarray
    cost: np.ndarray
    nobody: np.ndarray
    must: np.ndarray
    unit: np.ndarray
    slot: np.ndarray
    day: np.ndarray
    service: np.ndarray
    travel: np.ndarray
    room: np.ndarray
    totals: tuple[Total, ...]
    client: np.ndarray
    target: np.ndarray
    face: int | None
    apart: tuple[tuple[int, int], ...]
    group: np.ndarray
    read: tuple[str, ...]
    """The rules that were read, in the order of the rules."""

    @cached_property
    def totals_of(self) -> tuple[np.ndarray, ...]:
        """Layers of arrays (carers, days): the number of the total that a day counts to, -1 for none."""
        layers: list[np.ndarray] = []
        for number, total in enumerate(self.totals):
            span = (total.carer, slice(total.first, total.last))
            layer = next((one for one in layers if (one[span] < 0).all()), None)
            if layer is None:
                layer = np.full((len(self.room), self.problem.days), -1, np.int64)
                layers.append(layer)
            layer[span] = number
        return tuple(layers)

    def starts(self) -> np.ndarray:
        """The first visit of each unit; visits lie in the order of their units."""
        return np.searchsorted(self.unit, np.arange(len(self.units)))

    def plain(self) -> "Tables":
        """The same without a word on how many carers a client sees."""
        return replace(self, face=0)

    def within(self, mates: np.ndarray) -> "Tables":
        """The same with only those pairs of unit and carer that are mates (units, carers)."""
        return replace(self, allowed=self.allowed & mates)


def in_order(problem: Problem) -> Problem:
    """The same problem with everything in order of id, so that no answer depends on the order of the input."""
    return replace(
        problem,
        carers=tuple(sorted(problem.carers, key=lambda one: one.id)),
        shifts=tuple(sorted(problem.shifts, key=lambda one: one.id)),
        clients=tuple(sorted(problem.clients, key=lambda one: one.id)),
        visits=tuple(sorted(problem.visits, key=lambda one: one.id)),
        links=tuple(sorted(problem.links, key=lambda one: one.key)),
    )


def tables(problem: Problem, pause: Callable[[], None] = lambda: None) -> Tables:
    """Read a problem. pause: called often, it may raise to break off."""
    problem = in_order(problem)
    prices = Prices(problem)
    rules = [(rule, prices.points[rule.id]) for rule in prices.rules if isinstance(rule, Pair)]
    forbidden, never = pairs(problem, [(rule, 1) for rule, price in rules if price is None], pause)
    can = forbidden == 0
    del forbidden
    going = ways(problem, prices, pause)
    can &= going.there
    room = capacity(problem)
    tied = ties(prices)
    found = units(problem, tied, can, room)
    soft, left_out = pairs(problem, [(rule, price) for rule, price in rules if price is not None], pause)
    soft += going.points
    return _gathered(problem, prices, found, tied, _Visits(can, soft, left_out, never > 0, going), room)


@dataclass(frozen=True, slots=True)
class _Visits:
    """What is known by visit: shape (visits, carers) or (visits,)."""

    can: np.ndarray
    soft: np.ndarray
    left_out: np.ndarray
    must: np.ndarray
    going: Ways


def _gathered(
    problem: Problem, prices: Prices, found: tuple[Unit, ...], tied: Ties, by: _Visits, room: np.ndarray
) -> Tables:
    row = {visit.id: place for place, visit in enumerate(problem.visits)}
    order = np.array([row[name] for unit in found for name in unit.visits], np.int64)
    unit = np.array([place for place, one in enumerate(found) for _ in one.visits], np.int64)
    starts = np.searchsorted(unit, np.arange(len(found)))
    if not found:
        order = np.zeros(0, np.int64)
    days = np.array([part_of(problem, problem.visits[place])[0] for place in order], np.int64)
    slots = [spans_of(problem, problem.visits[place]) for place in order]
    widest = max(map(len, slots), default=1)
    slot = np.array([[*some, *[-1] * (widest - len(some))] for some in slots], np.int64).reshape(-1, widest)
    clients = sorted({one.client for one in found})
    number = {name: place for place, name in enumerate(clients)}
    nobody, must = np.add.reduceat(by.left_out[order], starts), np.add.reduceat(by.must[order].astype(int), starts) > 0
    nobody = nobody + must * MUST * max(1, int(nobody.max(initial=0)))
    face, named = _faces(prices)
    totals = _totals(problem, prices, room[:, :, DAY])
    of_visit = {name: place for place, one in enumerate(found) for name in one.visits}
    read = {rule.id for rule in prices.rules if isinstance(rule, Pair)} | _read_by_shape(prices)
    read |= {term.rule for total in totals for term in total.terms} | named
    return Tables(
        problem=problem,
        prices=prices,
        units=found,
        allowed=np.logical_and.reduceat(by.can[order], starts),
        cost=np.add.reduceat(by.soft[order], starts),
        nobody=nobody,
        must=must,
        unit=unit,
        slot=np.where(slot < 0, -1, days[:, None] * len(SPANS) + slot),
        day=days,
        service=np.array([problem.visits[place].duration for place in order], np.int64),
        travel=by.going.ticks[order],
        room=room.reshape(len(problem.carers), -1),
        totals=totals,
        client=np.array([number[one.client] for one in found], np.int64),
        target=np.array([problem.client[name].carers_target for name in clients], np.int64),
        face=face,
        apart=_between(tied.different, of_visit),
        group=_groups(found, tied, of_visit),
        read=tuple(rule.id for rule in prices.rules if rule.id in read),
    )


def _faces(prices: Prices) -> tuple[int | None, set[str]]:
    """Points for each carer of a client above the target, and the rules that say so."""
    named = {
        rule.id: prices.points[rule.id]
        for rule in prices.rules
        if isinstance(rule, Group) and rule.fold is Fold.DISTINCT and _about_clients(rule, prices.problem)
    }
    if any(price is None for price in named.values()):
        return None, set(named)
    return sum(price for price in named.values() if price is not None), set(named)


def _about_clients(rule: Group, problem: Problem) -> bool:
    teams = rule.teams(problem)
    return bool(teams) and all(team.client is not None and team.name == team.client for team in teams)


def _totals(problem: Problem, prices: Prices, room: np.ndarray) -> tuple[Total, ...]:
    """What rules say of a carer's service and travel: by weeks, or by days where they speak of more than weeks."""
    row = {carer.id: place for place, carer in enumerate(problem.carers)}
    day_of, weeks = problem.calendar.day_of, -(-problem.days // DAYS_PER_WEEK)
    terms: dict[tuple[int, int, int], list[Term]] = {}
    for rule in prices.rules:
        if not isinstance(rule, Group) or not adds_up_work(rule):
            continue
        price = prices.points[rule.id]
        teams = [team for team in rule.teams(problem) if team.shifts]
        times = Counter(team.carer for team in teams)
        for team in teams:
            if team.carer is None:
                continue
            day = day_of(problem.shift[team.shifts[0]].start)
            daily = times[team.carer] > weeks
            first = day if daily else day - day % DAYS_PER_WEEK
            last = min(problem.days, first + (1 if daily else DAYS_PER_WEEK))
            term = Term(rule.id, team.least if price is not None else None, team.most, price)
            if term.least is not None or term.most is not None:
                terms.setdefault((row[team.carer], first, last), []).append(term)
    found = (Total(*key, tuple(said)) for key, said in sorted(terms.items()))
    return tuple(total for total in found if _matters(total, room))


def _matters(total: Total, room: np.ndarray) -> bool:
    """What the shifts bound more tightly anyway need not be looked at."""
    most = int(room[total.carer, total.first : total.last].sum())
    return any(term.price is not None or (term.most or 0) < most for term in total.terms)


def adds_up_work(rule: Group) -> bool:
    """Whether a rule sums, over shifts, what is service and what is travel, and nothing else that is known here."""
    if rule.fold is not Fold.SUM or rule.total is None:
        return False
    idle = dict.fromkeys(("start", "end", "leave", "home", "travel", "service", "waiting", "rest", "overtime"), 0)
    service, travel = ({**idle, name: 1, "home": 1} for name in ("service", "travel"))
    return rule.total(SimpleNamespace(**service)) == 1 and rule.total(SimpleNamespace(**travel)) == 1


def _read_by_shape(prices: Prices) -> set[str]:
    """The rules about legs; and of those about two visits the HARD ones."""
    found = {rule.id for rule in prices.rules if isinstance(rule, PerLeg)}
    for rule in prices.rules:
        if prices.points[rule.id] is None and isinstance(rule, Group):
            pairs_only = all(len(team.visits) == 2 for team in rule.teams(prices.problem))
            if pairs_only and rule.fold in (Fold.DISTINCT, Fold.TOGETHER) and rule.teams(prices.problem):
                found.add(rule.id)
    return found


def _between(pairs_of_visits: tuple[tuple[str, str], ...], of_visit: dict[str, int]) -> tuple[tuple[int, int], ...]:
    found = {tuple(sorted((of_visit[one], of_visit[other]))) for one, other in pairs_of_visits}
    return tuple((one, other) for one, other in sorted(found) if one != other)


def _groups(found: tuple[Unit, ...], tied: Ties, of_visit: dict[str, int]) -> np.ndarray:
    names = [one.id for one in found]
    root = joined(names, ((names[of_visit[a]], names[of_visit[b]]) for a, b in tied.together))
    number = {name: place for place, name in enumerate(dict.fromkeys(root[name] for name in names))}
    return np.array([number[root[name]] for name in names], np.int64)
