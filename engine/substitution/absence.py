"""An absence: whose visits of a day need somebody else, and what of the day is done or under way and stays."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from engine.errors import Fault, RequestError
from engine.plan import Plan
from engine.problem import Problem
from engine.units import Ticks

BEFORE_ALL = -1
"""A time by which nothing has begun."""

CANDIDATE_DAYS = 7
"""So many days, at most, are named on which a carer does have visits."""


@dataclass(frozen=True, slots=True)
class Absence:
    """A carer who cannot come on a day, and what that leaves to be done.

    day: counted from 0; the carer's shifts are those that begin on it. now: nothing that has begun by then is touched;
    None = the whole day is to come. told: for each visit that needs somebody else, in the order of the day, the start
    in the running plan: what its client was told. kept: visits of these shifts that have begun, and stay as they are.
    """

    carer: str
    day: int
    date: date
    now: Ticks | None
    told: Mapping[str, Ticks]
    kept: tuple[str, ...]

    @property
    def visits(self) -> tuple[str, ...]:
        """The visits that need somebody else, in the order of the day."""
        return tuple(self.told)


def absence_of(problem: Problem, plan: Plan, carer: str, day: int | date, now: Ticks | None = None) -> Absence:
    """What a carer leaves who cannot come on a day.

    Raises RequestError for a carer whom nobody knows, a day outside the horizon, and a day on which nothing of the
    carer's is still to come; it says on which days there is.
    """
    if carer not in problem.carer:
        raise _refused("carer", carer, "no such carer in the problem: correct the id")
    index = (day - problem.start).days if isinstance(day, date) else int(day)
    if not 0 <= index < problem.days:
        last = problem.start + timedelta(days=problem.days - 1)
        raise _refused("day", day, f"outside the horizon: give one of {problem.start} to {last}")
    starts = list(_starts(problem, plan, carer))
    mine = sorted((start, visit) for there, start, visit in starts if there == index)
    told = {visit: start for start, visit in mine if now is None or start > now}
    on = problem.start + timedelta(days=index)
    if not mine:
        days = sorted({there for there, *_ in starts})[:CANDIDATE_DAYS]
        named = ", ".join(str(problem.start + timedelta(days=one)) for one in days) or "no day"
        raise _refused("day", on, f"{carer} has no visits in shifts of that day: the plan gives them some on {named}")
    if not told:
        last, clock = (problem.calendar.clock(tick) for tick in (mine[-1][0], now or 0))
        remedy = f"all visits of {carer} have begun by then, the last at {last:%H:%M}: give an earlier time"
        raise _refused("now", f"{clock:%H:%M}", remedy)
    return Absence(carer, index, on, now, told, tuple(visit for _, visit in mine if visit not in told))


def _starts(problem: Problem, plan: Plan, carer: str) -> Iterator[tuple[int, Ticks, str]]:
    """The day of the shift, start and id of each visit of a carer."""
    for visit, shift, stop in plan.visits():
        if problem.shift[shift].carer == carer:
            yield problem.calendar.day_of(problem.shift[shift].start), stop.start, visit


def _refused(field: str, value: object, remedy: str) -> RequestError:
    return RequestError([Fault("substitution", field, value, remedy)])
