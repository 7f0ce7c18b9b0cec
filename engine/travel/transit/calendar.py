"""On which dates a service of a feed runs: calendar.txt tells its weekdays, calendar_dates.txt the exceptions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from engine.errors import Faults
from engine.travel.transit.tables import Table

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

CALENDAR = ("service_id", *WEEKDAYS, "start_date", "end_date")
"""The columns of calendar.txt."""

CALENDAR_DATES = ("service_id", "date", "exception_type")
"""The columns of calendar_dates.txt."""

ADDED, REMOVED = 1, 2
"""What an exception does."""


@dataclass(frozen=True, slots=True, eq=False)
class Calendar:
    """The services of a feed. Days are proleptic ordinals (date.toordinal), int32.

    weekly: on which weekdays, bool (services, 7), from day first to day last, (services,), both included.
    service, day, added: one entry per exception: on that day the service runs (added) or does not.
    """

    services: Mapping[str, int]
    weekly: np.ndarray
    first: np.ndarray
    last: np.ndarray
    service: np.ndarray
    day: np.ndarray
    added: np.ndarray

    @property
    def extent(self) -> tuple[int, int]:
        """The first and the last day that the calendar speaks of, (0, -1) if of none."""
        open_on = self.weekly.any(axis=1)
        first, last = (np.concatenate((ends[open_on], self.day)) for ends in (self.first, self.last))
        return (int(first.min()), int(last.max())) if len(first) else (0, -1)

    def runs(self, first: int, last: int) -> np.ndarray:
        """Which service runs on each day from first to last: bool (services, days)."""
        days = np.arange(first, last + 1)
        weekday = (days - 1) % 7  # day 1 is a Monday
        running = self.weekly[:, weekday] & (self.first[:, None] <= days) & (days <= self.last[:, None])
        told = (first <= self.day) & (self.day <= last)
        running[self.service[told], self.day[told] - first] = self.added[told]
        return running


def read_calendar(weeks: Table, exceptions: Table, faults: Faults) -> Calendar:
    """Both files of dates as one calendar. Adds a fault for each cell that cannot be read, and if both are empty."""
    if not weeks.numbers and not exceptions.numbers:
        remedy = "neither calendar.txt nor calendar_dates.txt tells a date of service: download the feed again"
        faults.add("calendar.txt", None, "file", "", remedy)
    services = weeks.index("service_id")
    for service in exceptions.column("service_id"):
        services.setdefault(service, len(services))
    weekly = np.zeros((len(services), 7), dtype=bool)
    first, last = np.zeros((2, len(services)), dtype=np.int32)
    rows = len(weeks.numbers)
    for weekday, name in enumerate(WEEKDAYS):
        weekly[:rows, weekday] = weeks.parsed(name, _flag, np.bool_, "write 1 (runs) or 0")
    first[:rows], last[:rows] = _days(weeks, "start_date"), _days(weeks, "end_date")
    kinds = exceptions.parsed("exception_type", _kind, np.int32, "write 1 (added) or 2 (removed)")
    service = np.array([services[name] for name in exceptions.column("service_id")], dtype=np.int32)
    return Calendar(services, weekly, first, last, service, _days(exceptions, "date"), kinds == ADDED)


def _days(table: Table, name: str) -> np.ndarray:
    return table.parsed(name, _day, np.int32, "write the date as YYYYMMDD")


def _day(text: str) -> int:
    if len(text) != 8:
        raise ValueError
    return datetime.strptime(text, "%Y%m%d").toordinal()


def _flag(text: str) -> int:
    return _one_of(text, (0, 1))


def _kind(text: str) -> int:
    return _one_of(text, (ADDED, REMOVED))


def _one_of(text: str, known: tuple[int, ...]) -> int:
    if int(text) not in known:
        raise ValueError
    return int(text)
