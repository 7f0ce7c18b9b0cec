"""The referee asked again after a change, about what the change touches only.

Its finders are those of `engine.check`; what is new here is which visits, links, shifts and groups they need to look
at, and a memory of the groups that everybody belongs to. So a change to a plan of thousands of visits is judged in
about a millisecond, and says what two whole verdicts would differ by, to the last digit.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from engine.check import Folded, Lived, Member, Scope, check, far_off, judge, total
from engine.errors import Fault, PlanError
from engine.overlay import Overlay
from engine.plan import Day, Plan, Route, foreign, live
from engine.price import Prices
from engine.problem import Link, Problem, Visit, neighbours
from engine.result import Subject, Verdict
from engine.shapes import Group, Team, over_visits


@dataclass(frozen=True, slots=True)
class Change:
    """What a change touches, judged before and after: these verdicts differ by what the change does, rule by rule.

    points: what it adds to the cost, in points (see engine.price); cost: the same as a cost.
    """

    before: Verdict
    after: Verdict
    points: int
    cost: float


class Judged:
    """A plan that the referee has judged, ready to be asked about changes to some of its rounds."""

    def __init__(self, problem: Problem, plan: Plan, verdict: Verdict | None = None):
        """verdict: on this plan, where it is at hand. Raises PlanError when the plan does not belong to the problem."""
        self.problem, self.plan = problem, plan
        self.prices = Prices(problem)
        self.verdict = verdict or check(problem, plan)
        self.lived = _Remembering(problem, plan)
        self._groups = [rule for rule in self.prices.rules if isinstance(rule, Group)]
        self._named: dict[tuple[str, str], Team] = {}
        self._by_member: dict[str, list[tuple[str, Team]]] = {}
        for rule in self._groups:
            for team in rule.teams(problem):
                self._named[rule.id, team.name] = team
                for name in (*team.visits, *team.shifts):
                    self._by_member.setdefault(name, []).append((rule.id, team))
        self._grown = _Grown(problem, problem, (), self.team)

    def changed(self, rounds: Iterable[Route], joined: Problem | None = None) -> Change:
        """Judge the plan with these rounds instead of those that their shifts had.

        joined: the problem that more visits, clients and links have joined (see `problem.joined`), for rounds that do
        them. Raises PlanError when the plan would not belong to the problem.
        """
        problem = joined or self.problem
        new = problem.visits[len(self.problem.visits) :]
        after = self.lived.changed(problem, tuple(rounds))
        moved = [problem.visit[name] for name in after.moved if name in self.problem.visit]
        care = (*moved, *new)
        links = [*self._links_of(moved), *problem.links[len(self.problem.links) :]]
        if self._grown.problem is not problem:
            self._grown = _Grown(self.problem, problem, new, self.team)
        known = [pair for name in (*after.again, *after.moved) for pair in self._by_member.get(name, ())]
        joining, were = self._grown.joining(self._groups)
        verdicts = (
            judge(self.lived, Scope(moved, self._links_of(moved), after.again, _by_rule(known + were)), self.prices),
            judge(after, Scope(care, links, after.again, _by_rule(known + joining)), self.prices),
        )
        points = round((verdicts[1].cost - verdicts[0].cost) * self.prices.points_per_cost)
        return Change(*verdicts, points, self.prices.cost(points))

    @cached_property
    def _links(self) -> Mapping[str, list[Link]]:
        found: dict[str, list[Link]] = {}
        for link in self.problem.links:
            for name in (link.first, link.second):
                found.setdefault(name, []).append(link)
        return found

    def team(self, rule: str, name: str) -> Team | None:
        """A group of a rule, by name; None if only care that has joined makes it one."""
        return self._named.get((rule, name))

    def _links_of(self, visits: Iterable[Visit]) -> list[Link]:
        return list({link.key: link for visit in visits for link in self._links.get(visit.id, ())}.values())


def _by_rule(pairs: Iterable[tuple[str, Team]]) -> Mapping[str, Collection[Team]]:
    """Groups by rule, each name once; the last of a name counts."""
    found: dict[str, dict[str, Team]] = {}
    for rule, team in pairs:
        found.setdefault(rule, {})[team.name] = team
    return {rule: teams.values() for rule, teams in found.items()}


_Teams = list[tuple[str, Team]]


class _Grown:
    """The groups that visits which join a problem are members of."""

    def __init__(
        self, base: Problem, problem: Problem, new: tuple[Visit, ...], base_team: Callable[[str, str], Team | None]
    ):
        """base_team: a group of a rule as it was, by name."""
        self._base_team = base_team
        self.problem, self.new = problem, {visit.id for visit in new}
        self.near = neighbours(base, problem)
        self._joining: tuple[_Teams, _Teams] | None = None

    def joining(self, rules: Iterable[Group]) -> tuple[_Teams, _Teams]:
        """The groups of these rules, each with its rule, and those that there were before, as they were."""
        if self._joining is None:
            now = [(rule.id, self._whole(rule, team)) for rule in rules for team in self._teams(rule)]
            was = [(rule, team) for rule, one in now if (team := self._base_team(rule, one.name)) is not None]
            self._joining = now, was
        return self._joining

    def _teams(self, rule: Group) -> Iterator[Team]:
        if self.new and over_visits(rule):
            yield from (team for team in rule.teams(self.near) if not self.new.isdisjoint(team.visits))

    def _whole(self, rule: Group, team: Team) -> Team:
        """A group with all of its members, those that are not near the new visits included."""
        was = self._base_team(rule.id, team.name)
        if was is None:
            return team
        return replace(team, visits=(*was.visits, *(name for name in team.visits if name in self.new)))


class _Remembering(Lived):
    """A lived plan that remembers what the members of its groups add, and of which a change makes another."""

    def __init__(self, problem: Problem, plan: Plan):
        super().__init__(problem, plan)
        self.origin: _Remembering | None = None
        self.again: tuple[str, ...] = ()
        self.moved: tuple[str, ...] = ()
        self._folded: dict[tuple[str, str], Folded] = {}
        self._added: dict[tuple[str, str], Mapping[Member, int]] = {}
        self._worst: dict[tuple[str, str], tuple[Member | None, int]] = {}
        self._sums: dict[tuple[str, str], np.ndarray] = {}
        self._parts: dict[tuple[str, str], Mapping[str, int]] = {}
        self._firsts: dict[tuple[str, str], Mapping[int, tuple[int, str]]] = {}
        self._abouts: dict[tuple[str, str], Subject] = {}

    def changed(self, problem: Problem, rounds: tuple[Route, ...]) -> "_Remembering":
        """The plan with other rounds: `again` names their shifts, `moved` the visits of another start or shift."""
        found = object.__new__(_Remembering)
        found.problem, found.origin, found.again = problem, self, tuple(route.shift for route in rounds)
        found._added, found._worst, found._sums, found._legs = {}, {}, {}, {}
        found._parts, found._firsts, found._abouts = self._parts, self._firsts, self._abouts
        faults = (*foreign(problem, Plan(rounds)), *self._twice(rounds))
        if faults:
            raise PlanError(faults)
        lived = {route.shift: live(problem, problem.shift[route.shift], route) for route in rounds}
        days = Overlay(self.days)
        days.update(lived)
        found.days = days
        found.start, found.carer, found.shift = Overlay(self.start), Overlay(self.carer), Overlay(self.shift)
        gone = [name for shift in found.again for name in _done(self.days[shift])]
        for name in gone:
            del found.start[name], found.carer[name], found.shift[name]
        for shift, day in lived.items():
            found.note(shift, day)
        there = dict.fromkeys((*gone, *(name for day in lived.values() for name in _done(day))))
        found.moved = tuple(name for name in there if self._where(name) != found._where(name))
        return found

    def _twice(self, rounds: tuple[Route, ...]) -> Iterator[Fault]:
        shifts = {route.shift for route in rounds}
        for route in rounds:
            for stop in route.stops:
                other = self.shift.get(stop.visit or "")
                if other is not None and other not in shifts:
                    remedy = f"planned already (in shift {other}): leave it out there"
                    yield Fault(f"route {route.shift}", "visit", stop.visit, remedy)

    def _where(self, visit: str) -> tuple[str | None, int | None]:
        return self.shift.get(visit), self.start.get(visit)

    def folded(self, rule: Group, team: Team) -> Folded:
        """Asked of the plan before every change, and the same each time; of a change's plan once."""
        if self.origin is not None:
            return super().folded(rule, team)
        key = (rule.id, team.name)
        if key not in self._folded:
            self._folded[key] = super().folded(rule, team)
        return self._folded[key]

    def members(self, rule: Group, team: Team) -> Mapping[Member, int]:
        key = (rule.id, team.name)
        known = self._added.get(key)
        if known is None:
            known = self._added[key] = super().members(rule, team) if self.origin is None else self._adapted(rule, team)
        return known

    def worst(self, rule: Group, team: Team) -> tuple[Member | None, int]:
        key = (rule.id, team.name)
        if key not in self._worst:
            self._worst[key] = super().worst(rule, team) if self.origin is None else self._worst_now(rule, team)
        return self._worst[key]

    def sums(self, rule: Group, team: Team) -> np.ndarray:
        key = (rule.id, team.name)
        if key not in self._sums:
            self._sums[key] = super().sums(rule, team) if self.origin is None else self._sums_now(rule, team)
        return self._sums[key]

    def _sums_now(self, rule: Group, team: Team) -> np.ndarray:
        assert self.origin is not None
        found, places = self.origin.sums(rule, team).copy(), self._places(rule, team)
        for part, now in self._changed_members(rule, team).items():
            assert isinstance(part, int)
            found[places[part][0]] = now
        return found

    def first_of(self, rule: Group, team: Team, part: int) -> str:
        return self._places(rule, team)[part][1]

    def about_team(self, rule: Group, team: Team) -> Subject:
        if not team.shifts:
            return super().about_team(rule, team)
        key = (rule.id, team.name)
        if key not in self._abouts:  # the days on which shifts begin are the same in every plan
            self._abouts[key] = super().about_team(rule, team)
        return self._abouts[key]

    def _worst_now(self, rule: Group, team: Team) -> tuple[Member | None, int]:
        """The worst member is the one that was, or one that the change touches; unless that one is touched itself."""
        assert self.origin is not None
        member, amount = self.origin.worst(rule, team)
        changed = self._changed_members(rule, team)
        if member in changed:
            return super().worst(rule, team)
        for other, now in changed.items():
            if now is not None and (member is None or now > amount):
                member, amount = other, now
        return member, amount

    def _adapted(self, rule: Group, team: Team) -> Mapping[Member, int]:
        """The members of the plan before the change, but for those that it touches."""
        assert self.origin is not None
        found = dict(self.origin.members(rule, team))
        for member, now in self._changed_members(rule, team).items():
            if now is None:
                found.pop(member, None)
            else:
                found[member] = now
        return found

    def _changed_members(self, rule: Group, team: Team) -> Mapping[Member, int | None]:
        """What the members that a change touches add now; None = they are no longer any."""
        assert self.origin is not None
        if rule.wishes is not None:
            return {name: far_off(rule, name, self) if name in self.start else None for name in self.moved}
        before, parts = self.origin.members(rule, team), self._parts_of(rule, team)
        found: dict[Member, int | None] = {}
        for shift in self.again:
            if shift in parts:
                part = parts[shift]
                step = total(rule, self.days[shift]) - total(rule, self.origin.days[shift])
                found[part] = (before[part] if part not in found else found[part] or 0) + step
        return found

    def _places(self, rule: Group, team: Team) -> Mapping[int, tuple[int, str]]:
        """Of each part, which one it is, in the order of the first shift of each; and that shift."""
        key = (rule.id, team.name)
        if key not in self._firsts:
            first: dict[int, str] = {}
            for shift, part in zip(team.shifts, team.parts, strict=True):
                first.setdefault(part, shift)
            self._firsts[key] = {part: (place, shift) for place, (part, shift) in enumerate(first.items())}
        return self._firsts[key]

    def _parts_of(self, rule: Group, team: Team) -> Mapping[str, int]:
        key = (rule.id, team.name)
        if key not in self._parts:
            self._parts[key] = dict(zip(team.shifts, team.parts, strict=True))
        return self._parts[key]


def _done(day: Day) -> Iterator[str]:
    """The visits of a day."""
    return (arrival.stop.visit for arrival in day.arrivals if arrival.stop.visit is not None)
