"""Past weeks planned again under two versions of the weights: what would have been otherwise, and for how many.

Nobody is named: how many visits, clients and carers, not which.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import ClassVar

import numpy as np

from engine.analysis.amounts import amounts
from engine.analysis.measures import differences, figures, in_words
from engine.analysis.phrases import phrase
from engine.analysis.planners import Order, Planners
from engine.analysis.scoring import rescore
from engine.check import check
from engine.explain import Kind, changes
from engine.kpi import Kpis, kpis
from engine.limits import Limits
from engine.plan import Plan
from engine.problem import Problem, Weights
from engine.result import Verdict
from engine.teams import DAYS_PER_WEEK


@dataclass(frozen=True, slots=True)
class Counts:
    """For how many the second plan is not as the first. planned: visits made that were left out, dropped: the reverse;
    hours: service and travel, from so many minutes a week on as MUCH says."""

    MUCH: ClassVar[int] = 30

    weeks: int = 0
    visits: int = 0
    other_carer: int = 0
    other_time: int = 0
    planned: int = 0
    dropped: int = 0
    clients_fewer_faces: int = 0
    clients_more_faces: int = 0
    carers_fewer_hours: int = 0
    carers_more_hours: int = 0
    carers_fewer_weekends: int = 0
    carers_more_weekends: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))

    def told(self, language: str = "en") -> tuple[str, ...]:
        """What changes for how many, in words."""
        if self == Counts(weeks=self.weeks, visits=self.visits):
            return (phrase("nothing_else", language),)
        lines = [phrase("visits_moved", language, carer=self.other_carer, time=self.other_time)]
        if self.planned or self.dropped:
            lines.append(phrase("visits_planned", language, planned=self.planned, dropped=self.dropped))
        for name, fewer, more in (
            ("clients_faces", self.clients_fewer_faces, self.clients_more_faces),
            ("carers_hours", self.carers_fewer_hours, self.carers_more_hours),
            ("carers_weekends", self.carers_fewer_weekends, self.carers_more_weekends),
        ):
            if fewer or more:
                lines.append(phrase(name, language, fewer=fewer, more=more))
        return tuple(lines)


@dataclass(frozen=True, slots=True)
class Side:
    """A week under one version: the plan, what its own weights say of it, and what people count."""

    plan: Plan
    verdict: Verdict
    figures: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Week:
    """A past week under both versions. costs: of the plan as it was, the first and the second, each under the first and
    under the second weights; shape (3, 2), and (2, 2) where no plan was given."""

    problem: str
    one: Side
    other: Side
    counts: Counts
    costs: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Replayed:
    """Past weeks under two versions of the weights, each by itself and all together."""

    one: Weights
    other: Weights
    weeks: tuple[Week, ...]
    counts: Counts

    @property
    def steps(self) -> dict[str, float]:
        """What changes in the figures, of all weeks together; of carers per client the mean."""
        found: dict[str, float] = {}
        for week in self.weeks:
            for name, step in differences(week.one.figures, week.other.figures).items():
                share = len(self.weeks) if name == "continuity" else 1
                found[name] = found.get(name, 0.0) + step / share
        return {name: step for name, step in found.items() if round(step, 6)}

    def told(self, language: str = "en") -> tuple[str, ...]:
        """What the second version changes, in words."""
        versions = {"one": _named(self.one), "other": _named(self.other)}
        head = phrase("versions", language, **versions, weeks=self.counts.weeks, visits=self.counts.visits)
        lines = [head, *self.counts.told(language)]
        if self.steps:
            lines.append(phrase("figures", language, parts=in_words(self.steps, language)))
        return tuple(lines)


def replayed(
    weeks: Sequence[tuple[Problem, Plan | None]],
    one: Weights,
    other: Weights,
    limits: Limits,
    processes: int = 2,
    euros_per_hour: float = 0.0,
) -> Replayed:
    """Plan past weeks again under two versions of the weights, and compare.

    weeks: each problem as it was known, and the plan that it had, from which both versions begin; limits: of each
    solve. Each week is looked at by itself: what one version would have made of the weeks before, such as usual carers
    and hours accounts, does not reach the next. Of both plans of a week each version is told with the one that it
    prefers, so that a plan is never put down to weights that would rather have the other.
    """
    orders = [Order(replace(problem, weights=weights), plan) for problem, plan in weeks for weights in (one, other)]
    with Planners(min(processes, len(orders))) as planners:
        found = [result.plan for result in planners.solve(orders, limits)]
    told = [
        _week(problem, plan, found[2 * row : 2 * row + 2], (one, other), euros_per_hour)
        for row, (problem, plan) in enumerate(weeks)
    ]
    return Replayed(one, other, tuple(told), sum((week.counts for week in told), Counts()))


def _week(
    problem: Problem, lived: Plan | None, found: Sequence[Plan], versions: tuple[Weights, Weights], euros: float
) -> Week:
    plans = [*([] if lived is None else [lived]), *found]
    known = [amounts(problem, plan) for plan in plans]
    scores = rescore(problem, known, versions)
    chosen = [int(plan) for plan in scores.best()]
    sides = [
        Side(
            plans[plan],
            check(replace(problem, weights=weights), plans[plan]),
            figures(problem, plans[plan], euros, known[plan]),
        )
        for plan, weights in zip(chosen, versions, strict=True)
    ]
    rows = [*range(len(plans) - len(found)), *chosen]
    costs = tuple((float(first), float(second)) for first, second in scores.costs[rows])
    return Week(problem.name, sides[0], sides[1], counts(problem, sides[0].plan, sides[1].plan), costs)


def counts(problem: Problem, one: Plan, other: Plan) -> Counts:
    """For how many the second plan of a problem is not as the first."""
    kinds = [move.kind for move in changes(problem, one, other).moves]
    before, after = kpis(problem, one), kpis(problem, other)
    faces = _steps(before, after, "clients", "carers")
    hours = _steps(before, after, "carers", "minutes")
    weekends = _steps(before, after, "carers", "weekends")
    much = Counts.MUCH * problem.days / DAYS_PER_WEEK
    return Counts(
        weeks=1,
        visits=len(problem.visits),
        other_carer=kinds.count(Kind.CARER),
        other_time=kinds.count(Kind.TIME),
        planned=kinds.count(Kind.PLANNED),
        dropped=kinds.count(Kind.DROPPED),
        clients_fewer_faces=int((faces < 0).sum()),
        clients_more_faces=int((faces > 0).sum()),
        carers_fewer_hours=int((hours <= -much).sum()),
        carers_more_hours=int((hours >= much).sum()),
        carers_fewer_weekends=int((weekends < 0).sum()),
        carers_more_weekends=int((weekends > 0).sum()),
    )


def _steps(before: Kpis, after: Kpis, people: str, field: str) -> np.ndarray:
    """What a figure of each person changes by."""
    rows = zip(getattr(before, people), getattr(after, people), strict=True)
    return np.array([getattr(new, field) - getattr(old, field) for old, new in rows], float)


def _named(weights: Weights) -> str:
    return f"{weights.name} {weights.version}"
