"""A package on the days of a recurrence."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, takewhile
from zoneinfo import ZoneInfo

from dateutil.rrule import rrule, rrulestr

from engine.data.recurrence.words import BY_DAY, refused
from engine.errors import DataError
from engine.problem import WEEKDAYS, CarePackage, Weekday

MOST = 4_000
"""So many single dates, at most, a rule becomes."""

_LINE = re.compile(r"(DTSTART|EXDATE|RDATE|RRULE)((?:;[^:]*)?):(.*)")
_DATED = re.compile(r"(\d{8})(?:T(\d{6})(Z?))?")
_UNTIL = re.compile(r"UNTIL=([^;]*)")
_IN_A_DAY = re.compile(r"FREQ=(HOURLY|MINUTELY|SECONDLY)|BY(HOUR|MINUTE|SECOND)=")
_NO_STEP = re.compile(r"INTERVAL=(-|0+(;|$))")
_WEEKLY = {"FREQ", "INTERVAL", "BYDAY", "UNTIL", "COUNT", "WKST"}
"""The parts of a rule that weekdays, every so many weeks and a last day can say."""


@dataclass(frozen=True, slots=True)
class _Told:
    """The lines of a recurrence, with days and clock times as they are at the client's. key: of the package."""

    key: str
    first: date
    opens: time | None
    rule: str
    without: frozenset[date]
    added: frozenset[date]

    def refused(self, remedy: str) -> DataError:
        return refused(self.key, self.rule, remedy)


def with_recurrence(package: CarePackage, text: str, timezone: str = "UTC", until: date | None = None) -> CarePackage:
    """A package on the days of a recurrence; it begins at the clock time of DTSTART if that has one, and the width of
    its window stays.

    text: iCalendar's lines, or the rule alone (FREQ=WEEKLY;BYDAY=MO,WE), which then counts from `first`. timezone: of
    the client's clock, into which times in UTC are set. until: the last day to look at where a rule has no end and must
    become single dates. Raises DataError for what cannot be said so.
    """
    told = _told(package, text, ZoneInfo(timezone))
    given = _opening(package, told.opens)
    found = _by_weekdays(given, told) or _by_dates(given, told, until)
    extra = {*found.extra, *told.added} - told.without
    return replace(found, without=tuple(sorted(told.without)), extra=tuple(sorted(extra)))


def _told(package: CarePackage, text: str, zone: ZoneInfo) -> _Told:
    values: dict[str, list[str]] = {"DTSTART": [], "RRULE": [], "EXDATE": [], "RDATE": []}
    for line in filter(None, (line.strip() for line in text.upper().splitlines())):
        found = _LINE.fullmatch(line if ":" in line else f"RRULE:{line}")
        if found is None:
            raise refused(package.key, line, "give lines that begin with DTSTART, RRULE, EXDATE or RDATE, or one rule")
        if "VALUE=PERIOD" in found[2]:
            raise refused(package.key, line, "give days, not periods: how long a visit takes stands in minutes")
        values[found[1]] += [found[3]] if found[1] == "RRULE" else found[3].split(",")
    if len(values["RRULE"]) != 1:
        raise refused(package.key, text, "give one RRULE; several rules are several packages")
    day, opens = _moment(package, values["DTSTART"][0], zone) if values["DTSTART"] else (package.first, None)
    if day is None:
        raise refused(package.key, text, "say from which day on it counts: give DTSTART, or the first day")
    without, added = (frozenset(_moment(package, one, zone)[0] for one in values[name]) for name in ("EXDATE", "RDATE"))

    def last(told: re.Match[str]) -> str:
        until, clock = _moment(package, told[1], zone)
        until -= timedelta(days=int(clock is not None and clock < (opens or time())))
        return f"UNTIL={until:%Y%m%d}T000000"

    return _Told(package.key, day, opens, _UNTIL.sub(last, values["RRULE"][0]), without, added)


def _moment(package: CarePackage, text: str, zone: ZoneInfo) -> tuple[date, time | None]:
    """A day, and a clock time if it has one, as they are in the zone."""
    found = _DATED.fullmatch(text.strip())
    try:
        if found is not None and found[2] is None:
            return datetime.strptime(found[1], "%Y%m%d").date(), None
        if found is not None:
            moment = datetime.strptime(found[1] + found[2], "%Y%m%d%H%M%S")
            moment = moment.replace(tzinfo=UTC).astimezone(zone) if found[3] else moment
            return moment.date(), moment.time()
    except (ValueError, OverflowError):
        pass
    raise refused(package.key, text, "give a day such as 20260330, or with a clock time 20260330T080000")


def _opening(package: CarePackage, opens: time | None) -> CarePackage:
    """Another opening, with as long a window after it as before, and no later than the day's end."""
    if opens is None:
        return package
    day = date(2001, 1, 1)
    width = datetime.combine(day, package.closes) - datetime.combine(day, package.opens)
    closes = datetime.combine(day, opens) + width
    return replace(package, opens=opens, closes=closes.time() if closes.date() == day else time(23, 59))


def _by_weekdays(package: CarePackage, told: _Told) -> CarePackage | None:
    """A rule as weekdays, every so many weeks, up to a last day; None where it says something else."""
    found = _read(told)
    parts = {name: value for name, _, value in (part.partition("=") for part in told.rule.split(";") if part)}
    step, often = int(parts.get("INTERVAL", "1")), parts["FREQ"]
    names = parts["BYDAY"].split(",") if "BYDAY" in parts else []
    if not set(parts) <= _WEEKLY or often not in ("DAILY", "WEEKLY") or not set(names) <= set(BY_DAY):
        return None
    if often == "DAILY" and step > 1:
        if step % 7 or names:
            return None
        often, step = "WEEKLY", step // 7
    own_day = BY_DAY[told.first.weekday()]
    if step > 1 and not set(names) <= {own_day} and parts.get("WKST", "MO") != "MO":
        return None  # our weeks begin on Monday
    days: tuple[Weekday, ...] = tuple(day for day, name in zip(WEEKDAYS, BY_DAY, strict=True) if name in names)
    alone = WEEKDAYS if often == "DAILY" else (WEEKDAYS[told.first.weekday()],)
    last = _days(found, told, None)[-1] if "COUNT" in parts or "UNTIL" in parts else None
    return replace(package, weekdays=days or alone, first=told.first, every=step, last=last, weeks=None, extra=())


def _by_dates(package: CarePackage, told: _Told, until: date | None) -> CarePackage:
    if until is None and "UNTIL=" not in told.rule and "COUNT=" not in told.rule:
        raise told.refused("has no end and is no rule of weekdays: give UNTIL or COUNT, or weekdays")
    days = _days(_read(told), told, until)
    return replace(package, weekdays=(), first=None, last=None, weeks=None, every=1, extra=tuple(days))


def _days(found: rrule, told: _Told, until: date | None) -> list[date]:
    looked_at = takewhile(lambda day: until is None or day <= until, (moment.date() for moment in found))
    days = list(islice(looked_at, MOST + 1))
    if len(days) > MOST:
        raise told.refused(f"means more than {MOST:,} days: give an earlier end")
    if not days:
        raise told.refused("means no day at all: correct it")
    return days


def _read(told: _Told) -> rrule:
    """A rule as dateutil reads it, counted in days: clock times are the window's business."""
    if _IN_A_DAY.search(told.rule):
        raise told.refused("is about times of the day: several visits a day are several packages")
    try:
        found = rrulestr(told.rule, dtstart=datetime.combine(told.first, time()))
    except (ValueError, TypeError, KeyError, IndexError) as error:
        raise told.refused(f"no rule of iCalendar ({error}): correct it, as in FREQ=WEEKLY;BYDAY=MO,WE") from None
    if not isinstance(found, rrule) or _NO_STEP.search(told.rule):
        raise told.refused("no rule of iCalendar: give one with an interval of 1 or more")
    return found
