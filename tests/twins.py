"""A few words in which a small problem and its plan fit on one screen: the vocabulary of the twins.

The world of the twins is a street: home, a, b, c, d, ten minutes and one kilometre from one to the next. Client "a"
lives in place "a". Clock times are texts ("09:30", and "25:30" for half past one at night); days count from 0, which is
a Monday. Shift "aina" is Aina's on day 0, shift "aina_3" hers on day 3.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import numpy as np

from engine.check import check
from engine.plan import Plan, Route, Stop
from engine.problem import (
    Break,
    Carer,
    Client,
    Labour,
    Link,
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
from engine.rules import BY_ID
from engine.units import HARD, Ticks, Weight

MONDAY = date(2026, 11, 23)
STREET = ("home", "a", "b", "c", "d")
SOFT = 2


def at(clock: str, day: int = 0) -> Ticks:
    """The tick of a clock time, on days of 24 hours."""
    hours, minutes = clock.split(":")
    return (day * 24 + int(hours)) * 60 + int(minutes)


def street(mode: str = "walk", minutes: int = 10, metres: int = 1000, cents_per_km: int = 0) -> TravelMatrix:
    """The travel matrix of the street."""
    blocks = np.abs(np.subtract.outer(np.arange(len(STREET)), np.arange(len(STREET))))
    return TravelMatrix(mode, blocks * minutes, blocks * metres, cents_per_km)


def shift(carer: str, hours: str = "08:00-16:00", day: int = 0, **fields: Any) -> Shift:
    """A shift from home to home, on foot."""
    start, end = (at(clock, day) for clock in hours.split("-"))
    name = fields.pop("id", carer if day == 0 else f"{carer}_{day}")
    return Shift(name, carer, start, end, fields.pop("start_place", "home"), fields.pop("end_place", "home"), **fields)


def pause(hours: str = "11:00-14:00", minutes: int = 30, due_after: Ticks | None = None) -> Break:
    """A break of so many minutes within a span of day 0."""
    earliest, latest = (at(clock) for clock in hours.split("-"))
    return Break(minutes, earliest, latest, due_after=due_after)


def visit(name: str, client: str = "a", windows: str = "08:00-16:00", day: int = 0, **fields: Any) -> Visit:
    """A visit of 30 minutes; windows: one or more, with blanks between."""
    spans = [[at(clock, day) for clock in span.split("-")] for span in windows.split()]
    return Visit(name, client, fields.pop("duration", 30), tuple(Window(start, end) for start, end in spans), **fields)


def problem(*parts: Any, days: int = 1, start: date = MONDAY, timezone: str = "UTC", **fields: Any) -> Problem:
    """A problem in which no rule counts yet. Carers and clients that are only named need not be described."""
    shifts = of(Shift, parts)
    visits = of(Visit, parts)
    carers = {one.id: one for one in of(Carer, parts)}
    clients = {one.id: one for one in of(Client, parts)}
    for one in shifts:
        carers.setdefault(one.carer, Carer(one.carer))
    for one in visits:
        clients.setdefault(one.client, Client(one.client, one.client))
    return Problem(
        name="twins",
        start=start,
        days=days,
        places=tuple(Place(name) for name in STREET),
        travel=of(TravelMatrix, parts) or (street(),),
        carers=tuple(carers.values()),
        shifts=shifts,
        clients=tuple(clients.values()),
        visits=visits,
        links=of(Link, parts),
        pins=of(Pin, parts),
        published=of(Published, parts),
        labour=(*of(Labour, parts), Labour())[0],
        weights=(*of(Weights, parts), Weights(others="off"))[0],
        timezone=timezone,
        **fields,
    )


def of(kind: type, parts: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(part for part in parts if isinstance(part, kind))


def plan(given: Problem, **rounds: str) -> Plan:
    """A plan, told as one text per shift: "09:00 v, 09:40 break, 10:20 w"; clocks of its first day."""
    return Plan(tuple(Route(name, tuple(_stops(given, given.shift[name], text))) for name, text in rounds.items()))


def _stops(given: Problem, worked: Shift, text: str) -> Iterable[Stop]:
    for item in filter(None, (part.split() for part in text.split(","))):
        clock, name = item
        start = _local(given, worked, clock)
        if name == "break":
            length = 30 if worked.rest is None else worked.rest.duration
            yield Stop(None, start, start + length)
        else:
            yield Stop(name, start, start + given.visit[name].duration)


def _local(given: Problem, worked: Shift, clock: str) -> Ticks:
    hours, minutes = (int(part) for part in clock.split(":"))
    day = given.calendar.date_of(worked.start) + timedelta(days=hours // 24)
    return given.calendar.tick(day, time(hours % 24, minutes))


def weighed(given: Problem, rule: str, weight: Weight) -> Problem:
    """The same problem when only this rule counts."""
    return replace(given, weights=Weights({rule: weight}, others="off"))


def amount(rule: str, given: Problem, planned: Plan) -> float:
    """What a rule finds on a plan that is physically possible.

    On the way it holds that the soft rule charges amount times weight and nothing else does, and that the hard rule
    finds the same, forbids it and charges nothing.
    """
    soft = check(weighed(given, rule, SOFT), planned)
    assert soft.clean, soft.violations
    found = soft.amounts[rule]
    assert soft.components == {rule: SOFT * found}
    assert soft.cost == SOFT * found
    hard = check(weighed(given, rule, HARD), planned)
    assert {violation.rule for violation in hard.violations} == ({rule} if found else set())
    assert (hard.amounts[rule], hard.cost, hard.components) == (found, 0, {})
    return found


def judged(rule: str, given: Problem, planned: Plan) -> Verdict:
    """The verdict when only this rule counts, with the weight that it has by default."""
    return check(weighed(given, rule, BY_ID[rule].weight), planned)
