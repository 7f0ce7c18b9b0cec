"""Which few rounds are worth taking apart together: those that share links, day and streets."""

from functools import cached_property
from random import Random

from engine.model.variables import Scope
from engine.plan import Plan
from engine.problem import Problem, Shift, Visit
from engine.units import Ticks

LEAST_ROUNDS = 2
MOST_ROUNDS = 4
MOST_VISITS = 24
MOST_LEFT_OUT = 6
"""How many visits that nobody does a neighbourhood may try to take in."""

NEAREST = 6
"""Among how many of the nearest rounds the lot decides."""


class Neighbourhoods:
    """The rounds of one plan, and what lies near each."""

    def __init__(self, problem: Problem, plan: Plan):
        self.problem = problem
        self.where = {visit: shift for visit, shift, _ in plan.visits()}
        self.held: dict[str, list[Visit]] = {}
        for visit, shift in self.where.items():
            self.held.setdefault(shift, []).append(problem.visit[visit])

    @cached_property
    def rounds(self) -> list[str]:
        """The shifts that visit anybody, in the problem's order."""
        return [shift.id for shift in self.problem.shifts if shift.id in self.held]

    @cached_property
    def left_out(self) -> list[Visit]:
        return [visit for visit in self.problem.visits if visit.id not in self.where]

    def around(self, name: str, rng: Random) -> Scope:
        """A round with a few others: first those that share a link with it, then some that lie near, by lot."""
        linked = self._linked(name)
        near = [shift for shift in self._near(self.problem.shift[name]) if shift not in linked][:NEAREST]
        rng.shuffle(near)
        chosen = [name]
        visits = len(self.held.get(name, ()))
        for other in (*linked, *near):
            visits += len(self.held.get(other, ()))
            if len(chosen) >= MOST_ROUNDS or (len(chosen) >= LEAST_ROUNDS and visits > MOST_VISITS):
                break
            chosen.append(other)
        return Scope(frozenset(chosen), self._left_out(chosen, rng))

    def _linked(self, name: str) -> list[str]:
        own = {visit.id for visit in self.held.get(name, ())}
        ties = [(link.first, link.second) for link in self.problem.links if own & {link.first, link.second}]
        partners = (self.where[visit] for tie in ties for visit in tie if visit not in own and visit in self.where)
        return list(dict.fromkeys(partners))

    def _near(self, shift: Shift) -> list[str]:
        """The other shifts of the same day, nearest first: ticks of travel between their clients, and ticks apart."""
        days = self.problem.days_of_shift(shift)
        same = (one for one in self.problem.shifts if one.id != shift.id)
        beside = [one for one in same if not days.isdisjoint(self.problem.days_of_shift(one))]
        return [one.id for one in sorted(beside, key=lambda one: (self._apart(shift, one), one.id))]

    def _apart(self, one: Shift, other: Shift) -> Ticks:
        times = self.problem.matrix[one.mode].durations
        way = min(int(times[here, there]) for here in self._places(one) for there in self._places(other))
        return way + max(0, one.start - other.end, other.start - one.end)

    def _places(self, shift: Shift) -> list[int]:
        index, visits = self.problem.place_index, self.held.get(shift.id)
        return [index[self.problem.place_of(one)] for one in visits] if visits else [index[shift.start_place]]

    def _left_out(self, chosen: list[str], rng: Random) -> frozenset[str]:
        shifts = [self.problem.shift[name] for name in chosen]
        fitting = [one.id for one in self.left_out if any(self.problem.same_day(one, shift) for shift in shifts)]
        return frozenset(rng.sample(fitting, min(MOST_LEFT_OUT, len(fitting))))
