"""A carer's share of a plan: work, hours against the contract, rest, and what makes a week hard."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from engine.accounts import worked_and_due
from engine.plan import Day
from engine.problem import Carer, Problem
from engine.teams import DAYS_PER_WEEK, counted_from, working_weeks
from engine.units import Ticks

SATURDAY = 5
MORNING = range(7, 11)
"""Hours on the clock in which most clients want help."""


@dataclass(frozen=True, slots=True)
class Hours:
    """What is worked in a week, or in so many as hours are held over; times in minutes.

    first: the day of the horizon on which it begins, from 0; days: its length. contract, wanted: for that length,
    without what was carried over; None where unknown.
    """

    first: int
    days: int
    minutes: float
    contract: float | None
    wanted: float | None


@dataclass(frozen=True, slots=True)
class CarerKpis:
    """One carer's horizon; times in minutes. minutes: service and travel, which is what contracts are about.

    contract, wanted: for the length of the horizon; None where unknown. carried: hours above the contract from before,
    below 0 what was missing; balance: the same after this plan, None without a contract; hours: week by week, or over
    as many together as the problem holds them. rest: the shortest between coming home and leaving again on another
    day; free: the longest stretch without work of each whole week, in the week where it is shortest; None where there
    is nothing to measure. unpaid: waiting between stops, and the hours between two rounds of a day; split_days: days
    with several rounds; weekends: so many are worked in. morning: visits that begin from 7 to 11.
    """

    carer: str
    shifts: int
    visits: int
    service: float
    travel: float
    waiting: float
    overtime: float
    minutes: float
    contract: float | None
    wanted: float | None
    carried: float
    balance: float | None
    hours: tuple[Hours, ...]
    rest: float | None
    free: float | None
    unpaid: float
    split_days: int
    weekends: int
    morning: int


def carer_kpis(problem: Problem, lived: Mapping[str, Day], hours: Collection[int]) -> tuple[CarerKpis, ...]:
    """A row for each carer. hours: those on the clock that are the morning."""
    return tuple(kpis_of_carer(problem, carer, lived, hours) for carer in problem.carers)


def kpis_of_carer(
    problem: Problem, carer: Carer, lived: Mapping[str, Day], hours: Collection[int] = MORNING
) -> CarerKpis:
    """The row of one carer. lived: their own shifts, at the least."""
    days = [lived[shift.id] for shift in problem.shifts_of[carer.id] if lived[shift.id].used]
    starts = [arrival.stop.start for day in days for arrival in day.arrivals if arrival.stop.visit is not None]
    service, travel, waiting = (sum(getattr(day, name) for day in days) for name in ("service", "travel", "waiting"))
    within, between = _nights(problem, days)

    def minutes(ticks: Ticks) -> float:
        return ticks / problem.ticks_per_minute

    def due(weekly: Ticks | None) -> float | None:
        return None if weekly is None else minutes(weekly) * problem.days / DAYS_PER_WEEK

    def least(found: Sequence[Ticks]) -> float | None:
        return minutes(min(found)) if found else None

    balance = None
    if carer.contract is not None:
        since = counted_from(problem, problem.labour.hours_over)
        worked, asked = worked_and_due(problem, carer, lived, since, problem.days)
        balance = minutes(carer.carried + worked - asked)
    return CarerKpis(
        carer=carer.id,
        shifts=len(days),
        visits=len(starts),
        service=minutes(service),
        travel=minutes(travel),
        waiting=minutes(waiting),
        overtime=minutes(sum(day.overtime for day in days)),
        minutes=minutes(service + travel),
        contract=due(carer.contract),
        wanted=due(carer.wanted),
        carried=minutes(carer.carried),
        balance=balance,
        hours=tuple(_hours(problem, carer, lived)),
        rest=least(between),
        free=least(tuple(_stretches(problem, days))),
        unpaid=minutes(waiting + sum(within)),
        split_days=len(within),
        weekends=len(set(_weekends(problem, days))),
        morning=sum(problem.calendar.clock(start).hour in hours for start in starts),
    )


def _hours(problem: Problem, carer: Carer, lived: Mapping[str, Day]) -> Iterator[Hours]:
    """Week by week, as the rules about contract and wanted hours count."""
    for first, days, shifts in working_weeks(problem, carer, problem.labour.hours_over):
        worked = sum(lived[shift].service + lived[shift].travel for shift in shifts)
        told = [
            None if weekly is None else weekly * days // DAYS_PER_WEEK / problem.ticks_per_minute
            for weekly in (carer.contract, carer.wanted)
        ]
        yield Hours(first, days, worked / problem.ticks_per_minute, *told)


def _nights(problem: Problem, days: Iterable[Day]) -> tuple[list[Ticks], list[Ticks]]:
    """The time between two rounds that follow each other: within a day, and from one day to another."""
    within: list[Ticks] = []
    between: list[Ticks] = []
    for one, other in pairwise(days):
        same = problem.calendar.day_of(one.start) == problem.calendar.day_of(other.start)
        (within if same else between).append(other.leave - one.home)
    return within, between


def _stretches(problem: Problem, days: Sequence[Day]) -> Iterator[Ticks]:
    """The longest stretch without work of each whole week that has any, between its first and its last midnight."""
    starts = problem.calendar.day_starts
    for first in range(0, problem.days - DAYS_PER_WEEK + 1, DAYS_PER_WEEK):
        opens, closes = starts[first], starts[first + DAYS_PER_WEEK]
        worked = [day for day in days if opens <= day.start < closes]
        if worked:
            leaves, homes = [*(day.leave for day in worked), closes], [opens, *(day.home for day in worked)]
            yield max(leave - home for leave, home in zip(leaves, homes, strict=True))


def _weekends(problem: Problem, days: Iterable[Day]) -> Iterator[int]:
    """The weekend of each day of work that lies in one, counted from the first of the horizon."""
    for one in days:
        week, weekday = divmod(problem.start.weekday() + problem.calendar.day_of(one.start), DAYS_PER_WEEK)
        if weekday >= SATURDAY:
            yield week
