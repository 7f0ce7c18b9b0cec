"""A package as a recurrence."""

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from engine.data.recurrence.words import BY_DAY, refused
from engine.problem import WEEKDAYS, Calendar, CarePackage


def recurrence(package: CarePackage, calendar: Calendar, holidays: Collection[date] = ()) -> str:
    """A package as the lines of an iCalendar event that begins when its window opens.

    calendar: from whose start it counts where the package has no first day. A visit that a holiday takes or moves is
    told so within that horizon. Raises DataError for packages whose visits have several days to choose from.
    """
    if not package.fixed:
        raise refused(package.key, "open days", "with times or movable, visits have no fixed day: plan them first")
    plain = replace(package, holidays="keep", moves_to=())
    meant = {one.usual for one in plain.due(calendar)}
    lived = {one.usual for one in package.due(calendar, holidays)}
    gone = {*package.without, *(meant - lived)}
    added = {*package.extra, *(lived - meant)} - gone
    begun = package.first or calendar.start
    last = package.last if package.weeks is None else begun + timedelta(weeks=package.weeks, days=-1)
    first = _first(package, begun, last)
    if first is None:
        if not added:
            raise refused(package.key, "no day", "it means no visit at all: give it weekdays or extra days")
        first = min(added)
        rule = "FREQ=DAILY;COUNT=1"  # RFC 5545 counts DTSTART in any case; dateutil, only what a rule means
    else:
        days = ",".join(name for day, name in zip(WEEKDAYS, BY_DAY, strict=True) if day in package.weekdays)
        rule = f"FREQ=WEEKLY;INTERVAL={package.every};BYDAY={days}"
        rule += "" if last is None else f";UNTIL={_until(last, package, calendar)}"
    told = [("DTSTART", {first}), ("EXDATE", gone), ("RDATE", added - {first})]
    dated = [f"{name};{_at(days, package, calendar)}" for name, days in told if days]
    return "\n".join([dated[0], f"RRULE:{rule}", *dated[1:]])


def _first(package: CarePackage, begun: date, last: date | None) -> date | None:
    """The first day that the weekdays mean, exceptions among them: the day on which the event begins."""
    plain = replace(package, first=begun, last=last, weeks=None, extra=(), without=(), holidays="keep", moves_to=())
    reach = Calendar(begun, 7 * package.every + 7, "UTC", 1)
    return next((one.usual for one in plain.due(reach)), None)


def _at(days: set[date], package: CarePackage, calendar: Calendar) -> str:
    return f"TZID={calendar.timezone}:" + ",".join(f"{day:%Y%m%d}T{package.opens:%H%M%S}" for day in sorted(days))


def _until(last: date, package: CarePackage, calendar: Calendar) -> str:
    """In UTC, as RFC 5545 asks for where DTSTART has a time zone."""
    return f"{datetime.combine(last, package.opens, calendar.zone).astimezone(UTC):%Y%m%dT%H%M%SZ}"
