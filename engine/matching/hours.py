"""What an offer makes of the working weeks of its carers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from engine.matching.answer import Offer
from engine.plan import Day, live
from engine.problem import Problem
from engine.teams import DAYS_PER_WEEK


@dataclass(frozen=True, slots=True)
class Week:
    """One week of a carer, in minutes of service and travel, which is what contracts are about.

    first: its first day. contract, wanted: for a whole week; None where unknown. carried: what the carer brought along
    into the horizon, above 0 ahead of the contract.
    """

    carer: str
    first: date
    before: float
    after: float
    contract: float | None
    wanted: float | None
    carried: float


def weeks_of(problem: Problem, offer: Offer, days: Mapping[str, Day]) -> Iterator[Week]:
    """The weeks that an offer changes, carer by carer. days: the plan without it, as it is lived."""
    per_minute = problem.ticks_per_minute
    then = {route.shift: live(problem, problem.shift[route.shift], route) for route in offer.routes}
    touched = dict.fromkeys((problem.shift[shift].carer, _week(problem, shift)) for shift in then)
    for name, week in sorted(touched):
        shifts = [shift.id for shift in problem.shifts_of[name] if _week(problem, shift.id) == week]
        before = sum(days[shift].service + days[shift].travel for shift in shifts)
        lived = [then.get(shift, days[shift]) for shift in shifts]
        after = sum(day.service + day.travel for day in lived)
        carer = problem.carer[name]
        yield Week(
            carer=name,
            first=problem.start + timedelta(days=week * DAYS_PER_WEEK),
            before=before / per_minute,
            after=after / per_minute,
            contract=None if carer.contract is None else carer.contract / per_minute,
            wanted=None if carer.wanted is None else carer.wanted / per_minute,
            carried=carer.carried / per_minute,
        )


def _week(problem: Problem, shift: str) -> int:
    return problem.calendar.day_of(problem.shift[shift].start) // DAYS_PER_WEEK
