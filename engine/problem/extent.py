"""How far numbers may go: beyond it nobody means them, and whoever adds them up would no longer count right."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from engine.errors import Fault
from engine.units import MINUTES_PER_DAY, Ticks

if TYPE_CHECKING:
    from engine.problem.problem import Problem

LONGEST_YEARS = 10
LONGEST_MINUTES = LONGEST_YEARS * 366 * MINUTES_PER_DAY
"""No moment of a problem lies further from its start, and nothing in it lasts longer."""

HIGHEST = 1_000_000
"""The highest level, priority, count or price."""

Told = tuple[str, str, int | None]


def beyond(problem: "Problem") -> Iterator[Fault]:
    """A fault for every number that is absurdly large: times in ticks or minutes, levels, priorities and counts."""
    per_minute = max(1, problem.ticks_per_minute)  # a tick that makes no sense is a fault of its own
    remedy = f"is more than {LONGEST_YEARS} years"
    yield from _further(_times(problem), LONGEST_MINUTES * per_minute, f"{remedy}: give ticks, {per_minute} a minute")
    yield from _further(_bounds(problem), LONGEST_MINUTES, f"{remedy}: give minutes, or null to switch the bound off")
    yield from _further(_counts(problem), HIGHEST, f"give {HIGHEST:,} or less")


def _further(told: Iterator[Told], most: int, remedy: str) -> Iterator[Fault]:
    for where, field, value in told:
        if value is not None and abs(value) > most:
            yield Fault(where, field, value, remedy)


def _times(problem: "Problem") -> Iterator[tuple[str, str, Ticks | None]]:
    for carer in problem.carers:
        for name in ("contract", "wanted", "legal_most", "carried", "year_left"):
            yield f"carer {carer.id}", name, getattr(carer, name)
    for shift in problem.shifts:
        yield f"shift {shift.id}", "start", shift.start
        yield f"shift {shift.id}", "end", shift.end
        for name in ("duration", "earliest", "latest", "due_after") if shift.rest is not None else ():
            yield f"shift {shift.id}", f"rest.{name}", getattr(shift.rest, name)
    for visit in problem.visits:
        yield f"visit {visit.id}", "duration", visit.duration
        yield f"visit {visit.id}", "preferred", visit.preferred
        for window in visit.windows:
            yield f"visit {visit.id}", "windows", window.start
            yield f"visit {visit.id}", "windows", window.end
    for link in problem.links:
        yield f"link {link.key}", "least", link.least
        yield f"link {link.key}", "most", link.most
    for pin in problem.pins:
        yield f"pin {pin.visit}", "start", pin.start
    for published in problem.published:
        yield f"published {published.visit}", "start", published.start


def _bounds(problem: "Problem") -> Iterator[Told]:
    labour = problem.labour
    for name in ("longest_day", "rest_between_days", "weekly_rest", "break_minutes", "break_after", "average_week"):
        yield "labour", name, getattr(labour, name)


def _counts(problem: "Problem") -> Iterator[Told]:
    for name in ("weekends_in_a_row", "average_over"):
        yield "labour", name, getattr(problem.labour, name)
    for carer in problem.carers:
        for held in carer.competencies:
            yield f"carer {carer.id}", f"competencies.{held.name}.level", held.level
    for client in problem.clients:
        yield f"client {client.id}", "carers_target", client.carers_target
    for visit in problem.visits:
        yield f"visit {visit.id}", "priority", visit.priority
        for need in visit.needs:
            yield f"visit {visit.id}", f"needs.{need.competency}.level", need.level
    for matrix in problem.travel:
        yield f"travel {matrix.mode}", "cents_per_km", matrix.cents_per_km
