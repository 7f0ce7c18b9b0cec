"""A UHHC instance as a problem: patients become clients, required services visits, caregivers carers with one shift."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

import numpy as np
from pydantic import TypeAdapter

from engine.data.json_text import check, text_of
from engine.data.uhhc.components import weights
from engine.data.uhhc.references import reference_faults
from engine.data.uhhc.shape import Caregiver, Instance, Patient, RequiredService
from engine.errors import DataError, Fault, ProblemError
from engine.problem import (
    Break,
    Carer,
    Client,
    Competency,
    Link,
    Need,
    Place,
    Problem,
    Shift,
    TravelMatrix,
    Visit,
    Window,
)
from engine.units import MINUTES_PER_DAY, Ticks

SOME_MONDAY = date(2001, 1, 1)
"""Instances have no date; one is needed to tell a day from the next."""

MODE = "car"
TICKS_PER_MINUTE = (1, 10, 100, 1000)
NOISE = 1e-6
"""A number this near to a whole number of ticks is one: 88.99999999999999 was 89 before it passed through floats."""

_INSTANCE = TypeAdapter(Instance)


def read(source: Path | str | bytes) -> Problem:
    """Read a UHHC instance from a path or a JSON text.

    The tick is a minute where all numbers are whole, else the coarsest of a tenth, hundredth or thousandth of a minute
    that holds them all; what is finer than a thousandth is rounded. Raises DataError with every fault.
    """
    name, text = text_of(source)
    instance = check(_INSTANCE, name, text)
    faults = tuple(reference_faults(instance))
    if faults:
        raise DataError(Fault(f"{name}: {fault.where}", fault.field, fault.value, fault.remedy) for fault in faults)
    try:
        return _Reading(instance, Path(name).stem).problem()
    except ProblemError as error:
        raise DataError(error.faults) from None


# -- from the file's words to ours -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Reading:
    """One sound instance on its way to becoming a problem."""

    instance: Instance
    stem: str

    def problem(self) -> Problem:
        head = self.instance.metadata
        visits = tuple(visit for patient in self.instance.patients for visit in self.visits_of[patient.id])
        return Problem(
            name=head.name or self.stem,
            start=SOME_MONDAY,
            days=math.ceil(max(self.never, 1) / MINUTES_PER_DAY),
            places=tuple(self._place(row) for row in range(len(self.place_ids))),
            travel=(TravelMatrix(MODE, self._ticks_of_all(self.distances), source="the instance's own matrix"),),
            carers=tuple(
                Carer(caregiver.id, tuple(Competency(ability) for ability in dict.fromkeys(caregiver.abilities)))
                for caregiver in self.instance.caregivers
            ),
            shifts=tuple(self._shift(caregiver) for caregiver in self.instance.caregivers),
            clients=tuple(self._client(patient) for patient in self.instance.patients),
            visits=visits,
            links=tuple(link for patient in self.instance.patients for link in self._links(patient)),
            weights=weights(head).weights,
            ticks_per_minute=self.ticks_per_minute,
        )

    @cached_property
    def distances(self) -> np.ndarray:
        size = len(self.instance.distances)
        return np.array(self.instance.distances, dtype=float).reshape(size, size)

    @cached_property
    def durations(self) -> dict[str, float | None]:
        return {service.id: service.default_duration for service in self.instance.services}

    @cached_property
    def ticks_per_minute(self) -> int:
        numbers = np.concatenate([self.distances.ravel(), np.array([*self._minutes()], dtype=float)])

        def holds(scale: int) -> bool:
            return bool(np.all(np.abs(numbers * scale - np.rint(numbers * scale)) < NOISE * scale))

        return next((scale for scale in TICKS_PER_MINUTE if holds(scale)), TICKS_PER_MINUTE[-1])

    def _minutes(self) -> Iterator[float]:
        """Every number of minutes beside the matrix."""
        for caregiver in self.instance.caregivers:
            if caregiver.working_shift is not None:
                yield from (caregiver.working_shift.start, caregiver.working_shift.end)
        for patient in self.instance.patients:
            yield from (self._duration(required) for required in patient.required_services)
            for window in patient.time_windows:
                yield from (window.start, window.end)
            if patient.synchronization is not None and patient.synchronization.distance is not None:
                yield from (patient.synchronization.distance.min, patient.synchronization.distance.max)
        lunch = self.instance.lunch_breaks
        if lunch is not None:
            yield from (lunch.start, lunch.end, lunch.min_duration)

    @cached_property
    def never(self) -> float:
        """A minute by which even one carer who did everything alone, after the last window, would be home: where a
        caregiver has no shift, theirs ends here. Without such caregivers, when the last shift or window ends."""
        spans = [window for patient in self.instance.patients for window in patient.time_windows]
        shifts = [one.working_shift for one in self.instance.caregivers if one.working_shift is not None]
        last = max((span.end for span in (*spans, *shifts)), default=0.0)
        if len(shifts) == len(self.instance.caregivers):
            return last
        care = [
            self._duration(required) for patient in self.instance.patients for required in patient.required_services
        ]
        return last + sum(care) + (len(care) + 1) * float(self.distances.max(initial=0))

    def _ticks(self, minutes: float) -> Ticks:
        return round(minutes * self.ticks_per_minute)

    def _ticks_of_all(self, minutes: np.ndarray) -> np.ndarray:
        return np.rint(minutes * self.ticks_per_minute).astype(np.int32)

    def _duration(self, required: RequiredService) -> float:
        given = required.duration if required.duration is not None else self.durations[required.service]
        assert given is not None, "checked among the faults"
        return given

    # -- places --------------------------------------------------------------------------------------------------------

    @cached_property
    def place_ids(self) -> tuple[str, ...]:
        """What each row of the matrix is called: as the terminal point or the patient that first names it."""
        names: dict[int, str] = {}
        for part in (*self.instance.terminals, *self.instance.patients):
            names.setdefault(part.distance_matrix_index, part.id)
        found: dict[str, None] = {}
        for row in range(len(self.instance.distances)):
            name = names.get(row, f"row {row}")
            found[name if name not in found else f"{name} (row {row})"] = None
        return tuple(found)

    @cached_property
    def coordinates(self) -> dict[int, tuple[float, float]]:
        """(latitude, longitude) of each row. Files of origin kummer give latitude first, the others longitude; where
        any is off the globe, the instance lies on a plane of its own and has none."""
        flip = 1 if (self.instance.metadata.origin or "").lower() == "kummer" else -1
        found: dict[int, tuple[float, float]] = {}
        for part in (*self.instance.patients, *self.instance.terminals):
            if part.location is not None:
                latitude, longitude = part.location[::flip]
                found[part.distance_matrix_index] = (latitude, longitude)
        planar = (self.instance.metadata.origin or "").lower() == "mankowska"
        if planar or any(abs(latitude) > 90 or abs(longitude) > 180 for latitude, longitude in found.values()):
            return {}
        return found

    def _place(self, row: int) -> Place:
        latitude, longitude = self.coordinates.get(row, (None, None))
        return Place(self.place_ids[row], latitude, longitude)

    # -- people --------------------------------------------------------------------------------------------------------

    def _shift(self, caregiver: Caregiver) -> Shift:
        points = {terminal.id: terminal for terminal in self.instance.terminals}
        departing = points[caregiver.departing_point or next(iter(points))]
        arrival = points[caregiver.arrival_point or departing.id]
        span = caregiver.working_shift
        return Shift(
            id=caregiver.id,
            carer=caregiver.id,
            start=0 if span is None else self._ticks(span.start),
            end=self._ticks(math.ceil(self.never)) if span is None else self._ticks(span.end),
            start_place=self.place_ids[departing.distance_matrix_index],
            end_place=self.place_ids[arrival.distance_matrix_index],
            mode=MODE,
            rest=self._rest() if caregiver.lunch_break else None,
            leaves="at_start" if (self.instance.metadata.origin or "").startswith("bazirha") else "late",
        )

    def _rest(self) -> Break | None:
        lunch = self.instance.lunch_breaks
        assert lunch is not None, "checked among the faults"
        least, first, last = (self._ticks(value) for value in (lunch.min_duration, lunch.start, lunch.end))
        return Break(least, first, last, latest_at=self.instance.metadata.met_at)

    def _client(self, patient: Patient) -> Client:
        return Client(
            id=patient.id,
            place=self.place_ids[patient.distance_matrix_index],
            refuses=tuple(dict.fromkeys(patient.incompatible_caregivers or ())),
            prefers=tuple(dict.fromkeys(patient.preferred_caregivers or ())),
        )

    # -- care ----------------------------------------------------------------------------------------------------------

    @cached_property
    def visits_of(self) -> dict[str, tuple[Visit, ...]]:
        """The visits of each patient, one for each required service, in that order. An optional patient weighs as one:
        the first visit has the priority, the second none."""
        taken: set[str] = set()
        found: dict[str, tuple[Visit, ...]] = {}
        for patient in self.instance.patients:
            visits: list[Visit] = []
            for position, required in enumerate(patient.required_services):
                name = base = f"{patient.id}/{required.service}"
                number = 1
                while name in taken:
                    number += 1
                    name = f"{base}/{number}"
                taken.add(name)
                visits.append(self._visit(name, patient, required, position))
            found[patient.id] = tuple(visits)
        return found

    def _visit(self, name: str, patient: Patient, required: RequiredService, position: int) -> Visit:
        windows = sorted(patient.time_windows, key=lambda one: one.start)
        return Visit(
            id=name,
            client=patient.id,
            duration=self._ticks(self._duration(required)),
            windows=tuple(Window(self._ticks(one.start), self._ticks(one.end)) for one in windows),
            needs=(Need(required.service),),
            priority=int(position == 0),
            must=not patient.optional,
            lateness=self.instance.metadata.met_at,
        )

    def _links(self, patient: Patient) -> Iterator[Link]:
        together = patient.synchronization
        if len(patient.required_services) < 2 or together is None:
            return
        first, second = (visit.id for visit in self.visits_of[patient.id])
        if together.type == "independent":
            yield Link(first, second, least=None, most=None)
            return
        least = most = 0
        if together.type == "sequential":
            assert together.distance is not None, "checked among the faults"
            least, most = self._ticks(together.distance.min), self._ticks(together.distance.max)
        yield Link(first, second, least, most, carers="different")
