"""A problem's travel times measured anew over a city's streets, mode by mode, whatever they were before."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from engine.problem import Problem, TravelMatrix
from engine.travel.city import City
from engine.travel.crow_fly import crow_fly
from engine.travel.journeys import Measured, measured
from engine.travel.profiles import band_at
from engine.travel.transit.dates import stand_in
from engine.travel.transit_matrix import TRANSIT, measured_transit


@dataclass(frozen=True, slots=True)
class Hour:
    """When people travel: the part of the day whose traffic counts, and the date whose timetable does.

    nearest: another day may stand for the date.
    """

    band: str
    date: date
    nearest: bool = False


On = date | Literal["nearest"]
"""Whose timetable counts: a date's, or of old timetables that of their ordinary day nearest to the problem's."""


def hour_of(problem: Problem) -> Hour:
    """The part of the day in which most shifts' time lies, and the first working day on which there are shifts."""
    minutes: Counter[str] = Counter()
    days: set[date] = set()
    for shift in problem.shifts:
        begin = problem.calendar.clock(shift.start)
        days.add(begin.date())
        for quarter in range(0, int((shift.end - shift.start) / problem.ticks_per_minute), 15):
            minutes[band_at(begin.hour * 60 + begin.minute + quarter)] += 15
    working = sorted(day for day in days if day.weekday() < 5) or sorted(days) or [problem.start]
    return Hour(max(minutes, key=lambda band: minutes[band], default="midday"), working[0])


def on_streets(
    problem: Problem, city: City, band: str | None = None, on: On | None = None
) -> tuple[Problem, tuple[str, ...]]:
    """The problem with the travel times of a city, and sentences on what is odd about them.

    band, on: if not those of hour_of. A mode that the network says nothing of is estimated as the crow flies, flagged
    and told. Raises ProblemError naming every place without coordinates or far from the network, DataError for a
    timetable that cannot be used.
    """
    usual = hour_of(problem)
    nearest = on == "nearest"
    hour = Hour(band or usual.band, on if isinstance(on, date) else usual.date, nearest)
    modes = tuple(
        dict.fromkeys((*(matrix.mode for matrix in problem.travel), *(shift.mode for shift in problem.shifts)))
    )
    found = [_measured(problem, city, mode, hour) for mode in modes]
    notes = tuple(dict.fromkeys(note for one in found for note in one.notes))
    return replace(problem, travel=tuple(one.matrix for one in found)), notes


def _measured(problem: Problem, city: City, mode: str, hour: Hour) -> Measured:
    price = problem.matrix[mode].cents_per_km if mode in problem.matrix else 0
    if mode in city.modes():
        return measured(city, mode, problem.places, problem.ticks_per_minute, hour.band, price)
    if mode == TRANSIT and city.timetables and "walk" in city.modes():
        where = (city, problem.places, problem.ticks_per_minute, hour.band)
        if not hour.nearest:
            return measured_transit(*where, hour.date, price)
        stands = stand_in(city.feeds, hour.date)
        found = measured_transit(*where, stands.on, price)
        return Measured(found.matrix, (stands.why, *found.notes) if stands.on != hour.date else found.notes)
    estimated: TravelMatrix = crow_fly(problem.places, mode, problem.ticks_per_minute, cents_per_km=price)
    return Measured(estimated, tuple(_why_estimated(city, mode)))


def _why_estimated(city: City, mode: str) -> Iterator[str]:
    wants = "a timetable (`ronda network add NAME --timetable FILE.zip`)" if mode == TRANSIT else "a map with such ways"
    yield f"travel by {mode} is estimated as the crow flies: {city.name} has no ways for it; it takes {wants}"
