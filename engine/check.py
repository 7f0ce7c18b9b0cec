"""The referee: what every rule finds on a plan.

It shares no code with the solvers beyond the rules' own definitions: it replays the plan carer by carer and asks each
rule, in a plain loop over ids and minutes. Whatever it charges is the cost of the plan.
"""

import itertools
from collections.abc import Callable, Collection, Iterator, Mapping, MutableMapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from engine.construction import (
    BEFORE_SHIFT,
    EARLY,
    FACTS,
    LATE,
    MISPLACED_BREAK,
    NO_BREAK,
    NOBODY_AFTER,
    NOT_THERE_YET,
    OTHER_DAY,
    TOO_EARLY,
    TOO_MANY,
    WRONG_LENGTH,
    WRONG_SPAN,
)
from engine.plan import Day, Plan, Stop, replay
from engine.price import Prices
from engine.problem import Link, Problem, Visit
from engine.result import Finding, Subject, Verdict
from engine.rules import BY_ID
from engine.shapes import (
    AnyRule,
    Daily,
    Fold,
    Group,
    Legs,
    Linked,
    Pair,
    PerLeg,
    Rule,
    Start,
    Team,
    Unit,
    outside,
)
from engine.units import Ticks

Found = Iterator[tuple[int, Subject, str]]


Member = str | int
"""What a group's amount is made of: a visit, or a part by its number."""

Folded = tuple[int, str | None]
"""A group's amount and, where one member stands for it, that member."""


class Lived:
    """A plan as it is lived: the replayed days, and for each planned visit its start and its carer."""

    def __init__(self, problem: Problem, plan: Plan):
        self.problem = problem
        self.days: Mapping[str, Day] = replay(problem, plan)
        self.start: MutableMapping[str, Ticks] = {}
        self.carer: MutableMapping[str, str] = {}
        self.shift: MutableMapping[str, str] = {}
        self._legs: dict[str, list[Legs]] = {}
        for shift, day in self.days.items():
            self.note(shift, day)

    def note(self, shift: str, day: Day) -> None:
        """Remember the visits of a day."""
        for arrival in day.arrivals:
            if arrival.stop.visit is not None:
                self.start[arrival.stop.visit] = arrival.stop.start
                self.shift[arrival.stop.visit] = shift
                self.carer[arrival.stop.visit] = day.shift.carer

    def folded(self, rule: Group, team: Team) -> Folded:
        """What a group comes to."""
        return _FOLDS[rule.fold](rule, team, self)

    def members(self, rule: Group, team: Team) -> Mapping[Member, int]:
        """What each visit adds to a group's amount, or each part of its shifts."""
        return _members(rule, team, self)

    def worst(self, rule: Group, team: Team) -> tuple[Member | None, int]:
        """The member of a group that adds the most, and how much that is."""
        members = self.members(rule, team)
        worst = max(members, key=members.__getitem__, default=None)
        return (None, 0) if worst is None else (worst, members[worst])

    def sums(self, rule: Group, team: Team) -> np.ndarray:
        """What each part of a group's shifts adds up to. Shape (parts,)."""
        return np.fromiter(self.members(rule, team).values(), np.int64)

    def first_of(self, rule: Group, team: Team, part: int) -> str:
        """The first shift of a part of a group."""
        return team.shifts[team.parts.index(part)]

    def legs(self, shift: str) -> list[Legs]:
        """What is known of the legs of a round."""
        if shift not in self._legs:
            day = self.days[shift]
            matrix = self.problem.matrix[day.shift.mode]
            found: list[Legs] = []
            for leg in day.legs:
                here = (leg.origin, leg.target)
                metres = 0 if matrix.metres is None else max(0, matrix.metres.item(here))
                times, reachable = matrix.durations.item(here), int(matrix.reachable.item(here))
                found.append(Legs(times, metres, reachable, matrix.cents_per_km))
            self._legs[shift] = found
        return self._legs[shift]

    def about(self, visit: Visit, other: str | None = None) -> Subject:
        shift = self.shift.get(visit.id)
        day = self.problem.calendar.day_of(self.start.get(visit.id, visit.windows[-1].start))
        return Subject(visit.id, other, self.carer.get(visit.id), visit.client, shift, day)

    def about_shift(self, day: Day, visit: str | None = None) -> Subject:
        client = self.problem.visit[visit].client if visit is not None else None
        index = self.problem.calendar.day_of(day.shift.start)
        return Subject(visit, None, day.shift.carer, client, day.shift.id, index)

    def about_team(self, rule: Group, team: Team) -> Subject:
        """A rule's group; with the day on which all of its shifts begin, if there is one."""
        days = (self.problem.calendar.day_of(self.days[shift].start) for shift in team.shifts)
        first = next(days, None)
        only = first if all(day == first for day in days) else None
        return Subject(carer=team.carer, client=team.client, day=only, team=team.name)


@dataclass(frozen=True)
class Scope:
    """What is looked at: of a whole plan everything, after a change what it may have touched. teams: by rule."""

    visits: Collection[Visit]
    links: Collection[Link]
    shifts: Collection[str]
    teams: Mapping[str, Collection[Team]]

    def speaks_of(self, rule: AnyRule) -> bool:
        """Whether there is anything in it that a rule may speak of."""
        if isinstance(rule, (Pair, Start)):  # a tuple, for speed: asked of every rule after every change
            return bool(self.visits)
        if isinstance(rule, Group):
            return rule.id in self.teams
        return bool(self.links) if isinstance(rule, Linked) else True


def check(problem: Problem, plan: Plan) -> Verdict:
    """Judge a plan: its cost, what each rule charges, every finding, and what is forbidden.

    Raises PlanError when the plan does not belong to the problem.
    """
    lived = Lived(problem, plan)
    prices = Prices(problem)
    teams = {rule.id: rule.teams(problem) for rule in prices.rules if isinstance(rule, Group)}
    return judge(lived, Scope(problem.visits, problem.links, lived.days, teams), prices)


def judge(lived: Lived, scope: Scope, prices: Prices) -> Verdict:
    """What the rules say of everything in a scope."""
    problem = lived.problem
    findings: list[Finding] = []
    violations: list[Finding] = []
    points = 0
    components = {rule: 0.0 for rule, price in prices.points.items() if price is not None}
    amounts: dict[str, float] = dict.fromkeys(prices.points, 0)
    for rule, amount, about, detail in _structure(lived, scope):
        violations.append(Finding(rule.id, amount, None, about, detail, _at(lived, about)))
    for rule in prices.rules:
        if not scope.speaks_of(rule):
            continue
        price = prices.points[rule.id]
        charged = 0
        for told, about, detail in _FINDERS[type(rule)](rule, lived, scope):
            if not told:
                continue
            amount = int(told)
            cost = None if price is None else prices.cost(amount * price)
            finding = Finding(rule.id, amount, cost, about, detail, _at(lived, about))
            (violations if price is None else findings).append(finding)
            charged += amount
        amounts[rule.id] = charged / problem.ticks_per_minute if rule.unit == Unit.MINUTES else charged
        if price is not None:
            components[rule.id] = prices.cost(charged * price)
            points += charged * price
    unplanned = tuple(visit.id for visit in scope.visits if visit.id not in lived.start)
    return Verdict(prices.cost(points), components, amounts, tuple(findings), tuple(violations), unplanned)


@cache
def titles() -> Mapping[str, Rule]:
    """Every id that a finding can bear, with its rule or fact."""
    return {**{fact.id: fact for fact in FACTS}, **BY_ID}


def _at(lived: Lived, about: Subject) -> Ticks | None:
    return lived.start.get(about.visit) if about.visit is not None else None


# -- one finder a shape ----------------------------------------------------------------------------------------------


def _pair(rule: Pair, lived: Lived, scope: Scope) -> Found:
    problem = lived.problem
    for visit in scope.visits:
        name = lived.carer.get(visit.id)
        carer = None if name is None else problem.carer[name]
        amount = rule.amount(problem, visit, carer)
        if amount:
            detail = "" if rule.detail is None else rule.detail(problem, visit, carer)
            yield amount, lived.about(visit), detail


def _start(rule: Start, lived: Lived, scope: Scope) -> Found:
    problem = lived.problem
    for visit in scope.visits:
        if visit.id in lived.start:
            amount = outside(rule.wishes(problem, visit), lived.start[visit.id])
            if amount:
                yield amount, lived.about(visit), ""


def _linked(rule: Linked, lived: Lived, scope: Scope) -> Found:
    problem = lived.problem
    for link in scope.links:
        gap = rule.gap(link)
        if gap is not None and link.first in lived.start and link.second in lived.start:
            distance = lived.start[link.second] - lived.start[link.first]
            yield gap.outside(distance), lived.about(problem.visit[link.first], link.second), ""


def _daily(rule: Daily, lived: Lived, scope: Scope) -> Found:
    for day in map(lived.days.__getitem__, scope.shifts):
        limit = rule.limit(lived.problem, day.shift)
        if limit is not None and rule.total(day) > limit:
            yield rule.total(day) - limit, lived.about_shift(day), ""


def _leg(rule: PerLeg, lived: Lived, scope: Scope) -> Found:
    for day in map(lived.days.__getitem__, scope.shifts):
        amount = sum(int(rule.amount(leg)) for leg in lived.legs(day.shift.id))
        if amount:
            yield amount, lived.about_shift(day), ""


def _group(rule: Group, lived: Lived, scope: Scope) -> Found:
    for team in scope.teams[rule.id]:
        amount, member = lived.folded(rule, team)
        if not amount:
            continue
        if member is None:
            about = lived.about_team(rule, team)
        elif rule.wishes is not None:
            about = lived.about(lived.problem.visit[member])
        else:
            about = lived.about_shift(lived.days[member])
        yield amount, about, " + ".join(team.visits) if len(team.visits) == 2 else team.name


# -- one function a fold -----------------------------------------------------------------------------------------------


def total(rule: Group, day: Day) -> int:
    """What a day adds to a group's amount."""
    assert rule.total is not None, f"rule {rule.id} folds over shifts without a total"
    return int(rule.total(day))


def _distinct(_rule: Group, team: Team, lived: Lived) -> Folded:
    carers = [lived.carer[visit] for visit in team.visits if visit in lived.carer]
    different = len(set(carers))
    above = 0 if team.most is None else max(0, different - team.most)
    below = 0 if team.least is None else max(0, min(team.least, len(carers)) - different)
    return above + below, None


def _together(_rule: Group, team: Team, lived: Lived) -> Folded:
    planned = sum(visit in lived.start for visit in team.visits)
    return min(planned, len(team.visits) - planned), None


def _sum(rule: Group, team: Team, lived: Lived) -> Folded:
    whole = sum(total(rule, lived.days[shift]) for shift in team.shifts)
    above = 0 if team.most is None else max(0, whole - team.most)
    below = 0 if team.least is None else max(0, team.least - whole)
    return above + below, None


def _members(rule: Group, team: Team, lived: Lived) -> Mapping[Member, int]:
    if rule.wishes is not None:
        return {visit: far_off(rule, visit, lived) for visit in team.visits if visit in lived.start}
    sums: dict[Member, int] = {}
    for shift, part in zip(team.shifts, team.parts, strict=True):
        sums[part] = sums.get(part, 0) + total(rule, lived.days[shift])
    return sums


def far_off(rule: Group, visit: str, lived: Lived) -> int:
    """How far a planned visit begins from what a group rule wishes of it."""
    assert rule.wishes is not None, f"rule {rule.id} folds over visits without a wish"
    return outside(rule.wishes(lived.problem, lived.problem.visit[visit]), lived.start[visit])


def _worst(rule: Group, team: Team, lived: Lived) -> Folded:
    worst, amount = lived.worst(rule, team)
    return max(0, amount), lived.first_of(rule, team, worst) if isinstance(worst, int) else worst


def _spread(rule: Group, team: Team, lived: Lived) -> Folded:
    sums = lived.sums(rule, team)
    whole, parts = int(sums.sum()), len(sums)
    return int((-(-np.abs(parts * sums - whole) // parts)).sum()), None


def _apart(_rule: Group, team: Team, lived: Lived) -> Folded:
    assert team.least is not None
    used = [
        (lived.days[shift], part) for shift, part in zip(team.shifts, team.parts, strict=True) if lived.days[shift].used
    ]
    lacking = 0
    for (before, first), (after, second) in itertools.pairwise(used):
        if first != second:
            lacking += max(0, team.least - (after.leave - before.home))
    return lacking, None


def _stretch(_rule: Group, team: Team, lived: Lived) -> Folded:
    assert team.least is not None
    free, free_from = [], team.opens
    for shift in team.shifts:
        day = lived.days[shift]
        if day.used:
            free.append(day.leave - free_from)
            free_from = day.home
    free.append(team.closes - free_from)
    rest = sum(length for length in free if length >= team.floor) if team.floor else max(0, *free)
    return max(0, team.least - rest), None


def _run(_rule: Group, team: Team, lived: Lived) -> Folded:
    assert team.most is not None
    used = sorted({part for shift, part in zip(team.shifts, team.parts, strict=True) if lived.days[shift].used})
    above, length, last = 0, 0, None
    for part in used:
        length = length + 1 if last is not None and part == last + 1 else 1
        above += int(length > team.most)
        last = part
    return above, None


_FOLDS: dict[Fold, Callable[[Group, Team, Lived], Folded]] = {
    Fold.DISTINCT: _distinct,
    Fold.TOGETHER: _together,
    Fold.SUM: _sum,
    Fold.WORST: _worst,
    Fold.SPREAD: _spread,
    Fold.APART: _apart,
    Fold.STRETCH: _stretch,
    Fold.RUN: _run,
}

_FINDERS: dict[type, Callable[..., Found]] = {
    Pair: _pair,
    Start: _start,
    Linked: _linked,
    Daily: _daily,
    PerLeg: _leg,
    Group: _group,
}


# -- what is hard by construction ------------------------------------------------------------------------------------


def _structure(lived: Lived, scope: Scope) -> Iterator[tuple[Rule, int, Subject, str]]:
    for day in map(lived.days.__getitem__, scope.shifts):
        if not day.used:
            continue
        if day.leave < day.start:
            yield BEFORE_SHIFT, day.start - day.leave, lived.about_shift(day), ""
        for arrival in day.arrivals:
            if arrival.waits < 0:
                yield NOT_THERE_YET, -arrival.waits, lived.about_shift(day, arrival.stop.visit), ""
            if arrival.stop.visit is not None:
                yield from _visit_facts(lived, day, arrival.stop, lived.problem.visit[arrival.stop.visit])
        for detail in _break_faults(day):
            yield MISPLACED_BREAK, 1, lived.about_shift(day), detail


def _visit_facts(lived: Lived, day: Day, stop: Stop, visit: Visit) -> Iterator[tuple[Rule, int, Subject, str]]:
    if stop.start < visit.earliest:
        yield TOO_EARLY, visit.earliest - stop.start, lived.about_shift(day, visit.id), ""
    if not lived.problem.same_day(visit, day.shift):
        yield OTHER_DAY, 1, lived.about_shift(day, visit.id), ""
    if stop.end - stop.start != visit.duration:
        yield WRONG_LENGTH, abs(stop.end - stop.start - visit.duration), lived.about_shift(day, visit.id), ""


def _break_faults(day: Day) -> Iterator[str]:
    """What is wrong with a round's breaks: the words of BREAK_DETAILS, each with its numbers."""
    breaks = [position for position, arrival in enumerate(day.arrivals) if arrival.stop.visit is None]
    if not breaks:
        return
    rest = day.shift.rest
    if rest is None:
        yield NO_BREAK
        return
    if len(breaks) > 1:
        yield f"{TOO_MANY} {len(breaks)}"
    for position in breaks:
        stop = day.arrivals[position].stop
        if position == len(day.arrivals) - 1:
            yield NOBODY_AFTER
        if stop.end - stop.start != rest.duration:
            yield f"{WRONG_SPAN} {stop.end - stop.start} {rest.duration}"
        if stop.start < rest.earliest:
            yield f"{EARLY} {rest.earliest - stop.start}"
        if stop.start > rest.latest_start:
            yield f"{LATE} {stop.start - rest.latest_start}"
