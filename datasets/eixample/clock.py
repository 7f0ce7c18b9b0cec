"""Days of the horizon and minutes of a day, as ticks."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import cached_property

from engine.data.public_holidays import public_holidays
from engine.problem import WEEKDAYS, Calendar

TIMEZONE = "Europe/Madrid"
REGION = "ES-CT"
"""Whose public holidays the week has."""


def clock(text: str) -> int:
    """Minutes after midnight of a clock time such as 7:30."""
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


@dataclass(frozen=True)
class Days:
    """The days of the horizon."""

    start: date
    count: int

    @cached_property
    def calendar(self) -> Calendar:
        return Calendar(self.start, self.count, TIMEZONE, 1)

    @cached_property
    def holidays(self) -> tuple[date, ...]:
        return public_holidays(REGION, self.start, self.count)

    def weekday(self, day: int) -> int:
        return (self.start.weekday() + day) % 7

    def date(self, day: int) -> date:
        return self.start + timedelta(days=day)

    def name(self, day: int) -> str:
        """The weekday, with the number of the week when there are several."""
        week = f"{day // 7 + 1}-" if self.count > 7 else ""
        return week + WEEKDAYS[self.weekday(day)]

    def tick(self, day: int, minutes: int) -> int:
        """The tick of a local clock time, also on a day when the clock changes."""
        return self.calendar.tick(self.date(day), time(minutes // 60, minutes % 60))
