"""What every tool is told of a care day, and the plan that it delivers, back in the words of the engine."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from engine.plan import Plan, Route, Stop
from engine.problem import Carer, Problem, Visit
from engine.units import Ticks

Round = tuple[int, list[tuple[int, Ticks]]]
"""The number of a shift, and its stops in order: the number of a visit and its start."""


@dataclass(frozen=True)
class Told:
    """A care day in numbers: visits and shifts are numbered as the problem lists them.

    times: ticks from place to place, int64 of shape (places, places). doors, from_, to: rows of it, for each visit and
    each shift. opens, closes: the earliest and latest start of each visit. skills: the number of each skill at each
    level that a visit needs.
    """

    problem: Problem

    @cached_property
    def times(self) -> np.ndarray:
        (mode,) = {shift.mode for shift in self.problem.shifts}
        return self.problem.matrix[mode].durations.astype(np.int64)

    @cached_property
    def doors(self) -> list[int]:
        return [self.problem.place_index[self.problem.place_of(visit)] for visit in self.problem.visits]

    @cached_property
    def from_(self) -> list[int]:
        return [self.problem.place_index[shift.start_place] for shift in self.problem.shifts]

    @cached_property
    def to(self) -> list[int]:
        return [self.problem.place_index[shift.end_place] for shift in self.problem.shifts]

    @cached_property
    def windows(self) -> list[tuple[Ticks, Ticks]]:
        """The earliest and the latest start of each visit."""
        return [visit.deadlines()[0] for visit in self.problem.visits]

    @cached_property
    def skills(self) -> dict[tuple[str, int], int]:
        needs = sorted({(need.competency, need.level) for visit in self.problem.visits for need in visit.needs})
        return {need: number for number, need in enumerate(needs)}

    def asked(self, visit: Visit) -> set[int]:
        """The numbers of the skills that a visit needs."""
        return {self.skills[need.competency, need.level] for need in visit.needs}

    @cached_property
    def held(self) -> list[set[int]]:
        """The numbers of the skills that the carer of each shift holds."""
        return [self._held(self.problem.carer[shift.carer]) for shift in self.problem.shifts]

    def _held(self, carer: Carer) -> set[int]:
        levels = self.problem.levels(carer, self.problem.start)
        return {number for (skill, level), number in self.skills.items() if levels.get(skill, 0) >= level}

    @cached_property
    def unplanned(self) -> Ticks:
        """What an unplanned visit costs, in ticks of travel."""
        weight = self.problem.weights.values["unplanned"]
        assert weight != "HARD", "a visit may be left out"
        return int(weight * self.problem.ticks_per_minute)

    def delivered(self, rounds: Iterable[Round], travel: Ticks) -> "Delivered":
        return Delivered(Plan(tuple(self._route(shift, stops) for shift, stops in rounds if stops)), travel)

    def _route(self, shift: int, stops: list[tuple[int, Ticks]]) -> Route:
        visits = [(self.problem.visits[number], start) for number, start in stops]
        found = tuple(Stop(visit.id, start, start + visit.duration) for visit, start in visits)
        return Route(self.problem.shifts[shift].id, found)


@dataclass(frozen=True, slots=True)
class Delivered:
    """A tool's plan as it delivered it, and the ticks of travel that it says the plan has."""

    plan: Plan
    travel: Ticks


@dataclass(frozen=True, slots=True)
class Limit:
    """What a tool may use: seconds of its own search, and so many threads. seed: for those that draw lots."""

    seconds: float
    workers: int = 1
    seed: int = 1
