"""Random problems in which every rule has something to say, and random plans that break no fact.

Both are seeded. The plans are as people would live them (nobody is in two places at once, time runs forward), but they
are careless: they come late, wait about, overlap rounds and send the wrong carer, so that every rule is made to pay.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from math import dist
from random import Random

import numpy as np

from engine.plan import Plan, Route, Stop
from engine.problem import (
    UNREACHABLE,
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
    Want,
    Weights,
    Window,
)
from engine.rules import RULES
from engine.units import HARD, Weight

FIRST_DAY = date(2026, 3, 28)
"""A Saturday: nine days hold two weekends, and the clocks of Madrid change on the second day."""

ZONE = "Europe/Madrid"
SKILLS = ("dementia", "medication", "hoist")
TRAITS = ("catalan", "woman", "smoker", "cat", "lift")
PLACES = 7


# -- weights -----------------------------------------------------------------------------------------------------------


def alone(problem: Problem, rule: str, weight: Weight) -> Problem:
    """The same problem in which only one rule counts."""
    return replace(problem, weights=Weights({rule: weight}, others="off"))


def all_soft(problem: Problem) -> Problem:
    """The same problem in which every rule counts and none forbids; every weight is different."""
    return replace(problem, weights=Weights({rule.id: 0.25 * place + 1 for place, rule in enumerate(RULES)}))


# -- problems ----------------------------------------------------------------------------------------------------------


def random_problem(
    seed: int,
    *,
    days: int = 9,
    carers: int = 3,
    clients: int = 5,
    visits: int = 16,
    doorstep: int = 0,
    weights: Weights | None = None,
) -> Problem:
    """A small horizon with split shifts, nights, breaks of all kinds, two travel modes with impossible legs, links of
    all kinds, pins, published visits, refusals, wishes, second windows, contracts and tight labour bounds.

    doorstep: ticks by bus from a place to itself, which a break on the spot costs too.
    """
    rng = Random(f"problem {seed}")
    tick = rng.choice((1, 1, 2))
    blank = Problem("blank", FIRST_DAY, days, (), (), (), (), (), (), timezone=ZONE, ticks_per_minute=tick)
    places = tuple(Place(f"p{number}") for number in range(PLACES))
    crew = tuple(_carer(rng, number, clients, tick) for number in range(carers))
    homes = tuple(_client(rng, number, crew) for number in range(clients))
    shifts = tuple(shift for carer in crew for shift in _shifts(rng, blank, carer))
    care = tuple(_visit(rng, blank, number, homes, shifts) for number in range(visits))
    return replace(
        blank,
        name=f"random {seed}",
        places=places,
        travel=tuple(_travel(rng, mode, tick, doorstep) for mode in ("walk", "bus")),
        carers=crew,
        shifts=shifts,
        clients=homes,
        visits=care,
        links=_links(rng, care, tick),
        pins=tuple(_pins(rng, care, crew, max((shift.end for shift in shifts), default=0) - 1)),
        published=tuple(_published(rng, care, crew)),
        weights=weights or Weights(),
        protected=(),  # a trait is a trait here: whether it may be asked for is tested where it is refused
        labour=Labour(
            *(rng.randrange(180, 420), rng.randrange(600, 2400), rng.randrange(2400, 5000), 1),
            hours_over=Random(f"hours {seed}").choice((1, 2)),
        ),
    )


def one_nurse(seed: int, *, clients: int = 14, helpers: int = 4) -> Problem:
    """A day on which all clients wait for the one nurse, most of them for too long, and helpers wait for her visits."""
    rng = Random(seed)
    at = [(rng.uniform(0, 40), rng.uniform(0, 40)) for _ in range(1 + clients)]
    minutes = np.array([[round(dist(one, other)) for other in at] for one in at], np.int32)
    crew = [Carer("nurse", (Competency("nursing"),))]
    crew += [Carer(f"helper {number}", (Competency("help"),)) for number in range(helpers)]
    visits: list[Visit] = []
    links: list[Link] = []
    for number in range(1, 1 + clients):
        opens = rng.randrange(0, 400)
        window = (Window(opens, opens + 120),)
        visits.append(Visit(f"nurse {number}", f"client {number}", 20, window, needs=(Need("nursing"),)))
        waits = rng.random() < 0.6
        if waits:
            least = rng.randrange(10, 50)
            links.append(Link(f"nurse {number}", f"help {number}", least, 2 * least, "different"))
        if waits or rng.random() < 0.7:
            visits.append(Visit(f"help {number}", f"client {number}", 20, window, needs=(Need("help"),)))
    soft: dict[str, Weight] = {"travel": 1, "lateness": 1, "worst_lateness": 1, "unplanned": 100_000}
    hard: dict[str, Weight] = dict.fromkeys(("competence", "minimum_gap", "maximum_gap", "different_carers"), HARD)
    return Problem(
        name=f"one nurse {seed}",
        start=FIRST_DAY,
        days=1,
        places=tuple(Place(f"p{number}") for number in range(1 + clients)),
        travel=(TravelMatrix("walk", minutes),),
        carers=tuple(crew),
        shifts=tuple(Shift(carer.id, carer.id, 0, 1_000, "p0", "p0") for carer in crew),
        clients=tuple(Client(f"client {number}", f"p{number}") for number in range(1, 1 + clients)),
        visits=tuple(visits),
        links=tuple(links),
        weights=Weights({**soft, **hard}, others="off"),
    )


def _some(rng: Random, names: Iterable[str], chance: float) -> tuple[str, ...]:
    return tuple(name for name in names if rng.random() < chance)


def _wants(rng: Random, chance: float) -> tuple[Want, ...]:
    return tuple(Want(name, rng.random() < 0.6) for name in _some(rng, TRAITS, chance))


def _carer(rng: Random, number: int, clients: int, tick: int) -> Carer:
    def expiry() -> date | None:
        return FIRST_DAY.replace(day=29) if rng.random() < 0.3 else None

    def weekly() -> int | None:
        return rng.randrange(60, 600) * tick if rng.random() < 0.7 else None

    account = Random(f"account {rng.getstate()}")  # of its own: what is drawn after it stays the same
    return Carer(
        carried=account.choice((0, account.randrange(-200, 400) * tick)),
        year_left=account.choice((None, None, account.randrange(0, 900) * tick)),
        id=f"c{number}",
        competencies=tuple(Competency(name, rng.randint(1, 3), expiry()) for name in _some(rng, SKILLS, 0.5)),
        attributes=_some(rng, TRAITS, 0.5),
        requires=_wants(rng, 0.04),
        wishes=_wants(rng, 0.15),
        refuses=_some(rng, (f"k{client}" for client in range(clients)), 0.08),
        contract=weekly(),
        wanted=weekly(),
        legal_most=weekly(),
    )


def _client(rng: Random, number: int, crew: tuple[Carer, ...]) -> Client:
    names = [carer.id for carer in crew]
    return Client(
        id=f"k{number}",
        place=f"p{rng.randrange(PLACES)}",
        attributes=_some(rng, TRAITS, 0.4),
        requires=_wants(rng, 0.04),
        wishes=_wants(rng, 0.15),
        refuses=_some(rng, names, 0.1),
        prefers=_some(rng, names, 0.3),
        usual=_some(rng, names, 0.3),
        carers_target=rng.choice((1, 1, 2)),
    )


def _shifts(rng: Random, blank: Problem, carer: Carer) -> list[Shift]:
    """Mornings, evenings that touch them or not, and now and then a night that runs into the next day."""
    found: list[Shift] = []
    for day in range(blank.days):
        if blank.days > 1 and rng.random() < 0.2:
            continue
        noon = rng.randrange(11 * 60, 13 * 60)
        spans = [(rng.randrange(6 * 60, 8 * 60), noon)]
        if rng.random() < 0.5:
            spans.append((noon + rng.choice((0, 0, 120)), rng.randrange(17 * 60, 20 * 60)))
        if rng.random() < 0.15:
            spans.append((21 * 60, 24 * 60 + rng.randrange(0, 5 * 60)))
        found.extend(
            _shift(rng, blank, carer, f"{carer.id}.{day}.{part}", day, *span) for part, span in enumerate(spans)
        )
    return found


def _shift(rng: Random, blank: Problem, carer: Carer, name: str, day: int, begins: int, ends: int) -> Shift:
    start, end = _at(blank, day, begins), _at(blank, day, ends)
    return Shift(
        id=name,
        carer=carer.id,
        start=start,
        end=end,
        start_place=f"p{rng.randrange(PLACES)}",
        end_place=f"p{rng.randrange(PLACES)}",
        mode=rng.choice(("walk", "bus")),
        rest=_rest(rng, start, end, blank.ticks_per_minute) if rng.random() < 0.6 else None,
        leaves=rng.choice(("late", "late", "at_start")),
    )


def _rest(rng: Random, start: int, end: int, tick: int) -> Break:
    duration = rng.randrange(5, 40) * tick
    earliest = rng.randrange(start, (start + end) // 2)
    return Break(
        duration=duration,
        earliest=earliest,
        latest=earliest + duration + rng.randrange(0, end - start),
        latest_at=rng.choice(("start", "end")),
        due_after=None if rng.random() < 0.4 else rng.randrange(30, 300) * tick,
    )


def _visit(rng: Random, blank: Problem, number: int, homes: tuple[Client, ...], shifts: tuple[Shift, ...]) -> Visit:
    near = rng.choice(shifts)
    tick = blank.ticks_per_minute
    horizon = blank.calendar.day_starts[-1]
    opens = rng.randrange(near.start, min(near.end, horizon))
    windows = [Window(opens, opens + rng.randrange(0, 120) * tick)]
    if rng.random() < 0.25:
        again = windows[0].end + rng.randrange(5, 90) * tick
        if again < horizon:
            windows.append(Window(again, again + rng.randrange(0, 60) * tick))
    return Visit(
        id=f"v{number}",
        client=rng.choice(homes).id,
        duration=rng.randrange(10, 70) * tick + rng.randrange(tick),
        windows=tuple(windows),
        needs=tuple(Need(name, rng.randint(1, 2)) for name in _some(rng, SKILLS, 0.15)),
        requires=_wants(rng, 0.04),
        wishes=_wants(rng, 0.1),
        priority=rng.randint(0, 3),
        must=rng.random() < 0.3,
        preferred=min(opens + rng.randrange(0, 90) * tick, windows[-1].end) if rng.random() < 0.3 else None,
        lateness=rng.choice(("start", "end")),
        place=f"p{rng.randrange(PLACES)}" if rng.random() < 0.2 else None,
    )


def _links(rng: Random, care: tuple[Visit, ...], tick: int) -> tuple[Link, ...]:
    """One link of each kind over the visits that lie near each other in time, as far as they go."""
    kinds = [
        Link("", "", 0, 0, "different"),
        Link("", "", 0, 0, "any", both=False),
        Link("", "", 0, None, "different"),
        Link("", "", 30 * tick, None, "same"),
        Link("", "", None, 45 * tick, "any", both=False),
        Link("", "", 20 * tick, 60 * tick, "same"),
        Link("", "", -15 * tick, 15 * tick, "different"),
        Link("", "", 0, 90 * tick, "any"),
    ]
    rng.shuffle(kinds)
    ordered = sorted(care, key=lambda visit: visit.earliest)
    found: list[Link] = []
    taken: set[tuple[str, str]] = set()
    for kind in kinds[: len(care) // 2]:
        place = rng.randrange(len(ordered) - 1)
        pair = (ordered[place].id, ordered[place + 1].id)
        if pair not in taken:
            found.append(replace(kind, first=pair[0], second=pair[1]))
        taken.add(pair)
    return tuple(found)


def _pins(rng: Random, care: tuple[Visit, ...], crew: tuple[Carer, ...], last: int) -> Iterable[Pin]:
    """last: the last tick at which anybody works, after which no pin may lie."""
    for visit in care:
        if rng.random() < 0.15:
            start = (
                min(visit.earliest + rng.randrange(0, 60), max(last, visit.earliest)) if rng.random() < 0.6 else None
            )
            yield Pin(visit.id, rng.choice(crew).id, start)


def _published(rng: Random, care: tuple[Visit, ...], crew: tuple[Carer, ...]) -> Iterable[Published]:
    for visit in care:
        if rng.random() < 0.3:
            yield Published(visit.id, rng.choice(crew).id, visit.earliest + rng.randrange(0, 90))


def _travel(rng: Random, mode: str, tick: int, doorstep: int) -> TravelMatrix:
    """Times that differ by direction; by bus some legs are impossible, kilometres cost money, and even next door is a
    stop away."""
    shape = (PLACES, PLACES)
    numbers = np.array([[rng.randrange(1, 25 * tick) for _ in range(PLACES)] for _ in range(PLACES)], dtype=np.int32)
    np.fill_diagonal(numbers, 0)
    if mode == "walk":
        return TravelMatrix(mode, numbers)
    lost = np.array([[rng.random() < 0.08 for _ in range(PLACES)] for _ in range(PLACES)]).reshape(shape)
    np.fill_diagonal(lost, False)
    np.fill_diagonal(numbers, doorstep)
    return TravelMatrix(mode, np.where(lost, UNREACHABLE, numbers), numbers * 260 + 7, cents_per_km=19)


def _at(blank: Problem, day: int, minute: int) -> int:
    return blank.calendar.day_starts[day] + minute * blank.ticks_per_minute


# -- plans -------------------------------------------------------------------------------------------------------------


def random_plan(problem: Problem, rng: Random, planned: float = 0.85) -> Plan:
    """A plan in which a share of the visits is made, in rounds of any order, with breaks and idle waits strewn in.

    The referee finds no fact broken: no stop before the carer is there, before its window, or before the shift.
    """
    rounds: dict[str, list[Visit]] = {}
    for visit in rng.sample(problem.visits, len(problem.visits)):
        shifts = [shift for shift in problem.shifts if problem.same_day(visit, shift)]
        if shifts and rng.random() < planned:
            rounds.setdefault(rng.choice(shifts).id, []).append(visit)
    routes: list[Route] = []
    for name, members in rounds.items():
        if rng.random() < 0.7:
            members.sort(key=lambda visit: visit.earliest)
        routes.append(Route(name, tuple(_timed(problem, problem.shift[name], members, rng))))
    return Plan(tuple(routes))


def _timed(problem: Problem, shift: Shift, members: list[Visit], rng: Random) -> list[Stop]:
    matrix = problem.matrix[shift.mode]
    before = rng.randrange(len(members)) if shift.rest is not None and rng.random() < 0.6 else None
    here, clock = problem.place_index[shift.start_place], shift.start
    stops: list[Stop] = []
    for position, visit in enumerate(members):
        there = problem.place_index[problem.place_of(visit)]
        clock += int(matrix.durations[here, there])
        if position == before and shift.rest is not None:
            begin = max(clock, shift.rest.earliest) + _dawdle(problem, rng)
            if begin <= shift.rest.latest_start:
                stops.append(Stop(None, begin, begin + shift.rest.duration))
                clock = begin + shift.rest.duration + int(matrix.durations[there, there])
        start = max(clock, visit.earliest) + _dawdle(problem, rng)
        clock = start + visit.duration
        stops.append(Stop(visit.id, start, clock))
        here = there
    return stops


def _dawdle(problem: Problem, rng: Random) -> int:
    return rng.randrange(0, problem.minutes(60)) if rng.random() < 0.4 else 0
