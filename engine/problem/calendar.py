"""Ticks to clock times and back, across clock changes."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from engine.errors import Fault
from engine.units import Ticks

LOCAL = "localtime"
"""What some computers call the zone that they stand in: the same problem would be another one elsewhere."""


def is_zone(name: str) -> bool:
    """Whether a name is that of a time zone, the same on every computer."""
    try:
        return name != LOCAL and bool(ZoneInfo(name))
    except (KeyError, ValueError, OSError):
        return False


def head_faults(start: date, days: int, timezone: str, ticks_per_minute: int) -> Iterator[Fault]:
    """What is wrong with the head of a problem; without a fault there, its calendar can be made."""
    if not 1 <= days <= 366:
        yield Fault("problem", "days", days, "a horizon has 1 to 366 days")
    if not 1 <= ticks_per_minute <= 1_000:
        yield Fault("problem", "ticks_per_minute", ticks_per_minute, "give 1 (minutes) to 1000")
    if not is_zone(timezone):
        yield Fault("problem", "timezone", timezone, 'give an IANA name such as "Europe/Madrid"')
    if not 1900 <= start.year <= 2900:  # so that the calendar holds every moment that a problem may name
        yield Fault("problem", "start", start, "give a date of our times")


@dataclass(frozen=True)
class Calendar:
    """The days of a horizon in its time zone. Tick 0 is the first local midnight; ticks are elapsed time, so that a
    day of a clock change has 23 or 25 hours of them."""

    start: date
    days: int
    timezone: str
    ticks_per_minute: int

    @cached_property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @cached_property
    def origin(self) -> datetime:
        return self._midnight(0)

    @cached_property
    def day_starts(self) -> tuple[Ticks, ...]:
        """The tick of each local midnight, and of the one that ends the last day: length days + 1."""
        return tuple(self._ticks(self._midnight(day)) for day in range(self.days + 1))

    def day_of(self, tick: Ticks) -> int:
        """The index of the day that holds a tick; ticks after the horizon count to its last day."""
        return min(max(bisect_right(self.day_starts, tick) - 1, 0), self.days - 1)

    def date_of(self, tick: Ticks) -> date:
        return self.start + timedelta(days=self.day_of(tick))

    def clock(self, tick: Ticks) -> datetime:
        """The local date and time of a tick."""
        return (self.origin + timedelta(minutes=tick / self.ticks_per_minute)).astimezone(self.zone)

    def tick(self, day: date, clock: time) -> Ticks:
        """The tick of a local date and time; the earlier of two where the clock runs twice through an hour."""
        known = self._told.get((day, clock))
        if known is None:
            known = self._told[day, clock] = self._ticks(datetime.combine(day, clock, self.zone).astimezone(UTC))
        return known

    @cached_property
    def _told(self) -> dict[tuple[date, time], Ticks]:
        """Ticks that were asked for: thousands of visits begin at the same few times."""
        return {}

    def _midnight(self, day: int) -> datetime:
        return datetime.combine(self.start + timedelta(days=day), time(), self.zone).astimezone(UTC)

    def _ticks(self, moment: datetime) -> Ticks:
        return round((moment - self.origin).total_seconds() * self.ticks_per_minute / 60)
