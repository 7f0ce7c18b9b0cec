"""On which days the care of a package is due."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from engine.problem.packages.weekdays import monday_of, week_of, weekday_of

if TYPE_CHECKING:
    from engine.problem.packages.package import CarePackage

Span = tuple[date, date]
"""The first day, and the day after the last."""

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Due:
    """One visit that is due. called: what its id ends with; usual: its day; days: all on which it may take place."""

    called: str
    usual: date
    days: tuple[date, ...]


def span(package: "CarePackage", start: date, end: date) -> Span:
    """Between which days the weekdays of a package count. start, end: of the horizon, where the package has none."""
    first = package.first or start
    if package.last is not None:
        return first, package.last + timedelta(days=1)
    return first, end if package.weeks is None else first + timedelta(weeks=package.weeks)


def due(package: "CarePackage", since: date, until: date, within: Span, holidays: Collection[date]) -> Iterator[Due]:
    """The visits whose usual day lies from `since` on and before `until`; nor are they done on any other day.

    Weeks are looked at as a whole, so that one horizon after the other has each visit once.
    """
    monday, taken_to = monday_of(since), None
    extra = frozenset(package.extra)
    while monday < until:
        week = week_of(monday)
        days = [day for day in week if _counts(package, day, within)]
        if package.times is None:
            found = list(_on_weekdays(package, week, days, within, extra, holidays))
        else:
            found = list(_so_many_times(package, days, taken_to, holidays))
            taken_to = found[-1].days[0] if found else taken_to
        for one in found:
            if since <= one.usual < until:
                yield Due(one.called, one.usual, tuple(day for day in one.days if since <= day < until))
        monday += timedelta(weeks=1)


def _counts(package: "CarePackage", day: date, within: Span) -> bool:
    """Whether the weekdays of a package make a visit of a day, holidays apart."""
    first, end = within
    if not first <= day < end or weekday_of(day) not in package.weekdays or day in package.without:
        return False
    return (monday_of(day) - monday_of(first)).days // 7 % package.every == 0


# -- a visit on each weekday ------------------------------------------------------------------------------------------


def _on_weekdays(
    package: "CarePackage",
    week: tuple[date, ...],
    days: list[date],
    within: Span,
    extra: Collection[date],
    holidays: Collection[date],
) -> Iterator[Due]:
    added = [day for day in week if day in extra]
    closed = () if package.holidays == "keep" else holidays
    usual = {day: day for day in (*days, *added) if day in added or day not in closed}
    others = [day for day in week if _may_take(package, day, within) and day not in closed]
    for day in days if package.holidays == "move" else ():
        free = [other for other in others if other not in usual.values()]
        if day not in usual and free:
            usual[day] = min(free, key=lambda other: (abs((other - day).days), other < day))
    placed = sorted(usual.items(), key=lambda one: one[1])
    for place, (named, day) in enumerate(placed):
        before = placed[place - 1][1] if place else week[0] - _DAY
        after = placed[place + 1][1] if place + 1 < len(placed) else week[-1] + _DAY
        free = [other for other in others if package.movable and named not in added and before < other < after]
        yield Due(named.isoformat(), day, tuple(sorted({day, *free})))


def _may_take(package: "CarePackage", day: date, within: Span) -> bool:
    """Whether a visit may be moved onto a day."""
    return within[0] <= day < within[1] and weekday_of(day) in package.moves_to and day not in package.without


# -- so many times a week ----------------------------------------------------------------------------------------------


def _so_many_times(
    package: "CarePackage", days: list[date], taken_to: date | None, holidays: Collection[date]
) -> Iterator[Due]:
    """The visits of one week, each with the days that leave room for those before and after it.

    taken_to: the day that the last visit before this week takes at the earliest. As long as each visit takes its first
    day they are apart, over weeks too, so that the links between them can be met.
    """
    open_days = [day for day in days if package.holidays == "keep" or day not in holidays]
    step = timedelta(days=1 + package.between)
    after = [day for day in open_days if taken_to is None or day >= taken_to + step]
    earliest = _packed(after, package.times or 1, step)
    latest = _packed(open_days[::-1], len(earliest), step)[::-1]
    for number, (low, high) in enumerate(zip(earliest, latest, strict=True), start=1):
        choice = tuple(day for day in open_days if low <= day <= high)
        year, week, _ = low.isocalendar()
        yield Due(f"{year}-W{week:02}-{number}", choice[len(choice) // 2], choice)


def _packed(days: list[date], most: int, step: timedelta) -> list[date]:
    """As many of the days as fit, one after the other in the order given, with a step or more from each to the next."""
    found: list[date] = []
    for day in days:
        if len(found) < most and (not found or abs(day - found[-1]) >= step):
            found.append(day)
    return found
