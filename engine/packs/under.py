"""What a pack makes of a problem: its bounds where the co-op sets none, and breaks for shifts that have none."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from engine.problem import BOUNDS, Break, Labour, Pack, Problem, Shift

OWN = ("weekends_in_a_row", "weekly_rest_over")
"""What a co-op sets for itself where the pack does not know it; any other bound is off then."""

EDGE = 60
"""Minutes from either end of a shift in which its break may not lie: it interrupts the work, and neither opens it nor
ends it."""


def labour_under(pack: Pack | None, **own: Any) -> Labour:
    """The bounds of a pack, but for those that the co-op sets itself. own: fields of `Labour`."""
    if pack is None:
        return Labour(**own)
    silent = Labour()
    told: dict[str, Any] = {
        name: getattr(silent, name) if name in OWN and pack.amount(name) is None else pack.amount(name)
        for name in BOUNDS
        if hasattr(silent, name)
    }
    return Labour(**(told | own), pack=pack)


def with_breaks(shifts: Iterable[Shift], labour: Labour, ticks_per_minute: int) -> tuple[Shift, ...]:
    """The shifts, each without a break of its own given the labour bounds' one, where it is long enough to hold it."""
    minutes, after = labour.break_minutes, labour.break_after
    if minutes is None or after is None:
        return tuple(shifts)
    length, due, edge = minutes * ticks_per_minute, after * ticks_per_minute, EDGE * ticks_per_minute

    def rested(shift: Shift) -> Shift:
        if shift.rest is not None or shift.end - shift.start < length + 2 * edge:
            return shift
        return replace(shift, rest=Break(length, shift.start + edge, shift.end - edge, due_after=due))

    return tuple(map(rested, shifts))


def under(problem: Problem, pack: Pack, **own: Any) -> Problem:
    """A problem under a pack. own: the bounds that the co-op sets itself; the problem's own are replaced."""
    labour = labour_under(pack, **own)
    return replace(problem, labour=labour, shifts=with_breaks(problem.shifts, labour, problem.ticks_per_minute))
