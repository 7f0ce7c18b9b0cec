"""Random absences in plans that are lived, and what must hold of any answer about them."""

from collections.abc import Set
from dataclasses import dataclass
from random import Random

from engine.check import check
from engine.explain.reasons import worse
from engine.limits import Limits
from engine.plan import Plan, Stop
from engine.problem import Problem, Weights
from engine.result import Verdict
from engine.rules import BY_ID
from engine.shapes import Fold, Group
from engine.strategies.search import search
from engine.units import Ticks
from tests.problems import random_problem

LENIENT = {
    **{"competence": 50, "refused": 80, "required_attribute": 60, "pinned_carer": 70, "pinned_time": 1, "must_do": 500},
    **{"longest_day": 3, "weekly_rest": 1, "rest_between_days": 1, "legal_week": 2, "legal_year": 2, "unreachable": 40},
}
"""Weights with which a good many carers may take a visit; links and rounds that overlap still forbid."""


@dataclass(frozen=True, slots=True)
class Case:
    """A carer who cannot come on a day. told: the starts of the visits concerned."""

    problem: Problem
    plan: Plan
    carer: str
    day: int
    now: Ticks | None
    told: dict[str, Ticks]
    kept: tuple[str, ...]

    @property
    def undone(self) -> Plan:
        return self.plan.without(*self.told)


def random_case(seed: int, *, whole_day: bool = False) -> Case:
    """A carer and a day with visits, and a time of that day before the last of them begins."""
    rng = Random(f"absence {seed}")
    weights = Weights(LENIENT) if seed % 4 else Weights()
    days, carers = rng.choice((1, 2)), rng.choice((4, 6))
    problem = random_problem(seed, days=days, carers=carers, clients=6, visits=18, weights=weights)
    plan = search(problem, Limits(iterations=300, seed=seed)).plan
    day_of = problem.calendar.day_of
    mine: dict[tuple[str, int], list[tuple[Ticks, str]]] = {}
    for visit, name, stop in plan.visits():
        shift = problem.shift[name]
        mine.setdefault((shift.carer, day_of(shift.start)), []).append((stop.start, visit))
    if not mine:  # a problem in which nobody can do anything
        return random_case(seed + 1000, whole_day=whole_day)
    (carer, day), visits = rng.choice(sorted(mine.items()))
    starts = sorted(start for start, _ in visits)
    now = None if whole_day or rng.random() < 0.4 else rng.randrange(starts[0] - 30, starts[-1])
    told = {visit: start for start, visit in sorted(visits) if now is None or start > now}
    kept = tuple(visit for _, visit in sorted(visits) if visit not in told)
    return Case(problem, plan, carer, day, now, told, kept)


def hold_promises(case: Case, plan: Plan, covered: dict[str, tuple[str, Ticks]], pushes: dict[str, Ticks]) -> None:
    """What holds of a plan with some of the visits covered: nobody else is disturbed beyond what is said."""
    before, after = _where(case.problem, case.plan), _where(case.problem, plan)
    for visit, (shift, start) in before.items():
        if visit in case.told:
            assert (visit in after) == (visit in covered)
        elif visit in pushes:
            assert after[visit] == (shift, pushes[visit])
            assert pushes[visit] > start
        else:
            assert after[visit] == (shift, start)
    assert set(after) <= set(before)
    for visit, (carer, start) in covered.items():
        assert case.problem.shift[after[visit][0]].carer == carer != case.carer
        assert after[visit][1] == start
        assert case.now is None or start >= case.now
    if case.now is not None:
        assert _begun(plan, case.now) == _begun(case.undone, case.now)


def clean(case: Case, plan: Plan, apart: Set[str] = frozenset()) -> Verdict:
    """The verdict on a plan that breaks nothing more than leaving the visits undone; apart: visits that may still lack
    what belongs together with them."""
    verdict = check(case.problem, plan)
    for finding in worse(check(case.problem, case.undone), verdict):
        rule = BY_ID[finding.rule]
        assert isinstance(rule, Group)
        assert rule.fold is Fold.TOGETHER
        assert apart & set(next(team for team in rule.teams(case.problem) if team.name == finding.about.team).visits)
    return verdict


def _where(problem: Problem, plan: Plan) -> dict[str, tuple[str, Ticks]]:
    return {visit: (shift, stop.start) for visit, shift, stop in plan.visits()}


def _begun(plan: Plan, now: Ticks) -> dict[str, list[Stop]]:
    found = {route.shift: [stop for stop in route.stops if stop.start <= now] for route in plan.routes}
    return {shift: stops for shift, stops in found.items() if stops}
