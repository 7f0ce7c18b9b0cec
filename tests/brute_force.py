"""Problems so small that every plan can be tried, and the best of them: the judge of the exact solvers.

Lateness is forbidden and windows are a few ticks wide, so that the starts can be tried one by one as well.
"""

from collections.abc import Iterator
from datetime import date
from itertools import permutations, product
from random import Random

import numpy as np

from engine.check import check
from engine.plan import Plan, Route, Stop
from engine.problem import (
    Break,
    Carer,
    Client,
    Competency,
    Labour,
    Link,
    Need,
    Pin,
    Place,
    Problem,
    Published,
    Shift,
    TravelMatrix,
    Visit,
    Weights,
    Window,
)
from engine.result import Verdict
from engine.rules import RULES
from engine.units import HARD

PLACES = 4


def tiny_problem(seed: int, visits: int = 3) -> Problem:
    """Two carers and a few visits within some thirty ticks; weights of the soft rules drawn anew each time."""
    rng = Random(f"tiny {seed}")
    times = np.array([[0 if a == b else rng.randrange(1, 5) for b in range(PLACES)] for a in range(PLACES)])
    care = tuple(_visit(rng, number) for number in range(visits))
    soft = {rule.id: rng.choice((0, 0, 1, 2, 5)) for rule in RULES if rule.weight != HARD}
    return Problem(
        name=f"tiny {seed}",
        start=date(2026, 3, 2),
        days=1,
        places=tuple(Place(f"p{number}") for number in range(PLACES)),
        travel=(TravelMatrix("walk", times, times * 100, cents_per_km=50),),
        carers=tuple(
            Carer(f"c{number}", (Competency("hoist", rng.randint(1, 2)),), contract=20, wanted=15) for number in (0, 1)
        ),
        shifts=tuple(_shift(rng, number) for number in (0, 1)),
        clients=tuple(Client(f"k{number}", f"p{rng.randrange(1, PLACES)}", usual=("c0",)) for number in range(2)),
        visits=care,
        links=(_link(rng),),
        pins=(Pin("v2", f"c{rng.randrange(2)}"),) if rng.random() < 0.3 else (),
        published=(Published("v1", f"c{rng.randrange(2)}", care[1].earliest + 1),),
        weights=Weights({**soft, "unplanned": rng.choice((30, 300)), "lateness": HARD, "pinned_carer": 7}),
        labour=Labour(None, None, None, None),
    )


def _visit(rng: Random, number: int) -> Visit:
    opens = rng.randrange(3, 22)
    windows = [Window(opens, opens + rng.randrange(0, 4))]
    if rng.random() < 0.3:
        windows.append(Window(windows[0].end + 2, windows[0].end + 4))
    return Visit(
        id=f"v{number}",
        client=f"k{rng.randrange(2)}",
        duration=rng.randrange(2, 6),
        windows=tuple(windows),
        needs=(Need("hoist", 2),) if rng.random() < 0.2 else (),
        preferred=min(opens + 1, windows[-1].end) if rng.random() < 0.3 else None,
    )


def _shift(rng: Random, number: int) -> Shift:
    begins = rng.randrange(0, 4)
    earliest = rng.randrange(5, 16)
    rest = Break(2, earliest, earliest + 2, "start", rng.choice((None, 9)))
    return Shift(
        id=f"s{number}",
        carer=f"c{number}",
        start=begins,
        end=begins + rng.randrange(12, 26),
        start_place="p0",
        end_place=rng.choice(("p0", "p1")),
        rest=rest if rng.random() < 0.6 else None,
        leaves=rng.choice(("late", "at_start")),
    )


def _link(rng: Random) -> Link:
    least, most = rng.choice(((0, 0), (0, None), (2, 6), (None, 3), (-2, 2)))
    carers = "different" if least == most == 0 else rng.choice(("any", "different"))
    return Link("v0", "v1", least, most, carers, both=rng.random() < 0.5)


def best(problem: Problem) -> tuple[float, Plan]:
    """The least cost of all plans that break nothing, and one that has it."""
    clean = ((verdict.cost, plan) for verdict, plan in _judged(problem) if verdict.clean)
    return min(clean, key=lambda one: one[0])


def _judged(problem: Problem) -> Iterator[tuple[Verdict, Plan]]:
    for plan in every_plan(problem):
        yield check(problem, plan), plan


def every_plan(problem: Problem) -> Iterator[Plan]:
    """Every assignment, every order, every place for a break, every start within the windows."""
    names = [None, *(shift.id for shift in problem.shifts)]
    for where in product(names, repeat=len(problem.visits)):
        held = [
            [visit for visit, name in zip(problem.visits, where, strict=True) if name == shift.id]
            for shift in problem.shifts
        ]
        routes = [_routes(problem, shift, visits) for shift, visits in zip(problem.shifts, held, strict=True)]
        for chosen in product(*routes):
            yield Plan(tuple(chosen))


def _routes(problem: Problem, shift: Shift, visits: list[Visit]) -> list[Route]:
    return [
        Route(shift.id, tuple(stops))
        for order in permutations(visits)
        for before in [None, *(range(len(order)) if shift.rest is not None else ())]
        for stops in timings(problem, shift, order, before)
    ]


def timings(problem: Problem, shift: Shift, order: tuple[Visit, ...], before: int | None) -> Iterator[list[Stop]]:
    """Every way to time a round, its break before the stop at that position."""
    yield from _timed(problem, shift, order, before, problem.place_index[shift.start_place], shift.start)


def _timed(
    problem: Problem, shift: Shift, order: tuple[Visit, ...], before: int | None, here: int, clock: int
) -> Iterator[list[Stop]]:
    if not order:
        yield []
        return
    visit, later = order[0], order[1:]
    there = problem.place_index[problem.place_of(visit)]
    clock += int(problem.matrix[shift.mode].durations[here, there])
    if before == 0 and shift.rest is not None:
        for begin in range(max(clock, shift.rest.earliest), shift.rest.latest_start + 1):
            stop = Stop(None, begin, begin + shift.rest.duration)
            for rest in _timed(problem, shift, order, None, there, stop.end):
                yield [stop, *rest]
        return
    after = None if before is None else before - 1
    for window in visit.windows:
        for start in range(max(clock, window.start), window.end + 1):
            stop = Stop(visit.id, start, start + visit.duration)
            for rest in _timed(problem, shift, later, after, there, stop.end):
                yield [stop, *rest]
