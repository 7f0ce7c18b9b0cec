"""A care package: a recurring need, and the visits that it means over a horizon."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import pairwise
from typing import Literal

from engine.errors import Fault
from engine.problem.calendar import Calendar
from engine.problem.carers import Want
from engine.problem.clients import Link, Need, Visit, Window
from engine.problem.extent import LONGEST_YEARS
from engine.problem.packages import faults
from engine.problem.packages.days import Due, due, span
from engine.problem.packages.spacing import kept_apart
from engine.problem.packages.weekdays import Weekday
from engine.units import Ticks

_LONGEST = timedelta(days=366 * LONGEST_YEARS)

_CALLED = re.compile(r"\d{4}-(\d\d-\d\d|W\d\d-\d+)")


@dataclass(frozen=True, slots=True)
class CarePackage:
    """The same care on some weekdays: "Mon, Wed and Fri between 8:00 and 10:00, 60 minutes, for 12 weeks".

    minutes: of each visit. opens, closes: local clock times between which it may begin (lateness "end": and be over).
    first, last: the first and the last day; weeks: so many from `first` on, instead of `last`. Without them, from the
    first day of the horizon, and as far as the horizon goes. every: 2 = every other week, counted from the week of
    `first`, which begins on a Monday. without: days on which the visit drops out; extra: days with one beside those of
    the weekdays.

    holidays: what becomes of a visit on a public holiday of the problem. "keep": it takes place; "skip": it drops out;
    "move": it goes to the nearest day of its week that `moves_to` names, is no holiday and has no visit of the package
    yet, of two equally near to the later one; where there is none it drops out. A day of `extra` takes place anyway.
    movable: every visit may also take place on those days of its week that `moves_to` names, after the visit before it
    and before the one after it. `preferred` on its usual day says what that costs: the rule preferred_time charges each
    minute away from it, so that with its default weight of 0.1 a day costs 144.

    times: so many visits a week on any of the weekdays, with at least `between` whole days between two of them, from
    week to week too; fewer in a week whose days do not hold so many. preferred: the clock time that the client prefers.
    at_once: 2 = two carers at the same time. place: if not the client's.
    """

    client: str
    minutes: int
    weekdays: tuple[Weekday, ...]
    opens: time
    closes: time
    weeks: int | None = None
    first: date | None = None
    last: date | None = None
    every: int = 1
    without: tuple[date, ...] = ()
    extra: tuple[date, ...] = ()
    holidays: Literal["keep", "skip", "move"] = "keep"
    moves_to: tuple[Weekday, ...] = ()
    movable: bool = False
    times: int | None = None
    between: int = 0
    preferred: time | None = None
    lateness: Literal["start", "end"] = "start"
    needs: tuple[Need, ...] = ()
    requires: tuple[Want, ...] = ()
    wishes: tuple[Want, ...] = ()
    at_once: int = 1
    priority: int = 1
    must: bool = False
    place: str | None = None
    name: str = "care"

    @property
    def key(self) -> str:
        """What it is called by: the name tells the packages of one client apart."""
        return f"{self.name} of {self.client}"

    @property
    def fixed(self) -> bool:
        """Whether each visit has one day and no other."""
        return self.times is None and not self.movable

    def faults(self) -> Iterator[Fault]:
        yield from faults.of(self)

    def visit_ids(self, one: Due) -> tuple[str, ...]:
        """The ids of a visit that is due: one, or one for each of two carers at once."""
        name = f"{self.client}-{self.name}-{one.called}"
        return (name,) if self.at_once == 1 else (f"{name}A", f"{name}B")

    def due_as(self, visit: Visit, calendar: Calendar) -> Due | None:
        """What a visit of the package was due as, by its id and the days of its windows; None for any other.

        Of two carers at once the first one's tells it.
        """
        called = visit.id.removeprefix(f"{self.client}-{self.name}-").removesuffix("A" if self.at_once > 1 else "")
        days = tuple(calendar.date_of(window.start) for window in visit.windows)
        one = Due(called, days[0], days)
        return one if _CALLED.fullmatch(called) and visit.id == self.visit_ids(one)[0] else None

    def due(self, calendar: Calendar, holidays: Collection[date] = ()) -> tuple[Due, ...]:
        """What is due within the horizon, in order of time."""
        end = calendar.start + timedelta(days=calendar.days)
        return tuple(due(self, calendar.start, end, span(self, calendar.start, end), holidays))

    def at_most(self, calendar: Calendar) -> int:
        """So many visits within the horizon, or fewer: quick to tell."""
        end = calendar.start + timedelta(days=calendar.days)
        first, after = span(self, calendar.start, end)
        weeks = -(-max(0, (min(after, end) - max(first, calendar.start)).days) // 7) + 1
        a_week = len(set(self.weekdays)) if self.times is None else self.times
        return self.at_once * (weeks * a_week + len(self.extra))

    def beyond(self, calendar: Calendar, holidays: Collection[date] = ()) -> int:
        """How many visits lie outside of the horizon; without a first day or an end, none do on that side."""
        end = calendar.start + timedelta(days=calendar.days)
        first, after = span(self, calendar.start, end)
        since, until = max(first, calendar.start - _LONGEST), min(after, end + _LONGEST)
        inside = sum(1 for _ in due(self, since, until, (first, after), holidays))
        added = sum(1 for day in set(self.extra) if not since <= day < until)
        return self.at_once * (inside + added - len(self.due(calendar, holidays)))

    def visits(self, calendar: Calendar, holidays: Collection[date] = ()) -> tuple[tuple[Visit, ...], tuple[Link, ...]]:
        """The visits within the horizon, and the links between two carers at once and between days that are kept apart.

        A visit is called by the day on which it usually falls (maria-care-2026-03-30), even where a holiday moves it;
        one of several `times` a week by its week (maria-care-2026-W14-2, as ISO 8601 counts weeks).
        """
        return self.made_of(self.due(calendar, holidays), calendar)

    def made_of(self, told: Sequence[Due], calendar: Calendar) -> tuple[tuple[Visit, ...], tuple[Link, ...]]:
        """The visits and links of what is due."""
        found: list[Visit] = []
        links: list[Link] = []
        for one in told:
            names = self.visit_ids(one)
            found += (self._visit(name, one, calendar) for name in names)
            links += (Link(name, other, 0, 0, "different") for name, other in pairwise(names))
        links += (
            Link(self.visit_ids(one)[0], self.visit_ids(other)[0], least, both=False)
            for one, other, least in self.apart(told, calendar)
        )
        return tuple(found), tuple(links)

    def apart(self, told: Sequence[Due], calendar: Calendar) -> Iterator[tuple[Due, Due, Ticks]]:
        """Two visits that could come too close, and the ticks from start to start that prevent it."""
        for one, other, minutes in () if self.fixed else kept_apart(told, self.between):
            yield one, other, minutes * calendar.ticks_per_minute

    def _visit(self, name: str, one: Due, calendar: Calendar) -> Visit:
        windows = tuple(self._window(day, calendar) for day in one.days)
        return Visit(
            id=name,
            client=self.client,
            duration=self.minutes * calendar.ticks_per_minute,
            windows=windows,
            needs=self.needs,
            requires=self.requires,
            wishes=self.wishes,
            priority=self.priority,
            must=self.must,
            preferred=self._preferred(one.usual, windows[one.days.index(one.usual)], calendar),
            lateness=self.lateness,
            place=self.place,
        )

    def _window(self, day: date, calendar: Calendar) -> Window:
        """A time in the hour that a spring night leaves out counts on from before it, and may so pass the next one."""
        start = calendar.tick(day, self.opens)
        return Window(start, max(start, calendar.tick(day, self.closes)))

    def _preferred(self, day: date, window: Window, calendar: Calendar) -> Ticks | None:
        if self.preferred is None:
            return None
        return min(max(window.start, calendar.tick(day, self.preferred)), window.end)
