"""Who of the team could make a visit: the office asks before it promises a time."""

from functools import cached_property

import numpy as np

from datasets.eixample.clock import Days
from engine.problem import Carer, Need, Shift, Want

MARGIN = 20
"""Minutes kept free at both ends of a shift for the way from and to home."""


class Crew:
    """The team as boolean arrays of shape (carers,), so that thousands of visits can be tried against it."""

    def __init__(self, days: Days, carers: tuple[Carer, ...], shifts: tuple[Shift, ...]):
        self.days = days
        self.carers = carers
        self.shifts = shifts
        self._levels: dict[tuple[str, int], np.ndarray] = {}
        self._met: dict[tuple[Want, ...], np.ndarray] = {}
        self._borne: dict[tuple[str, ...], np.ndarray] = {}

    @cached_property
    def _row(self) -> dict[str, int]:
        return {carer.id: row for row, carer in enumerate(self.carers)}

    @cached_property
    def _on_duty(self) -> list[tuple[np.ndarray, np.ndarray, np.ndarray]]:
        """For each day the carers, starts and ends of its shifts."""
        found: list[list[tuple[int, int, int]]] = [[] for _ in range(self.days.count)]
        for shift in self.shifts:
            found[self.days.calendar.day_of(shift.start)].append((self._row[shift.carer], shift.start, shift.end))
        tables = [np.array(day, dtype=np.int64).reshape(-1, 3) for day in found]
        return [(table[:, 0], table[:, 1], table[:, 2]) for table in tables]

    def free(self, day: int, opens: int, closes: int, duration: int) -> np.ndarray:
        """Who has a shift in which a visit can begin within its window and end in time."""
        rows, starts, ends = self._on_duty[day]
        fits = np.maximum(starts + MARGIN, opens) <= np.minimum(ends - MARGIN - duration, closes)
        found = np.zeros(len(self.carers), dtype=bool)
        found[rows[fits]] = True
        return found

    def able(self, day: int, needs: tuple[Need, ...]) -> np.ndarray:
        found = np.ones(len(self.carers), dtype=bool)
        for need in needs:
            key = (need.competency, day)
            if key not in self._levels:
                date = self.days.date(day)
                self._levels[key] = np.array([carer.level(need.competency, date) for carer in self.carers])
            found &= self._levels[key] >= need.level
        return found

    def meeting(self, wants: tuple[Want, ...]) -> np.ndarray:
        if wants not in self._met:
            found = np.ones(len(self.carers), dtype=bool)
            for want in wants:
                found &= self._has(want.attribute) == want.present
            self._met[wants] = found
        return self._met[wants]

    def bearing(self, attributes: tuple[str, ...]) -> np.ndarray:
        """Who requires nothing that a client with these attributes does not fulfil."""
        if attributes not in self._borne:
            borne = [all(want.met_by(attributes) for want in carer.requires) for carer in self.carers]
            self._borne[attributes] = np.array(borne)
        return self._borne[attributes]

    def _has(self, attribute: str) -> np.ndarray:
        return np.array([attribute in carer.attributes for carer in self.carers])
