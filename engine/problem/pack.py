"""A rule pack: the numbers of a law or an agreement, each with its source, and the span of dates in which they hold."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from engine.errors import Fault
from engine.units import HARD, MINUTES_PER_DAY, Weight

_MINUTES = {"minutes": 1, "hours": 60, "days": MINUTES_PER_DAY}
_DAYS = {"days": 1, "weeks": 7}
_MONTHS = {"months": 1, "years": 12}
_TIMES = {"times": 1}
_YES = {"yes or no": 1}


@dataclass(frozen=True, slots=True)
class Bound:
    """What a number of a pack may bound. rule: the rule that holds it; units: how much of Ronda's own unit each is."""

    rule: str
    units: Mapping[str, int]


BOUNDS: Mapping[str, Bound] = {
    "longest_day": Bound("longest_day", _MINUTES),
    "rest_between_days": Bound("rest_between_days", _MINUTES),
    "weekly_rest": Bound("weekly_rest", _MINUTES),
    "weekly_rest_over": Bound("weekly_rest", _DAYS),
    "weekends_in_a_row": Bound("weekends_in_a_row", _TIMES),
    "break_minutes": Bound("missed_break", _MINUTES),
    "break_after": Bound("missed_break", _MINUTES),
    "average_week": Bound("legal_year", _MINUTES),
    "average_over": Bound("legal_year", _MONTHS),
    "travel_between_clients": Bound("", _YES),
    "travel_from_home": Bound("", _YES),
}
"""Every bound that a pack may give a number for; all but those of travel are fields of `Labour`."""


@dataclass(frozen=True, slots=True)
class PackNumber:
    """One number: what it bounds, its value in its unit, where it is written and since which year, what a breach of it
    weighs (HARD forbids, a number warns, None = as the rule does by default), and what is to be known of it.

    A number without a value or without a source is unknown, and off.
    """

    bound: str
    value: int | float | bool | None = None
    unit: str = "minutes"
    source: str = ""
    year: int | None = None
    weight: Weight | None = None
    note: str = ""

    @property
    def known(self) -> bool:
        return self.value is not None and bool(self.source.strip())

    @property
    def amount(self) -> int | None:
        """In Ronda's own unit (minutes, days or months); None where it is unknown."""
        if self.value is None or not self.known:
            return None
        return round(self.value * BOUNDS[self.bound].units[self.unit])

    def faults(self, where: str) -> Iterator[Fault]:
        bound = BOUNDS.get(self.bound)
        if bound is None:
            yield Fault(where, "bound", self.bound, f"no such bound: correct it (there are: {', '.join(BOUNDS)})")
            return
        if self.unit not in bound.units:
            yield Fault(where, f"{self.bound}.unit", self.unit, f"give {' or '.join(bound.units)}")
        elif self.value is not None:
            yield from self._value_faults(where, bound)
        if self.year is not None and not 1800 <= self.year <= 2900:
            yield Fault(where, f"{self.bound}.year", self.year, "give the year of the source, such as 2015")
        if self.weight not in (None, HARD):
            weight = self.weight
            if isinstance(weight, bool | str) or weight is None or not 0 <= weight <= 1_000_000:
                remedy = 'give "HARD", which forbids, or a number from 0 to 1,000,000, which warns'
                yield Fault(where, f"{self.bound}.weight", weight, remedy)
            elif round(weight, 3) != weight:
                yield Fault(where, f"{self.bound}.weight", weight, "give at most three decimals")

    def _value_faults(self, where: str, bound: Bound) -> Iterator[Fault]:
        name, value = f"{self.bound}.value", self.value
        if bound.units is _YES:
            if value is not True:
                yield Fault(where, name, value, "Ronda counts it always: give true, or leave the number out")
        elif isinstance(value, bool) or value is None or not 0 <= value < 1_000_000:
            yield Fault(where, name, value, f"give a number of {self.unit}, 0 or more")
        elif round(value * bound.units[self.unit], 6) % 1:
            yield Fault(where, name, value, "comes to no whole number of minutes, days or months: round it")


@dataclass(frozen=True, slots=True)
class Pack:
    """The numbers of a law or an agreement, from a date on and, if told, until the last day on which they hold."""

    id: str
    version: str
    title: str
    since: date
    until: date | None = None
    numbers: tuple[PackNumber, ...] = ()

    @property
    def name(self) -> str:
        """As plans and reports call it."""
        return f"{self.id} {self.version}"

    def number(self, bound: str) -> PackNumber | None:
        """What the pack says of a bound; None where it is silent."""
        return next((one for one in self.numbers if one.bound == bound), None)

    def amount(self, bound: str) -> int | None:
        """A bound in Ronda's own unit; None where the pack is silent or does not know."""
        number = self.number(bound)
        return None if number is None else number.amount

    def weight(self, rule: str) -> Weight | None:
        """What a breach of a rule weighs where one of its numbers is known; None where the pack does not say."""
        return next(
            (
                one.weight
                for one in self.numbers
                if one.known and BOUNDS[one.bound].rule == rule and one.weight is not None
            ),
            None,
        )

    def holds(self, first: date, last: date) -> bool:
        """Whether it holds on every day from the first to the last."""
        return self.since <= first and (self.until is None or last <= self.until)

    def faults(self, where: str = "labour") -> Iterator[Fault]:
        """where: the words that each fault begins with."""
        for name in ("id", "version"):
            value = getattr(self, name)
            if not value or value != value.strip():
                yield Fault(where, f"pack.{name}", value, "give a text without blanks around it")
        if self.until is not None and self.until < self.since:
            yield Fault(where, "pack.until", self.until, f"lies before the pack's first day ({self.since})")
        told: set[str] = set()
        weights: dict[str, tuple[str, Weight]] = {}
        for one in self.numbers:
            yield from one.faults(where)
            if one.bound in told:
                yield Fault(where, "pack.numbers", one.bound, "given twice: a pack has one number for a bound")
            told.add(one.bound)
            if one.bound in BOUNDS and one.weight is not None:
                rule = BOUNDS[one.bound].rule
                other, weight = weights.setdefault(rule, (one.bound, one.weight))
                if weight != one.weight:
                    remedy = f"{other} of the same rule has {weight}: give both the same, or one of them none"
                    yield Fault(where, f"{one.bound}.weight", one.weight, remedy)
