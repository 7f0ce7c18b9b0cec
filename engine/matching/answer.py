"""What comes back when somebody asks who should care for a client: offers, carers ruled out, and what would help."""

from dataclasses import dataclass
from enum import StrEnum

from engine.explain.reasons import Contribution
from engine.plan import Route
from engine.problem import Problem
from engine.result import Finding
from engine.units import Ticks


class Bar(StrEnum):
    """What rules a carer out; the first that applies."""

    NOT_ASKED = "not asked"  # left out by the request
    FORBIDDEN_PAIR = "forbidden pair"  # a hard rule about this care and this carer
    NO_SHIFT = "no shift"  # none on that day
    OUT_OF_REACH = "out of reach"  # with nothing else to do, still not there in time or not back by the shift's end
    BUSY = "busy"  # no gap between what is planned
    BREAKS_RULE = "breaks a rule"  # a gap, but a hard rule about days, weeks, rest or links forbids it
    NOT_ALL = "not all"  # could do some of the visits, not all


@dataclass(frozen=True, slots=True)
class Slot:
    """One visit by one carer at one time."""

    visit: str
    carer: str
    shift: str
    start: Ticks


@dataclass(frozen=True, slots=True)
class Push:
    """Another client's visit that would begin later than told."""

    visit: str
    client: str
    old: Ticks
    new: Ticks


@dataclass(frozen=True, slots=True)
class Offer:
    """A way to meet the request: who comes when, and what it does to the plan.

    cost: what the referee says of the plan with it, less what it says of the plan without it; contributions: the
    same rule by rule; points: the same in points (see engine.price). pushes: others' visits that would begin later.
    missing: visits of the request that it leaves undone. also: other starts that would be possible for the same carer,
    where one visit is asked for. routes: the rounds that change. findings: what the referee finds on these visits.
    """

    slots: tuple[Slot, ...]
    points: int
    cost: float
    contributions: tuple[Contribution, ...]
    pushes: tuple[Push, ...]
    routes: tuple[Route, ...]
    findings: tuple[Finding, ...] = ()
    missing: tuple[str, ...] = ()
    also: tuple[Ticks, ...] = ()

    @property
    def carers(self) -> tuple[str, ...]:
        """Who would come, each once, in the order of their first visit."""
        return tuple(dict.fromkeys(slot.carer for slot in self.slots))


@dataclass(frozen=True, slots=True)
class RuledOut:
    """A carer who cannot, and why. findings: the hard rules that say so; between: the clients who are in the way.

    Of a package, visits: those that the carer cannot make; why: what bars the first of them (bar says NOT_ALL where
    others are possible).
    """

    carer: str
    bar: Bar
    findings: tuple[Finding, ...] = ()
    between: tuple[str, ...] = ()
    visits: tuple[str, ...] = ()
    why: Bar | None = None


class Help(StrEnum):
    """What would help where nobody fits."""

    WINDOW = "window"  # a wider window
    TRAINING = "training"  # a competency that somebody would have to learn
    PUSH = "push"  # other clients who would agree to a later time
    CREW = "crew"  # more different carers


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing that would help, and the offer that it would make possible.

    opens, closes: the window that it takes. competency, level: what would have to be learnt, carers: by whom it would
    help most. pushes: how many others would be told a later time. crew: how many different carers.
    """

    help: Help
    offer: Offer
    opens: Ticks | None = None
    closes: Ticks | None = None
    competency: str | None = None
    level: int | None = None
    carers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """Who should care for this client, and when: the best offers first, ties in the order of ids.

    problem: with the request's visits. further: carers beyond the offers who could do it too, each with what it would
    cost. partial: offers that leave some visits undone, where none does them all. advice: what would help, where there
    is no offer. beyond: how many visits of the request fall outside the horizon, and were not looked at.
    """

    problem: Problem
    visits: tuple[str, ...]
    offers: tuple[Offer, ...]
    further: tuple[tuple[str, float], ...]
    ruled_out: tuple[RuledOut, ...]
    partial: tuple[Offer, ...] = ()
    advice: tuple[Advice, ...] = ()
    beyond: int = 0
