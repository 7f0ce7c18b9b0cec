"""What comes back when a carer cannot come: for each visit who could take it, and proposals for all of them at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from engine.explain.reasons import Contribution
from engine.matching import Push, RuledOut
from engine.plan import Plan, Route
from engine.result import Finding
from engine.units import Ticks


class Aim(StrEnum):
    """What a proposal is best at, among those that leave the fewest visits undone."""

    FEWEST_TOLD = "fewest told"  # as few clients as possible get another time, then the least cost
    CHEAPEST = "cheapest"  # the least cost, whatever the times
    FEWEST_HELPERS = "fewest helpers"  # as few carers as possible are asked, then as few clients get another time


@dataclass(frozen=True, slots=True)
class Cover:
    """One visit taken by another carer. told: the start in the running plan."""

    visit: str
    client: str
    carer: str
    shift: str
    start: Ticks
    told: Ticks

    @property
    def as_told(self) -> bool:
        return self.start == self.told


@dataclass(frozen=True, slots=True)
class StandIn:
    """A carer who could take one visit, looked at by itself: nobody else of the absence is covered yet.

    cost: what the referee says of the plan with it, less what it says with all visits of the absence left undone;
    contributions: the same rule by rule; points: the same in points (see engine.price). pushes: others' visits that
    would begin later. with_too: visits of the absence that belong together with this one, and have to be covered too.
    """

    cover: Cover
    points: int
    cost: float
    contributions: tuple[Contribution, ...]
    pushes: tuple[Push, ...]
    with_too: tuple[str, ...]
    routes: tuple[Route, ...]
    summary: str = ""

    @property
    def retold(self) -> tuple[str, ...]:
        """The clients who would have to be told a new time."""
        return retold((self.cover,), self.pushes)


@dataclass(frozen=True, slots=True)
class Shortlist:
    """Who could take one visit: those first for whom the fewest clients get a new time, then the least cost, then ids.

    further: carers beyond the list, each with what they would cost. ruled_out: everybody else but the absent carer.
    """

    visit: str
    client: str
    told: Ticks
    stand_ins: tuple[StandIn, ...]
    further: tuple[tuple[str, float], ...]
    ruled_out: tuple[RuledOut, ...]
    summary: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """A way to cover all visits of an absence, or as many as can be, and what the referee says of the plan with it.

    cost: of that plan, less that of the plan with all visits of the absence left undone; contributions: the same rule
    by rule; points: the same in points. against_running: its cost less that of the running plan, in which the absent
    carer still comes. missing: visits that nobody takes. broken: what the plan forbids that the running plan did not
    break (visits that must be done and are missing among it). plan: the whole plan; routes: the rounds that differ from
    the plan with the visits left undone.
    """

    aims: tuple[Aim, ...]
    covers: tuple[Cover, ...]
    missing: tuple[str, ...]
    pushes: tuple[Push, ...]
    points: int
    cost: float
    against_running: float
    contributions: tuple[Contribution, ...]
    broken: tuple[Finding, ...]
    routes: tuple[Route, ...]
    plan: Plan
    summary: tuple[str, ...] = ()

    @property
    def helpers(self) -> tuple[str, ...]:
        """The carers who would be asked, by id; whoever's visits are pushed is among them."""
        return tuple(sorted({cover.carer for cover in self.covers}))

    @property
    def retold(self) -> tuple[str, ...]:
        """The clients who would have to be told a new time, by id; that somebody else comes, all concerned are told."""
        return retold(self.covers, self.pushes)


@dataclass(frozen=True, slots=True)
class Substitution:
    """What can be done about an absence. kept: visits that have begun and stay. clients: whose visits are concerned.

    left_undone: what the plan costs more if nobody takes any of the visits (less, where it is negative).
    """

    carer: str
    day: date
    now: Ticks | None
    visits: tuple[str, ...]
    kept: tuple[str, ...]
    clients: tuple[str, ...]
    left_undone: float
    shortlists: tuple[Shortlist, ...]
    proposals: tuple[Proposal, ...]
    summary: tuple[str, ...] = ()


def retold(covers: Iterable[Cover], pushes: Iterable[Push]) -> tuple[str, ...]:
    """The clients whose times these change, each once, by id."""
    moved = {cover.client for cover in covers if not cover.as_told}
    return tuple(sorted(moved | {push.client for push in pushes}))
