"""Ways to put carers into groups by their work, not by who they are."""

from collections.abc import Callable, Mapping

from engine import Problem

NOON = 14 * 60
"""Minutes after midnight; work before is the morning's, for whom most of it lies there."""

HOURS = (25, 33)
"""Contract hours a week at which groups part."""

Grouping = Callable[[Problem], dict[str, str]]


def by_contract(problem: Problem) -> dict[str, str]:
    """Carer -> how long the contract is."""
    return {carer.id: _length(carer.contract, problem.ticks_per_minute) for carer in problem.carers}


def _length(contract: int | None, ticks_per_minute: int) -> str:
    if contract is None:
        return "no contract"
    hours, (low, high) = contract / ticks_per_minute / 60, HOURS
    if hours < low:
        return f"short, under {low} h"
    return f"middle, to {high} h" if hours <= high else f"long, over {high} h"


def by_part_of_day(problem: Problem) -> dict[str, str]:
    """Carer -> when the shifts are: in the morning, later, or in two parts of a day."""
    found: dict[str, str] = {}
    for carer, shifts in problem.shifts_of.items():
        days = [problem.calendar.day_of(shift.start) for shift in shifts]
        midnights = problem.calendar.day_starts
        middles = [
            ((shift.start + shift.end) / 2 - midnights[day]) / problem.ticks_per_minute
            for shift, day in zip(shifts, days, strict=True)
        ]
        if len(set(days)) < len(days):
            found[carer] = "split days"
        elif middles:
            found[carer] = "mornings" if sum(middles) / len(middles) < NOON else "evenings"
        else:
            found[carer] = "no shifts"
    return found


def by_mode(problem: Problem) -> dict[str, str]:
    """Carer -> how most of the shifts travel."""
    found: dict[str, str] = {}
    for carer, shifts in problem.shifts_of.items():
        modes = [shift.mode for shift in shifts]
        found[carer] = max(sorted(set(modes)), key=modes.count, default="no shifts")
    return found


GROUPINGS: Mapping[str, Grouping] = {
    "length of the contract": by_contract,
    "part of the day": by_part_of_day,
    "way of travelling": by_mode,
}
"""By what the carers are grouped, in words."""
