"""What a UHHC instance may get wrong although each part of it is well formed: ids that lead nowhere, gaps."""

from collections.abc import Iterator, Mapping

from engine.data.uhhc.components import weights
from engine.data.uhhc.shape import Instance, Patient, Service
from engine.errors import Fault


def reference_faults(instance: Instance) -> Iterator[Fault]:
    """Every id that leads nowhere, and everything that is missing once one looks at the whole instance."""
    yield from _matrix_faults(instance)
    yield from weights(instance.metadata).faults
    terminals = {terminal.id for terminal in instance.terminals}
    carers = {caregiver.id for caregiver in instance.caregivers}
    services = {service.id: service for service in instance.services}
    if not terminals:
        yield Fault("terminal_points", "id", (), "give at least one point where rounds begin and end")
    for kind, ids in (("caregivers", [one.id for one in instance.caregivers]), ("patients", _ids(instance.patients))):
        for twice in sorted({one for one in ids if ids.count(one) > 1}):
            yield Fault(f"{kind} ({twice})", "id", twice, "given twice: every id is given once")
    for row, caregiver in enumerate(instance.caregivers):
        where = f"caregivers[{row}] ({caregiver.id})"
        for field in ("departing_point", "arrival_point"):
            point = getattr(caregiver, field)
            if point is not None and point not in terminals:
                yield Fault(where, field, point, "no such terminal point: correct the id")
        if caregiver.departing_point is None and len(terminals) > 1:
            yield Fault(where, "departing_point", None, "there are several terminal points: say which")
        if caregiver.lunch_break and instance.lunch_breaks is None:
            yield Fault(where, "lunch_break", True, "the instance has no lunch_breaks: add when they are")
        if caregiver.working_shift is None and instance.metadata.component("max_idle_time"):
            yield Fault(where, "working_shift", None, "max_idle_time counts, so every caregiver needs a shift")
    for row, patient in enumerate(instance.patients):
        yield from _patient_faults(f"patients[{row}] ({patient.id})", patient, carers, services)


def _patient_faults(where: str, patient: Patient, carers: set[str], services: Mapping[str, Service]) -> Iterator[Fault]:
    for field in ("incompatible_caregivers", "preferred_caregivers"):
        for caregiver in getattr(patient, field) or ():
            if caregiver not in carers:
                yield Fault(where, field, caregiver, "no such caregiver: correct the id")
    for position, required in enumerate(patient.required_services):
        field = f"required_services[{position}]"
        if required.service not in services:
            yield Fault(where, f"{field}.service", required.service, "no such service: add it to services")
        elif required.duration is None and services[required.service].default_duration is None:
            yield Fault(where, f"{field}.duration", None, "give it here, or a default_duration for the service")
    together = patient.synchronization
    if len(patient.required_services) > 1 and together is None:
        yield Fault(where, "synchronization", None, 'two services: say how they are tied, or "independent"')
    if together is not None and together.type == "sequential":
        if together.distance is None:
            yield Fault(where, "synchronization.distance", None, "give min and max between the two starts")
        elif together.distance.max < together.distance.min:
            yield Fault(where, "synchronization.distance.max", together.distance.max, "max is at least min")


def _matrix_faults(instance: Instance) -> Iterator[Fault]:
    size = len(instance.distances)
    for row, values in enumerate(instance.distances):
        if len(values) != size:
            yield Fault("distances", f"[{row}]", len(values), f"the matrix is square: give {size} numbers")
    for kind, parts in (
        ("terminal_points", instance.terminal_points),
        ("arrival_points", instance.arrival_points),
        ("patients", instance.patients),
    ):
        for row, part in enumerate(parts):
            if part.distance_matrix_index >= size:
                where, index = f"{kind}[{row}] ({part.id})", part.distance_matrix_index
                yield Fault(where, "distance_matrix_index", index, f"distances has the rows 0 to {size - 1}")


def _ids(patients: tuple[Patient, ...]) -> list[str]:
    return [patient.id for patient in patients]
