"""Every slot of a visit by brute force: each place of each round, each tick, each place for the break.

Slow, plain, and judged by whole verdicts: what `engine.matching` finds is compared with it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from engine.check import check
from engine.explain.reasons import worse
from engine.matching import Freedoms
from engine.plan import Plan, Route, Stop
from engine.problem import Problem, Shift, Visit
from engine.units import Ticks


@dataclass(frozen=True, slots=True)
class Tried:
    """A plan with the visit in it, and what it costs. as_it_was: the break is where it was, or there still is none."""

    carer: str
    shift: str
    start: Ticks
    cost: float
    plan: Plan
    as_it_was: bool


def clean_slots(problem: Problem, plan: Plan, visit: Visit, freedoms: Freedoms) -> Iterator[Tried]:
    """Each way to do the visit in one of its windows that breaks nothing which the plan did not break."""
    before = check(problem, plan)
    for shift in problem.shifts:
        if not problem.same_day(visit, shift):
            continue
        told = next((route.stops for route in plan.routes if route.shift == shift.id), ())
        for stops, as_it_was in _rounds(problem, shift, told, visit, freedoms):
            others = tuple(route for route in plan.routes if route.shift != shift.id)
            found = Plan((*others, Route(shift.id, stops)))
            after = check(problem, found)
            if not worse(before, after):
                start = next(stop.start for stop in stops if stop.visit == visit.id)
                yield Tried(shift.carer, shift.id, start, after.cost, found, as_it_was)


def _rounds(
    problem: Problem, shift: Shift, told: tuple[Stop, ...], visit: Visit, freedoms: Freedoms
) -> Iterator[tuple[tuple[Stop, ...], bool]]:
    others: dict[str, Ticks] = {stop.visit: stop.start for stop in told if stop.visit is not None}
    break_at = next((place for place, stop in enumerate(told) if stop.visit is None), None)
    held = 0 if break_at is None else told[break_at].start
    seen: set[tuple[Stop, ...]] = set()
    for place in range(len(others) + 1):
        names = list(others)
        if place < len(others) and others[names[place]] <= freedoms.now:
            continue
        names.insert(place, visit.id)
        for opens, due in visit.deadlines():
            for tick in range(opens, due + 1):
                for pause, since, as_it_was in _breaks(shift, len(names), place, break_at, held):
                    wished = {**others, visit.id: tick}
                    timed = _timed(problem, shift, names, wished, visit, pause, since, freedoms.now)
                    if timed is None or timed in seen:
                        continue
                    seen.add(timed)
                    if (
                        sum(stop.visit is not None and stop.start != wished[stop.visit] for stop in timed)
                        <= freedoms.pushes
                    ):
                        yield timed, as_it_was


def _breaks(
    shift: Shift, length: int, place: int, break_at: int | None, held: Ticks
) -> Iterator[tuple[int | None, Ticks, bool]]:
    """Where the break may be: as it was, beside the visit, or anywhere as early as it goes."""
    if shift.rest is None or break_at is None:
        yield None, 0, True
    else:
        yield break_at + (break_at > place), held, True
        if break_at == place:
            yield place + 1, held, True
    for anywhere in range(length if shift.rest is not None else 0):
        yield anywhere, 0, False


def _timed(
    problem: Problem,
    shift: Shift,
    names: list[str],
    wished: dict[str, Ticks],
    visit: Visit,
    pause: int | None,
    since: Ticks,
    now: Ticks,
) -> tuple[Stop, ...] | None:
    """The round with every visit at its wished time, or as soon after it as can be; None if `visit` comes too late."""
    matrix = problem.matrix[shift.mode]
    clock, here = shift.start, problem.place_index[shift.start_place]
    stops: list[Stop] = []
    for place, name in enumerate(names):
        one = problem.visit[name]
        there = problem.place_index[problem.place_of(one)]
        if name == visit.id:
            clock = max(clock, now)
        clock += int(matrix.durations[here, there])
        if place == pause and shift.rest is not None:
            begin = max(clock, shift.rest.earliest, since)
            stops.append(Stop(None, begin, begin + shift.rest.duration))
            clock = begin + shift.rest.duration + int(matrix.durations[there, there])
        start = max(clock, wished[name], one.earliest)
        if name == visit.id and start != wished[name]:
            return None
        clock = start + one.duration
        stops.append(Stop(name, start, clock))
        here = there
    return tuple(stops)
