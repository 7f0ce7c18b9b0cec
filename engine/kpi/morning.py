"""How many carers the morning asks for at least, and what wider windows would save: from the windows alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from engine.problem import Problem, Visit

WIDER = (0, 30, 60)
"""Minutes by which windows are taken to be wider, half of it before and half of it behind."""

_STEP = 15


@dataclass(frozen=True, slots=True)
class MorningNeed:
    """So many carers, at least, are with clients at once on the busiest morning, were windows so many minutes wider."""

    wider: int
    carers: int


def morning_needs(problem: Problem, visits: Iterable[Visit], hours: range) -> tuple[MorningNeed, ...]:
    """The least number of carers with the windows of today, and with wider ones.

    hours: those on the clock that are the morning. No plan in which each visit begins within its window does with
    fewer; more may be needed, since ways are taken to need no time and anybody to do anything. Within any span of the
    morning a visit takes at least what lies in it both when it begins as early and when it begins as late as it may;
    the sum, divided by the length of the span, must go on at once at some moment (energetic reasoning: Erschler, Lopez
    and Thuriot, 1991). Visits that have several windows count for nothing.
    """
    by_day: dict[int, list[tuple[int, int, int]]] = {}
    for visit in visits:
        (first, last), *others = visit.deadlines()
        if not others:
            by_day.setdefault(problem.calendar.day_of(first), []).append((first, max(first, last), visit.duration))
    tables = {day: np.array(told, dtype=np.int64) for day, told in by_day.items()}

    def most(wider: int) -> int:
        return max((_at_once(problem, day, table, wider, hours) for day, table in tables.items()), default=0)

    return tuple(MorningNeed(wider, most(wider)) for wider in WIDER)


def _at_once(problem: Problem, day: int, table: np.ndarray, wider: int, hours: range) -> int:
    """table: first start, last start and length of each visit of a day, of shape (visits, 3)."""
    noon = problem.calendar.day_starts[day + 1] - problem.minutes(12 * 60)  # clocks change at night
    clocks = range(60 * (hours.start - 12), 60 * (hours.stop - 12) + 1, _STEP)
    spans = np.array(list(combinations([noon + problem.minutes(clock) for clock in clocks], 2)))
    opens, closes = spans[:, :1], spans[:, 1:]
    first, last, length = table.T
    half = problem.minutes(wider) // 2

    def inside(start: np.ndarray) -> np.ndarray:
        return np.maximum(0, np.minimum(closes, start + length) - np.maximum(opens, start))

    work = np.minimum(inside(first - half), inside(last + half)).sum(axis=1)
    return int((-(-work // (closes - opens)[:, 0])).max())
