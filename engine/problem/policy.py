"""What matters how much: the co-op's weights, and the labour bounds that its rules refer to."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import Literal

from engine.errors import Fault
from engine.problem.pack import BOUNDS, Pack, PackNumber
from engine.units import HARD, Weight

DECIMALS = 1000
"""Weights have at most three decimals, so that every cost stays a whole number inside."""


LONGEST_AVERAGE = 120
"""Months; no law averages over longer."""


@dataclass(frozen=True, slots=True)
class Weights:
    """The named, versioned numbers that say what one unit of each rule costs; HARD forbids, 0 switches off.

    values: rule id -> weight. others: what holds for rules not named: their own "default", or "off".
    """

    values: Mapping[str, Weight] = field(default_factory=dict)
    others: Literal["default", "off"] = "default"
    name: str = "default"
    version: str = "1"

    def faults(self) -> Iterator[Fault]:
        where = f"weights {self.name}"
        for rule, weight in self.values.items():
            if weight == HARD:
                continue
            if not isinstance(weight, int | float) or isinstance(weight, bool) or not 0 <= weight <= 1_000_000:
                yield Fault(where, rule, weight, 'give a number from 0 to 1,000,000, or "HARD"')
            elif round(weight, 3) != weight:  # not weight * DECIMALS: 1.001 * 1000 is no whole number in binary
                yield Fault(where, rule, weight, "give at most three decimals")


@dataclass(frozen=True, slots=True)
class Labour:
    """The bounds of the labour rules, in minutes whatever the tick (source of the defaults: Catalan home care, and
    Directive 2003/88/EC for the daily rest); None switches a bound off.

    weekly_rest_over: 7 or 14 days; over 14, the rests of two weeks are one sum of stretches of a day or more.
    hours_over: 1 or 2 weeks, over which contract and wanted hours are held. average_week, average_over: the weekly work
    that may not be exceeded on average over so many months; accounts hold it (see `engine.accounts`).
    weekends_in_a_row: how many worked weekends may follow each other. break_minutes, break_after: how long the break is
    that shifts without one of their own get, and after how much work it is due. pack: where the numbers come from; what
    it says is in the bounds already, unless the co-op set them otherwise (see `engine.packs`).
    """

    longest_day: int | None = 540
    rest_between_days: int | None = 720
    weekly_rest: int | None = 2160
    weekends_in_a_row: int | None = 2
    weekly_rest_over: int = 7
    hours_over: int = 1
    break_minutes: int | None = None
    break_after: int | None = None
    average_week: int | None = None
    average_over: int | None = None
    pack: Pack | None = None

    def faults(self) -> Iterator[Fault]:
        for name in BOUNDED:
            value = getattr(self, name)
            if value is not None and value < 0:
                yield Fault("labour", name, value, "give 0 or more, or null to switch the bound off")
        if self.weekly_rest_over not in (7, 14):
            yield Fault("labour", "weekly_rest_over", self.weekly_rest_over, "give 7 or 14 days")
        if self.hours_over not in (1, 2):
            yield Fault("labour", "hours_over", self.hours_over, "give 1 or 2 weeks")
        for name in ("break_minutes", "average_over"):
            if getattr(self, name) == 0:
                yield Fault("labour", name, 0, "give 1 or more, or null to switch the bound off")
        if self.average_over is not None and self.average_over > LONGEST_AVERAGE:
            yield Fault("labour", "average_over", self.average_over, f"give {LONGEST_AVERAGE} months at most")
        if self.pack is not None:
            yield from self.pack.faults()

    def follows(self, rule: str) -> PackNumber | None:
        """The pack's number that a rule holds as it stands there; None where the co-op has set it otherwise."""
        if self.pack is None or rule not in _BOUND:
            return None
        own = [one for one in self.pack.numbers if one.known and BOUNDS[one.bound].rule == rule]
        same = all(getattr(self, one.bound) == one.amount for one in own)
        return own[0] if own and same else None


_BOUND = frozenset(bound.rule for bound in BOUNDS.values())
"""The rules that hold a bound of the pack."""

BOUNDED = tuple(one.name for one in fields(Labour) if one.name not in ("pack", "weekly_rest_over", "hours_over"))
"""The bounds by name, which may be switched off."""
