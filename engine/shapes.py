"""The handful of shapes that a rule can have.

A rule tells its one idea as one pure function; the shape says what that function is asked, and every solver derives
the rest from the shape. Amounts are whole numbers >= 0 in the rule's unit (ticks where the unit is minutes).
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import numpy as np

from engine.problem import Carer, Link, Problem, Shift, Visit
from engine.units import Ticks, Weight

LANGUAGES = ("en", "ca", "es", "hi", "gu", "pt-BR")
"""As in BCP 47. English stands in the code; what is said in the others is in `engine.languages`."""


class Unit(StrEnum):
    """What a rule counts. Time is counted in ticks and reported in minutes."""

    MINUTES = "minutes"
    TIMES = "times"
    CENTS = "cents"
    METRES = "metres"
    CARERS = "carers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What every rule tells: an id, a title and a sentence, a unit, a default weight, and what it uses.

    title, sentence: in English; for other languages see `engine.languages`. The sentence is a template over {carer}
    {client} {visit} {other} {amount} {detail} {day} {clock}. uses: the facts that it reads of people, care, ties,
    labour bounds and travel, as `kind.field` (`carer.contract`). Not told are the plan itself, ids, places and modes,
    which only say whose row of travel times it is, and what only finds out which day it is. For the fields of a day,
    see DAY_FIELDS.
    """

    id: str
    title: str
    sentence: str
    unit: Unit
    weight: Weight
    uses: tuple[str, ...]
    why: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """A pair rule looks at nothing but these: where they are equal, so is the amount, and of one visit the detail."""

    visit: Callable[[Problem, Visit], Hashable]
    carer: Callable[[Problem, Carer], Hashable]


@dataclass(frozen=True, slots=True)
class Named:
    """A pair rule looks at the carers whom a visit names, by id; whoever else comes, amount and detail are the same."""

    carers: Callable[[Problem, Visit], Collection[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair(Rule):
    """How badly a visit and a carer fit; carer None = the visit is left unplanned.

    detail: the same question answered in words, for the sentence only. sees: what the amount depends on, so that large
    problems need not ask of every visit and every carer; left out, they do.
    """

    amount: Callable[[Problem, Visit, Carer | None], int]
    detail: Callable[[Problem, Visit, Carer | None], str] | None = None
    sees: Facts | Named | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """From the tick `opens` on, a visit should start between earliest and latest; None = no bound on that side."""

    opens: Ticks | None
    earliest: Ticks | None
    latest: Ticks | None

    def outside(self, start: Ticks) -> Ticks:
        below = 0 if self.earliest is None else max(0, self.earliest - start)
        above = 0 if self.latest is None else max(0, start - self.latest)
        return below + above


@dataclass(frozen=True, slots=True, kw_only=True)
class Start(Rule):
    """How far a start lies outside the visit's wish. The last wish to have opened by then is the one that holds."""

    wishes: Callable[[Problem, Visit], tuple[Wish, ...]]


def outside(wishes: Iterable[Wish], start: Ticks) -> Ticks:
    """How far a start lies outside the wish that holds at it; the first wish holds before any has opened."""
    held: Wish | None = None
    for wish in wishes:
        if held is None or wish.opens is None or wish.opens <= start:
            held = wish
    return 0 if held is None else held.outside(start)


def deadlines(_problem: Problem, visit: Visit) -> tuple[Wish, ...]:
    """The wish not to be late: for each window, the latest start in time."""
    return tuple(Wish(opens, None, latest) for opens, latest in visit.deadlines())


@dataclass(frozen=True, slots=True)
class Gap:
    """Bounds on start of second minus start of first; None = no bound on that side."""

    least: Ticks | None
    most: Ticks | None

    def outside(self, gap: Ticks) -> Ticks:
        below = 0 if self.least is None else max(0, self.least - gap)
        above = 0 if self.most is None else max(0, gap - self.most)
        return below + above


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked(Rule):
    """How far two starts miss the gap that their link asks for; None = this rule does not speak of that link."""

    gap: Callable[[Link], Gap | None]


_ROUND = ("shift.start", "shift.leaves", "travel.times")

DAY_FIELDS: Mapping[str, tuple[str, ...]] = {
    "start": ("shift.start",),
    "end": ("shift.end",),
    "used": (),
    "leave": _ROUND,
    "home": ("travel.times",),
    "travel": ("travel.times",),
    "service": ("visit.duration",),
    "waiting": _ROUND,
    "rest": ("shift.rest",),
    "breaks": (),
    "due": ("shift.rest", *_ROUND),
    "overtime": ("shift.end", "travel.times"),
}
"""What a rule about days may add up: the fields of `engine.plan.Day`, each with the facts behind it beside the plan."""


class Total:
    """A whole-number combination of a day's fields: the value of `Daily.total`, kept as coefficients.

    Rules write plain arithmetic (`day.home - day.end`); called with symbols it gives the coefficients from which the
    tables are built, called with a lived day it gives ticks.
    """

    __slots__ = ("constant", "factors")

    def __init__(self, factors: Mapping[str, int], constant: int = 0):
        self.factors = dict(factors)
        self.constant = constant

    def __add__(self, other: "Total | int") -> "Total":
        if isinstance(other, int):
            return Total(self.factors, self.constant + other)
        names = {**self.factors, **other.factors}
        merged = {name: self.factors.get(name, 0) + other.factors.get(name, 0) for name in names}
        return Total(merged, self.constant + other.constant)

    __radd__ = __add__

    def __neg__(self) -> "Total":
        return self * -1

    def __sub__(self, other: "Total | int") -> "Total":
        return self + (-other)

    def __rsub__(self, other: int) -> "Total":
        return -self + other

    def __mul__(self, factor: int) -> "Total":
        return Total({name: value * factor for name, value in self.factors.items()}, self.constant * factor)

    __rmul__ = __mul__


class Symbols:
    """A day of which nothing is known but its field names."""

    def __getattr__(self, name: str) -> Total:
        if name not in DAY_FIELDS:
            raise AttributeError(f"a rule about days asks for {name!r}; a day has: {', '.join(DAY_FIELDS)}")
        return Total({name: 1})


DayTotal = Callable[[Any], Any]
"""A linear function of a day's fields (see DAY_FIELDS)."""


def total_of(function: DayTotal) -> Total:
    """The coefficients of a rule's day function."""
    value = function(Symbols())
    return value if isinstance(value, Total) else Total({}, value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Daily(Rule):
    """What a shift's total comes to above its limit."""

    total: DayTotal
    limit: Callable[[Problem, Shift], Ticks | None] = field(default=lambda _problem, _shift: 0)


@dataclass(frozen=True, slots=True)
class Legs:
    """What is known of legs with one travel mode, one value or an array of them each."""

    times: Any
    metres: Any
    reachable: Any
    cents_per_km: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PerLeg(Rule):
    """What going from one place to another costs; works on single legs and on whole matrices alike."""

    amount: Callable[[Legs], Any]


class Fold(StrEnum):
    """How a group's members come to one amount.

    DISTINCT  different carers among the planned visits, outside [least, most] (least: of those that are planned)
    TOGETHER  visits planned without the rest of their group, or left out from it, whichever is fewer
    SUM       the sum of a day total over shifts, outside [least, most]
    WORST     the largest day total over shifts, or the largest distance from a wish over visits
    SPREAD    how far each part's sum lies from the mean of all parts, rounded up, added up
    APART     used shifts that follow each other in different parts: what their gap lacks of `least`, added up
    STRETCH   what the longest free stretch in a span [opens, closes] lacks of `least`; where the team has a `floor`,
              what all its free stretches of that length or more lack of it together
    RUN       used parts in a row above `most`, added up over the runs
    """

    DISTINCT = "distinct"
    TOGETHER = "together"
    SUM = "sum"
    WORST = "worst"
    SPREAD = "spread"
    APART = "apart"
    STRETCH = "stretch"
    RUN = "run"


@dataclass(frozen=True, slots=True)
class Team:
    """One group: its members (visits or shifts by id, in order of time), its bounds, and who it is about.

    parts: for each member the part that it belongs to (a day, a weekend, a carer), where the fold asks for it.
    """

    name: str
    visits: tuple[str, ...] = ()
    shifts: tuple[str, ...] = ()
    parts: tuple[int, ...] = ()
    least: int | None = None
    most: int | None = None
    opens: Ticks = 0
    closes: Ticks = 0
    floor: Ticks = 0
    carer: str | None = None
    client: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(Rule):
    """A fold over groups. total: what a shift adds; wishes: what a visit adds (WORST over visits)."""

    fold: Fold
    teams: Callable[[Problem], tuple[Team, ...]]
    total: DayTotal | None = None
    wishes: Callable[[Problem, Visit], tuple[Wish, ...]] | None = None


def over_visits(rule: Group) -> bool:
    """Whether a group rule folds over visits; else it does over shifts."""
    return rule.fold in (Fold.DISTINCT, Fold.TOGETHER) or rule.wishes is not None


SHAPES = (Pair, Start, Linked, Daily, PerLeg, Group)

AnyRule = Pair | Start | Linked | Daily | PerLeg | Group


def as_amounts(values: Any) -> np.ndarray:
    """A leg rule's answer for a whole matrix, as int64."""
    return np.asarray(values).astype(np.int64)
