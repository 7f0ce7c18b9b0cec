"""A care package: a recurring need, and the visits that it means over a horizon."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Literal

from engine.errors import Fault
from engine.problem.calendar import Calendar
from engine.problem.carers import Want
from engine.problem.clients import Link, Need, Visit, Window
from engine.problem.extent import LONGEST_MINUTES, LONGEST_YEARS

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

LONGEST_WEEKS = 53 * LONGEST_YEARS


@dataclass(frozen=True, slots=True)
class CarePackage:
    """The same care on some weekdays: "Mon, Wed and Fri between 8:00 and 10:00, 60 minutes, for 12 weeks".

    minutes: of each visit. opens, closes: local clock times between which it may begin. weeks: from `first` on, or from
    the first day of the horizon; None = as far as the horizon goes. at_once: 2 = two carers at the same time.
    """

    client: str
    minutes: int
    weekdays: tuple[Weekday, ...]
    opens: time
    closes: time
    weeks: int | None = None
    first: date | None = None
    needs: tuple[Need, ...] = ()
    requires: tuple[Want, ...] = ()
    wishes: tuple[Want, ...] = ()
    at_once: int = 1
    priority: int = 1
    must: bool = False
    name: str = "care"

    def faults(self) -> Iterator[Fault]:
        where = f"package {self.name} of {self.client}"
        if self.minutes < 1:
            yield Fault(where, "minutes", self.minutes, "a visit lasts at least one minute")
        if not self.weekdays or any(day not in WEEKDAYS for day in self.weekdays):
            yield Fault(where, "weekdays", self.weekdays, f"give some of {', '.join(WEEKDAYS)}")
        if self.opens.tzinfo is not None or self.closes.tzinfo is not None:
            yield Fault(where, "opens", self.opens.isoformat(), "give local clock times, without an offset")
        elif self.closes < self.opens:
            yield Fault(
                where,
                "closes",
                self.closes.isoformat("minutes"),
                f"closes no earlier than it opens ({self.opens:%H:%M})",
            )
        if self.weeks is not None and self.weeks < 1:
            yield Fault(where, "weeks", self.weeks, "give 1 or more, or leave it out for the whole horizon")
        if self.weeks is not None and self.weeks > LONGEST_WEEKS:
            yield Fault(where, "weeks", self.weeks, f"give {LONGEST_WEEKS} or less, or leave it out")
        if self.minutes > LONGEST_MINUTES:
            yield Fault(where, "minutes", self.minutes, f"is more than {LONGEST_YEARS} years: give minutes")
        if self.first is not None and not 1900 <= self.first.year <= 2900:
            yield Fault(where, "first", self.first, "give a date of our times")
        if self.at_once not in (1, 2):
            yield Fault(where, "at_once", self.at_once, "one carer, or two at the same time: give 1 or 2")

    def dates(self, calendar: Calendar) -> tuple[date, ...]:
        """The days on which care is due; without a number of weeks, those of the horizon."""
        first = self.first or calendar.start
        end = calendar.start + timedelta(days=calendar.days)
        count = 7 * self.weeks if self.weeks is not None else max((end - first).days, 0)
        days = (first + timedelta(days=ahead) for ahead in range(count))
        return tuple(day for day in days if WEEKDAYS[day.weekday()] in self.weekdays)

    def visits(self, calendar: Calendar) -> tuple[tuple[Visit, ...], tuple[Link, ...], int]:
        """The visits within the horizon, the links between two carers at once, and how many visits lie outside."""
        end = calendar.start + timedelta(days=calendar.days)
        days = self.dates(calendar)
        inside = [day for day in days if calendar.start <= day < end]
        found: list[Visit] = []
        links: list[Link] = []
        for day in inside:
            name = f"{self.client}-{self.name}-{day.isoformat()}"
            if self.at_once == 1:
                found.append(self._visit(name, day, calendar))
                continue
            found += (self._visit(f"{name}A", day, calendar), self._visit(f"{name}B", day, calendar))
            links.append(Link(f"{name}A", f"{name}B", 0, 0, "different"))
        return tuple(found), tuple(links), self.at_once * (len(days) - len(inside))

    def _visit(self, name: str, day: date, calendar: Calendar) -> Visit:
        return Visit(
            id=name,
            client=self.client,
            duration=self.minutes * calendar.ticks_per_minute,
            windows=(Window(calendar.tick(day, self.opens), calendar.tick(day, self.closes)),),
            needs=self.needs,
            requires=self.requires,
            wishes=self.wishes,
            priority=self.priority,
            must=self.must,
        )
