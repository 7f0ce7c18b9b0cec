"""Who is on duty on which days, and with whom they are then: what every visit of those days asks of a running plan."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from engine.plan import Day
from engine.problem import Problem, Shift
from engine.units import Ticks

Booking = tuple[Ticks, Ticks, str]
"""From when until when a carer is with a client, and with whom."""


class Duty:
    """The shifts of some days, carer by carer.

    rows: of the shifts, in order, and who works them, by row. shifts, bookings: of each carer who has any.
    """

    def __init__(self, problem: Problem, lived: Mapping[str, Day], rows: Sequence[int]):
        self.rows = np.array(rows, np.int64)
        self.shifts: dict[str, list[Shift]] = {}
        for row in rows:
            self.shifts.setdefault(problem.shifts[row].carer, []).append(problem.shifts[row])
        self.carers = [problem.shifts[row].carer for row in rows]
        self.bookings: dict[str, list[Booking]] = {
            carer: [one for shift in shifts for one in _bookings(problem, lived[shift.id])]
            for carer, shifts in self.shifts.items()
        }

    def with_whom(self, carer: str, first: Ticks, last: Ticks) -> tuple[str, ...]:
        """The clients with whom a carer is at any time between two ticks."""
        there = self.bookings[carer]
        return tuple(dict.fromkeys(client for start, end, client in there if start < last and end > first))


def _bookings(problem: Problem, day: Day) -> Iterable[Booking]:
    for arrival in day.arrivals:
        stop = arrival.stop
        if stop.visit is not None:
            yield stop.start, stop.end, problem.visit[stop.visit].client
