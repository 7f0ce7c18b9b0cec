"""The carers and the stretches in which they work."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from engine.errors import Fault
from engine.units import Ticks


@dataclass(frozen=True, slots=True)
class Competency:
    """A qualification that a carer holds: a level, an optional last day of validity, an optional ESCO URI."""

    name: str
    level: int = 1
    expires: date | None = None
    uri: str | None = None


@dataclass(frozen=True, slots=True)
class Want:
    """An attribute that somebody asks of the other side: to be there (a language) or not (a smoker, a cat).

    why: the reason that the care plan gives; without one, no protected attribute may be required (Problem.protected).
    """

    attribute: str
    present: bool = True
    why: str = ""

    @property
    def asked(self) -> tuple[str, bool]:
        """What is asked, whatever the reason."""
        return self.attribute, self.present

    def met_by(self, attributes: frozenset[str] | tuple[str, ...]) -> bool:
        return (self.attribute in attributes) == self.present

    def __str__(self) -> str:
        name = self.attribute if self.present else f"no {self.attribute}"
        return f"{name} ({self.why})" if self.why else name


@dataclass(frozen=True, slots=True)
class Carer:
    """A worker-member of the co-op: what they can do, whom they will not serve, the hours that they have and want.

    contract, wanted, legal_most: ticks of work in a week; None where unknown, and then no rule asks.
    carried: ticks above the contract from before the horizon, below 0 where they are missing; year_left: ticks that may
    still be worked in the accounting year, None where nobody asks (see `engine.accounts`).
    requires and wishes are about the client's attributes (an allergy to cats); refuses holds client ids.
    """

    id: str
    competencies: tuple[Competency, ...] = ()
    attributes: tuple[str, ...] = ()
    requires: tuple[Want, ...] = ()
    wishes: tuple[Want, ...] = ()
    refuses: tuple[str, ...] = ()
    contract: Ticks | None = None
    wanted: Ticks | None = None
    legal_most: Ticks | None = None
    carried: Ticks = 0
    year_left: Ticks | None = None

    def level(self, competency: str, on: date) -> int:
        """The level that this carer holds on a date, 0 for none; the last day of validity still counts."""
        return max(
            (held.level for held in self.competencies if held.name == competency and not _expired(held, on)), default=0
        )

    def faults(self) -> Iterator[Fault]:
        where = f"carer {self.id}"
        for held in self.competencies:
            if held.level < 1:
                yield Fault(where, f"competencies.{held.name}.level", held.level, "give a level of 1 or more")
        for name in ("contract", "wanted", "legal_most"):
            value = getattr(self, name)
            if value is not None and value < 0:
                yield Fault(where, name, value, "give 0 or more ticks a week, or leave it out")
        if self.year_left is not None and self.year_left < 0:
            remedy = "give 0 or more ticks: 0 where nothing more may be worked this year; or leave it out"
            yield Fault(where, "year_left", self.year_left, remedy)


def _expired(held: Competency, on: date) -> bool:
    return held.expires is not None and held.expires < on


@dataclass(frozen=True, slots=True)
class Break:
    """A rest that a shift must hold: so many ticks, within a span of the day.

    The span bounds the break's start from below and, from above, its end or its start as `latest_at` says.
    due_after: the break is due once the round lasts longer than this many ticks; None = always, even if nobody is
    visited.
    """

    duration: Ticks
    earliest: Ticks
    latest: Ticks
    latest_at: Literal["start", "end"] = "end"
    due_after: Ticks | None = None

    @property
    def latest_start(self) -> Ticks:
        return self.latest - (self.duration if self.latest_at == "end" else 0)


@dataclass(frozen=True, slots=True)
class Shift:
    """One working stretch of one carer. Availability is the set of a carer's shifts; a split day is two.

    leaves: "late" = the carer leaves as late as the first stop allows; "at_start" = when the shift begins.
    """

    id: str
    carer: str
    start: Ticks
    end: Ticks
    start_place: str
    end_place: str
    mode: str = "walk"
    rest: Break | None = None
    leaves: Literal["late", "at_start"] = "late"

    def faults(self) -> Iterator[Fault]:
        where = f"shift {self.id}"
        if self.start < 0:
            yield Fault(where, "start", self.start, "a shift begins at tick 0 or later")
        if self.end <= self.start:
            yield Fault(where, "end", self.end, f"a shift ends after its start ({self.start})")
        if self.rest is not None:
            if self.rest.duration <= 0:
                yield Fault(where, "rest.duration", self.rest.duration, "a break lasts at least one tick")
            if self.rest.latest_start < self.rest.earliest:
                yield Fault(where, "rest.latest", self.rest.latest, "the break does not fit its own span: widen it")
            if self.rest.due_after is not None and self.rest.due_after < 0:
                yield Fault(where, "rest.due_after", self.rest.due_after, "give 0 or more ticks, or null for always")
