"""What the office has promised: each visit in the making, and how a file tells of them all."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, time

import numpy as np

from datasets.eixample.care import Care
from datasets.eixample.clock import Days
from datasets.eixample.crew import Crew
from engine.problem import WEEKDAYS, CarePackage, Link, Visit, Want, Window
from engine.problem.packages.days import Due


@dataclass
class Booking:
    """One visit in the making. package: the care as it is promised on this day; due: which of its visits it is.

    single: no part of what recurs, so that it is told by itself.
    """

    package: CarePackage
    due: Due
    day: int
    window: Window
    single: bool = False

    @property
    def two(self) -> bool:
        return self.package.at_once == 2

    def candidates(self, crew: Crew) -> np.ndarray:
        free = crew.free(self.day, self.window.start, self.window.end, self.package.minutes)
        return free & crew.able(self.day, self.package.needs) & crew.meeting(self.package.requires)

    def weaker(self) -> Iterator["Booking"]:
        """As it is, without the woman, without the skill too, and at last with one carer."""
        yield self
        yield (one := self._but(requires=()))
        yield (one := one._but(needs=()))
        yield one._but(at_once=1)

    def _but(self, **less: object) -> "Booking":
        return replace(self, package=replace(self.package, **less))


@dataclass(frozen=True)
class Told:
    """The bookings of one client as a file tells them: what recurs, and the visits that are otherwise."""

    packages: list[CarePackage]
    visits: list[Visit]
    links: list[Link]


# -- from care to bookings ---------------------------------------------------------------------------------------------


def package_of(
    rng: np.random.Generator, client: str, care: Care, turn: int, requires: tuple[Want, ...] = ()
) -> CarePackage:
    """The same care at the same time of day on each of its days; `turn` spreads the clients over the weekdays."""
    first, last = care.between
    wished = int(rng.integers(first // 15, last // 15 + 1)) * 15
    minutes = int(rng.choice(care.minutes))
    apart = len(care.days) // care.times
    days = {care.days[(turn + apart * number) % len(care.days)] for number in range(care.times)}
    told = rng.random() < 0.5
    moves = care.holidays == "move"
    return CarePackage(
        client=client,
        minutes=minutes,
        weekdays=tuple(WEEKDAYS[day] for day in sorted(days)),
        opens=_clock(wished - care.slack[0]),
        closes=_clock(wished + care.slack[1] + (minutes if care.over_by_end else 0)),
        holidays=care.holidays,
        moves_to=tuple(WEEKDAYS[day] for day in care.days) if moves else (),
        preferred=_clock(wished) if told else None,
        lateness="end" if care.over_by_end else "start",
        needs=care.needs,
        requires=requires,
        at_once=2 if care.pair else 1,
        priority=care.priority,
        must=care.must,
        name=care.name,
    )


def _clock(minutes: int) -> time:
    return time(minutes // 60, minutes % 60)


def booked(package: CarePackage, days: Days, single: bool = False) -> Iterator[Booking]:
    """A booking for each visit of a package within the horizon."""
    for due in package.due(days.calendar, days.holidays):
        opens, closes = (days.calendar.tick(due.usual, clock) for clock in (package.opens, package.closes))
        yield Booking(package, due, (due.usual - days.start).days, Window(opens, closes), single)


# -- and from bookings to what a file tells ----------------------------------------------------------------------------


def told(bookings: Sequence[Booking], days: Days) -> Told:
    """Packages as most of their days are; the other days as single visits, which stand instead of a package's."""
    found = Told([], [], [])
    by_name: dict[str, list[Booking]] = {}
    for one in bookings:
        by_name.setdefault(one.package.name, []).append(one)
    for same in by_name.values():
        recurring = [one for one in same if not one.single]
        usual = Counter(map(_promise, recurring)).most_common(1)[0][0] if recurring else None
        alone = [one for one in same if one.single or _promise(one) != usual]
        for one in alone:
            visits, links = one.package.made_of((one.due,), days.calendar)
            found.visits.extend(visits)
            found.links.extend(links)
        if recurring:
            package = next(one.package for one in recurring if _promise(one) == usual)
            found.packages.append(replace(package, without=_dropped(package, alone)) if alone else package)
    return found


def _promise(one: Booking) -> tuple[object, ...]:
    """What days may differ in."""
    return one.package.requires, one.package.needs, one.package.at_once


def _dropped(package: CarePackage, alone: Sequence[Booking]) -> tuple[date, ...]:
    """Days on which one carer comes instead of two, or two instead of one: their ids are others, and stand for none."""
    return tuple(date.fromisoformat(one.due.called) for one in alone if one.package.at_once != package.at_once)
