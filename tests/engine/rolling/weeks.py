"""Weeks that follow each other: the vocabulary of the tests of rolling."""

from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

from engine.check import check
from engine.limits import Limits
from engine.plan import Plan
from engine.problem import Carer, Client, Labour, Link, Pin, Problem, Weights, Window
from engine.strategies.search import search
from tests.twins import STREET, problem, shift, visit

MOVES = Limits(iterations=3_000, seed=1)


def easy(seed: int, days: int = 14, **fields: Any) -> Problem:
    """A horizon of days in which everybody can be visited within all rules: three carers who work mornings or evenings
    on five days in seven, one visit a day for each of three clients, and a few tied over the border of the weeks."""
    rng = Random(f"easy {seed}")
    carers = [Carer(name, contract=rng.randrange(300, 900)) for name in ("aina", "berta", "carla")]
    parts: list[Any] = list(carers)
    free = rng.randrange(7)
    for place, carer in enumerate(carers):
        for day in range(days):
            if (day - free - 2 * place) % 7 < 2:
                continue
            hours = "07:00-15:00" if (day + place) % 3 else "08:00-16:00"
            parts.append(shift(carer.id, hours, day=day, id=f"{carer.id}.{day}"))
    for client in STREET[1:4]:
        parts.append(Client(client, client, carers_target=2))
        for day in range(days):
            opens = rng.randrange(8, 12)
            parts.append(visit(f"{client}.{day}", client, f"{opens:02}:00-{opens + 2:02}:00", day=day, duration=30))
    ties = [Link(f"a.{day}", f"a.{day + 1}", 20 * 60, None, both=False) for day in range(6, days - 1, 7)]
    return problem(*parts, *ties, Weights(), Labour(), days=days, **fields)


def part(whole: Problem, first: int, until: int, weekly: bool = False) -> Problem:
    """Some days of a problem, as a file of their own. weekly: with ids that each week has again."""
    by = whole.calendar.day_starts[first]
    closes = whole.calendar.day_starts[until]

    def called(name: str) -> str:
        stem, _, day = name.rpartition(".")
        return f"{stem}.{int(day) - first}" if weekly else name

    visits = tuple(
        replace(
            one,
            id=called(one.id),
            windows=tuple(Window(window.start - by, window.end - by) for window in one.windows),
            preferred=None if one.preferred is None else one.preferred - by,
        )
        for one in whole.visits
        if by <= one.earliest < closes
    )
    ids = {one.id for one in visits}
    shifts = (
        replace(one, id=called(one.id), start=one.start - by, end=one.end - by)
        for one in whole.shifts
        if by <= one.start < closes
    )
    links = (replace(one, first=called(one.first), second=called(one.second)) for one in whole.links)
    return replace(
        whole,
        start=whole.start + timedelta(days=first),
        days=until - first,
        visits=visits,
        shifts=tuple(shifts),
        links=tuple(one for one in links if {one.first, one.second} <= ids),
        pins=(),
        published=(),
    )


def planned(given: Problem, limits: Limits = MOVES, start: Plan | None = None) -> Plan:
    found = search(given, limits, start).plan
    assert check(given, found).clean
    return found


def where(given: Problem, plan: Plan) -> dict[str, tuple[str, int]]:
    """Carer and start of each visit."""
    return {name: (given.shift[one].carer, stop.start) for name, one, stop in plan.visits()}


def pins_of(given: Problem) -> dict[str, tuple[str, int | None]]:
    return {one.visit: (one.carer, one.start) for one in given.pins}


__all__ = ["MOVES", "Pin", "easy", "part", "pins_of", "planned", "where"]
