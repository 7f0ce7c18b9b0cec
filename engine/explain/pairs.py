"""Visits that are done together or not at all: what holds for both of them is told once."""

from collections.abc import Mapping, Sequence

from engine.explain.phrases import phrase
from engine.problem import Problem

Reasons = Mapping[str, Sequence[str]]

_REASON = "\N{OBJECT REPLACEMENT CHARACTER}"


def belongs_with(problem: Problem, visit: str) -> tuple[str, ...]:
    """The visits that are done with this one or not at all."""
    ties = [(link.first, link.second) for link in problem.links if link.both]
    others = [second if first == visit else first for first, second in ties if visit in (first, second)]
    return tuple(dict.fromkeys(others))


def told_once(problem: Problem, reasons: Reasons, language: str = "en") -> dict[str, tuple[str, ...]]:
    """Unplanned visit -> why, in the order given; what was just told of the other of two visits is not told again."""
    before: dict[str, Sequence[str]] = {}
    found: dict[str, tuple[str, ...]] = {}
    for visit, told in reasons.items():
        found[visit] = shortened(problem, visit, told, before, language)
        before[visit] = told
    return found


def shortened(
    problem: Problem, visit: str, told: Sequence[str], before: Reasons, language: str = "en"
) -> tuple[str, ...]:
    """Why a visit is left out, given what has been told before: of the same reasons only whose they are."""
    for other in belongs_with(problem, visit):
        if other in before and _essence(visit, other, told, language) == _essence(
            other, visit, before[other], language
        ):
            return (*told[:1], phrase("same_reasons", language, other=other))
    return tuple(told)


def _essence(visit: str, other: str, told: Sequence[str], language: str) -> list[str]:
    """Reasons without their first sentence, and without saying which of the two they are about."""
    tie = phrase("partner", language, other=other)
    head = phrase("partner_excluded", language, other=other, reason=_REASON).split(_REASON)[0]
    longer, shorter = sorted((visit, other), key=len, reverse=True)
    return [
        line.removeprefix(head).replace(longer, _REASON).replace(shorter, _REASON) for line in told[1:] if line != tie
    ]
