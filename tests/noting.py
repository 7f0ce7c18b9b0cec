"""Stand-ins that note which of their fields are read: a problem of them tells what a rule really looks at.

What only finds the row or the day is not noted: ids, places and travel modes; the order of a carer's shifts and the
dates of visits, which are looked up beforehand.
"""

from dataclasses import fields, replace
from typing import Any, TypeVar

from engine.problem import Problem
from engine.problem.kinds import KINDS

T = TypeVar("T")

FINDING = frozenset(
    (
        *("carer.id", "client.id", "visit.id", "visit.client", "shift.id", "shift.carer"),
        *("link.first", "link.second", "pin.visit", "published.visit"),
        *("client.place", "visit.place", "shift.start_place", "shift.end_place", "shift.mode", "travel.mode"),
    )
)
"""Fields that say whose row it is, and nothing more."""

DERIVED = {"travel.durations": "travel.times"}
"""Fields that a class works out by itself, and from what."""

PARTS = {
    "carers": "carer",
    "clients": "client",
    "visits": "visit",
    "shifts": "shift",
    "links": "link",
    "pins": "pin",
    "published": "published",
    "travel": "travel",
}

Notes = set[str]


def noting(one: T, kind: str, notes: Notes) -> T:
    """The same object, which notes `kind.field` whenever one of its fields is read."""
    made: Any = type(one)
    known = {field.name for field in fields(made)}

    class Noting(made):
        __slots__ = ()

        def __getattribute__(self, name: str) -> Any:
            fact = f"{kind}.{name}"
            if name in known and fact not in FINDING:
                notes.add(DERIVED.get(fact, fact))
            return made.__getattribute__(self, name)

    return Noting(**{field.name: getattr(one, field.name) for field in fields(made) if field.init})


def noted(problem: Problem, notes: Notes) -> Problem:
    """The same problem, made of parts that note what is read of them; nothing is noted yet."""
    assert set(PARTS.values()) | {"labour"} == set(KINDS)
    parts = {name: tuple(noting(one, kind, notes) for one in getattr(problem, name)) for name, kind in PARTS.items()}
    found = replace(problem, **parts, labour=noting(problem.labour, "labour", notes))
    _ = found.shifts_of, [found.date_of(visit) for visit in found.visits]
    notes.clear()
    return found
