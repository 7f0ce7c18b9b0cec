"""What an explanation is made of, before it is put into words."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from engine.explain.phrases import phrase
from engine.explain.sentences import title
from engine.explain.words import measured, signed
from engine.plan import Plan
from engine.result import Finding, Verdict
from engine.rules import BY_ID
from engine.units import Ticks

MOST_PARTS = 6
"""So many rules are named in one sentence; the others are added up."""


class Placer(Protocol):
    """Finds the best place for one visit in the rounds of one carer.

    The answer differs from the plan only in that this visit is done by that carer and, where a link says that both are
    done or neither, its unplanned partner by whoever suits best. Every other visit stays with its carer and in its
    order; times and breaks may move. Best is what breaks the fewest hard rules and then costs least. None: there is no
    place for it. The visit is unplanned in the plan that is given.
    """

    def __call__(self, plan: Plan, visit: str, carer: str, /) -> Plan | None: ...


class Obstacle(StrEnum):
    """What stands between a visit and a carer; the first that applies, but a way in that would pay comes before."""

    RULED_OUT = "ruled out"  # a hard rule about this visit and this carer
    NO_SHIFT = "no shift"  # none on the visit's day
    OUT_OF_REACH = "out of reach"  # no shift in which, all alone, it begins in its window and ends in the shift
    IMPOSSIBLE = "impossible"  # breaks a hard rule even when nothing else is planned
    PARTNER = "partner"  # would fit alone, but no place was found for the visits that are done with it or not at all
    BUSY = "busy"  # breaks a hard rule, or has no place, only because of what else is planned
    COSTS_MORE = "costs more"  # fits, and the plan as it is costs no more
    FITS = "fits"  # fits, and the plan would be better for it


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one rule adds to a difference between two plans. amount: in the rule's unit; cost: None = a hard rule."""

    rule: str
    amount: float
    cost: float | None


@dataclass(frozen=True, slots=True)
class Alternative:
    """The best way to give a visit to a carer: when, and what it would change.

    cost: of the whole plan, after less before; contributions: the same rule by rule. left_out: what leaving the visit
    out costs now, 0 where it is planned. broken: what would be forbidden and is not so yet. mends: whether something
    that is forbidden now would no longer be.
    """

    carer: str
    shift: str
    start: Ticks
    cost: float
    left_out: float
    contributions: tuple[Contribution, ...]
    broken: tuple[Finding, ...]
    mends: bool


@dataclass(frozen=True, slots=True)
class Candidate:
    """One carer, and what stands between them and a visit. findings: the hard rules that say so."""

    carer: str
    obstacle: Obstacle
    findings: tuple[Finding, ...] = ()
    alternative: Alternative | None = None

    @property
    def usable(self) -> bool:
        """Whether there is a way to give the visit to this carer that breaks nothing."""
        return self.alternative is not None and not self.alternative.broken


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a visit is where it is, or why it is nowhere (carer None).

    contributions: the plan less the plan without this visit, rule by rule; findings: those about the visit.
    alternatives: the three best of the other carers; excluded: the carers who cannot, and why.
    """

    visit: str
    carer: str | None
    start: Ticks | None
    contributions: tuple[Contribution, ...]
    findings: tuple[Finding, ...]
    alternatives: tuple[Alternative, ...]
    excluded: tuple[Candidate, ...]
    summary: tuple[str, ...]


def contributions(before: Verdict, after: Verdict) -> tuple[Contribution, ...]:
    """What each rule adds to the difference of two verdicts on one problem, in the order of the rules."""
    found: list[Contribution] = []
    for rule, amount in after.amounts.items():
        if amount != before.amounts[rule]:
            soft = rule in after.components
            cost = after.components[rule] - before.components[rule] if soft else None
            found.append(Contribution(rule, amount - before.amounts[rule], cost))
    return tuple(found)


def worse(before: Verdict, after: Verdict) -> tuple[Finding, ...]:
    """What is forbidden in the later verdict, and was not or was less so in the earlier."""
    had, has = _violations(before), _violations(after)
    return tuple(finding for finding in after.violations if has[_key(finding)] > had[_key(finding)])


def _violations(verdict: Verdict) -> Counter[tuple[str | None, ...]]:
    amounts: Counter[tuple[str | None, ...]] = Counter()
    for finding in verdict.violations:
        amounts[_key(finding)] += finding.amount
    return amounts


def _key(finding: Finding) -> tuple[str | None, ...]:
    """Which violation a finding is, whoever does the visit."""
    about = finding.about
    place = (about.visit, about.other) if about.visit is not None else (about.shift, None)
    return finding.rule, *place, about.team


def by_rule(parts: tuple[Contribution, ...], language: str) -> str:
    """Contributions in words, what is forbidden and what costs most first: "Travel time +12 min (+12); Overtime …"."""
    ordered = sorted(parts, key=lambda part: -abs(part.cost) if part.cost is not None else float("-inf"))
    shown, rest = ordered[:MOST_PARTS], [part.cost for part in ordered[MOST_PARTS:] if part.cost is not None]
    texts = [_part(part, language) for part in shown]
    if rest:
        texts.append(f"{phrase('other_rules', language)} ({signed(sum(rest), language)})")
    return "; ".join(texts) or "±0"


def _part(part: Contribution, language: str) -> str:
    amount = measured(part.amount, BY_ID[part.rule].unit, language)
    cost = "" if part.cost is None else f" ({signed(part.cost, language)})"
    return f"{title(part.rule, language)} {amount}{cost}"


def about_visit(verdict: Verdict, visit: str) -> tuple[Finding, ...]:
    """The findings that concern a visit, its partner's included."""
    both = (*verdict.violations, *verdict.findings)
    return tuple(finding for finding in both if visit in (finding.about.visit, finding.about.other))
