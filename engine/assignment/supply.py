"""Who could be with whom, and when there is room: the carers' shifts read as minutes in each part of each day.

No clock times are planned here, so the way to a client is an estimate: a quarter of the way there and back from where
the shift begins and ends, as if `VISITS_PER_WAY` visits shared it. Assumed, not measured.
"""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import time, timedelta

import numpy as np

from engine.price import Prices
from engine.problem import Problem, Shift, TravelMatrix, Visit
from engine.shapes import Legs, PerLeg
from engine.teams import DAYS_PER_WEEK
from engine.travel.profiles import BANDS, QUIET, band_at
from engine.units import Ticks

PARTS = BANDS
"""The parts of the day by name."""

VISITS_PER_WAY = 4


def part_of(problem: Problem, visit: Visit) -> int:
    """Part of the day (a row of PARTS) of a visit: that of its preferred start, or of the middle of its windows."""
    tick = visit.preferred if visit.preferred is not None else (visit.windows[0].start + visit.windows[-1].end) // 2
    return _part_at(problem, tick)


def bound_to(problem: Problem, visit: Visit, part: int) -> bool:
    """Whether a visit can only be done in this part of its day: one that may be done later too fills no morning."""
    latest = max(latest for _, latest in visit.deadlines()) + visit.duration - 1
    short = latest - visit.earliest < problem.minutes(12 * 60)
    return short and part == _part_at(problem, visit.earliest) == _part_at(problem, max(visit.earliest, latest))


def week_of(problem: Problem, visit: Visit) -> int:
    """The week of the horizon in which a visit opens."""
    return problem.calendar.day_of(visit.earliest) // DAYS_PER_WEEK


def _part_at(problem: Problem, tick: Ticks) -> int:
    clock = problem.calendar.clock(tick)
    return PARTS.index(band_at(clock.hour * 60 + clock.minute))


def shared(there: int, back: int) -> int:
    """What one visit bears of the way there and back, rounded up."""
    return -(-(there + back) // VISITS_PER_WAY)


# -- room --------------------------------------------------------------------------------------------------------------


def capacity(problem: Problem) -> np.ndarray:
    """Ticks on shift, shape (carers, weeks, parts); a break that is due is taken off where most of its shift lies."""
    edges = list(_edges(problem))
    row = {carer.id: place for place, carer in enumerate(problem.carers)}
    found = np.zeros((len(row), weeks_of(problem), len(PARTS)), np.int64)
    for shift in problem.shifts:
        held: dict[tuple[int, int], Ticks] = {}
        for (begins, day, part), (ends, _, _) in itertools.pairwise(edges):
            inside = min(ends, shift.end) - max(begins, shift.start)
            if inside > 0:
                held[day, part] = held.get((day, part), 0) + inside
        if held:
            longest = max(held, key=lambda slot: held[slot])
            held[longest] -= min(held[longest], break_of(shift))
        for (day, part), ticks in held.items():
            found[row[shift.carer], day // DAYS_PER_WEEK, part] += ticks
    return found


def weeks_of(problem: Problem) -> int:
    """Weeks of the horizon, a shorter last one included."""
    return -(-problem.days // DAYS_PER_WEEK)


def break_of(shift: Shift) -> Ticks:
    """The break that a full shift must hold."""
    rest = shift.rest
    due = rest is not None and (rest.due_after is None or shift.end - shift.start > rest.due_after)
    return rest.duration if rest is not None and due else 0


def _edges(problem: Problem) -> Iterator[tuple[Ticks, int, int]]:
    """Where a part of a day begins, in order; what lies after the horizon counts to its last day's night."""
    calendar = problem.calendar
    order = sorted(QUIET, key=lambda band: band.begins)
    for day in range(problem.days):
        yield calendar.day_starts[day], day, PARTS.index(order[-1].name)
        for band in order:
            begins = time(band.begins // 60, band.begins % 60)
            yield calendar.tick(problem.start + timedelta(days=day), begins), day, PARTS.index(band.name)
    yield max(calendar.day_starts[-1], *(shift.end for shift in problem.shifts), 0), 0, 0


# -- who gets there ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Ways:
    """What each visit takes of each carer: arrays of shape (visits, carers).

    there: whether the carer has a shift in which the visit begins in time and is over, home included, before its end,
    nothing else planned. ticks: the estimated way; points: what the rules about legs charge for it.
    """

    there: np.ndarray
    ticks: np.ndarray
    points: np.ndarray


def ways(problem: Problem, prices: Prices, pause: Callable[[], None]) -> Ways:
    """The ways of all carers to all visits; of several shifts that fit, the first counts. pause: it may raise."""
    size = (len(problem.visits), len(problem.carers))
    found = Ways(np.zeros(size, bool), np.zeros(size, np.int32), np.zeros(size, np.int64))
    row = {carer.id: place for place, carer in enumerate(problem.carers)}
    by_day: dict[int, list[Shift]] = {}
    for shift in sorted(problem.shifts, key=lambda one: (one.start, one.id), reverse=True):
        for day in problem.days_of_shift(shift):
            by_day.setdefault(day, []).append(shift)
    crews: dict[tuple[frozenset[int], str], _Crew] = {}
    rules = [(rule, prices.points[rule.id]) for rule in prices.rules if isinstance(rule, PerLeg)]
    for place, visit in enumerate(problem.visits):
        pause()
        days, since = problem.days_of_visit(visit), np.full(len(row), np.iinfo(np.int64).max)
        for mode in problem.matrix:
            crew = crews.get((days, mode))
            if crew is None:
                shifts = dict.fromkeys(one for day in sorted(days, reverse=True) for one in by_day.get(day, ()))
                crew = crews[days, mode] = _Crew.of(problem, [one for one in shifts if one.mode == mode], row)
            crew.fill(problem, visit, place, rules, found, since)
    return found


@dataclass(frozen=True, slots=True)
class _Crew:
    """The shifts of some days with one travel mode as arrays, later ones first: the first is written last."""

    mode: str
    row: np.ndarray
    start: np.ndarray
    end: np.ndarray
    origin: np.ndarray
    home: np.ndarray

    @classmethod
    def of(cls, problem: Problem, shifts: list[Shift], row: dict[str, int]) -> "_Crew":
        index = problem.place_index
        told = [(row[s.carer], s.start, s.end, index[s.start_place], index[s.end_place]) for s in shifts]
        table = np.array(told, np.int64).reshape(-1, 5).T
        return cls(shifts[0].mode if shifts else "", *table)

    def fill(
        self,
        problem: Problem,
        visit: Visit,
        place: int,
        rules: list[tuple[PerLeg, int | None]],
        found: Ways,
        since: np.ndarray,
    ) -> None:
        """Write a visit's row. since: by carer when the shift begins that was written so far, in another mode."""
        if not len(self.row):
            return
        matrix, client = problem.matrix[self.mode], problem.place_index[problem.place_of(visit)]
        go, back = (self.origin, client), (client, self.home)
        there, home = matrix.durations[go].astype(np.int64), matrix.durations[back].astype(np.int64)
        fits = np.zeros(len(self.row), bool)
        for opens, latest in visit.deadlines():
            begins = np.maximum(self.start + there, opens)
            fits |= (begins <= latest) & (begins + visit.duration + home <= self.end)
        points = np.zeros(len(self.row), np.int64)
        for rule, price in rules:
            amount = sum(rule.amount(_legs(matrix, leg)) for leg in (go, back))
            if price is None:
                fits &= np.asarray(amount) == 0
            else:
                points += price * -(-np.asarray(amount).astype(np.int64) // VISITS_PER_WAY)
        fits &= self.start < since[self.row]
        rows = self.row[fits]
        since[rows] = self.start[fits]
        found.there[place, rows] = True
        found.ticks[place, rows] = -(-(there + home)[fits] // VISITS_PER_WAY)
        found.points[place, rows] = points[fits]


def _legs(matrix: TravelMatrix, leg: tuple) -> Legs:
    metres = np.zeros(1, np.int64) if matrix.metres is None else np.maximum(0, matrix.metres[leg]).astype(np.int64)
    return Legs(
        matrix.durations[leg].astype(np.int64), metres, matrix.reachable[leg].astype(np.int64), matrix.cents_per_km
    )
