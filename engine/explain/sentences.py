"""A finding put into words: the rule's own sentence with its gaps filled."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import cache
from string import Formatter

from engine.check import titles
from engine.construction import BREAK_DETAILS, MISPLACED_BREAK, TOO_MANY
from engine.explain.basis import basis
from engine.explain.words import UNKNOWN, WORDS, clock_words, day_words, number, wants
from engine.languages import sentence_of, spoken, title_of
from engine.problem import Problem
from engine.result import Finding
from engine.shapes import Rule, Unit

_ATTRIBUTES = "carer.attributes"
"""Rules that look at attributes tell in their details which are asked and which are not to be there."""


def filled(template: str, gaps: Mapping[str, object]) -> str:
    """A template with its {gaps} filled; what is unknown or absent becomes an ellipsis."""
    return _filled(template, gaps.get)


def _filled(template: str, gap: Callable[[str], object]) -> str:
    try:
        parts = _parts(template)
    except ValueError:  # a lone brace: better told as it stands than not at all
        return template
    return "".join([text if name is None else text + _known(gap(name)) for text, name in parts])


@cache
def _parts(template: str) -> tuple[tuple[str, str | None], ...]:
    """Text, and the gap behind it. The same few templates are filled for hundreds of carers."""
    return tuple((text, name) for text, name, _, _ in Formatter().parse(template))


def _known(value: object) -> str:
    return UNKNOWN if value is None or value == "" else str(value)


def sentence(finding: Finding, problem: Problem, language: str = "en") -> str:
    """What a finding says, in one of `engine.shapes.LANGUAGES`; clock times are local.

    Where it breaks a number of the problem's rule pack, pack and source stand in brackets at its end.

    Raises EngineError for a language that is not spoken.
    """
    spoken(language)
    rule = titles().get(finding.rule)
    if rule is None:
        return f"{finding.rule}: {finding.amount}"

    def gap(name: str) -> object:
        look = _GAPS.get(name)
        return None if look is None else look(rule, finding, problem, language)

    told = _filled(sentence_of(rule, language), gap)
    source = basis(finding, problem)
    if not source:
        return told
    stop = WORDS("stop", language)
    return f"{told.removesuffix(stop)} ({source}){stop}"


def title(rule: str, language: str) -> str:
    """The title of a rule or fact; its id where there is none."""
    known = titles().get(rule)
    return rule if known is None else title_of(known, language)


def _amount(rule: Rule, finding: Finding, problem: Problem, language: str) -> str:
    scale = problem.ticks_per_minute if rule.unit == Unit.MINUTES else 1
    return number(finding.amount / scale, language)


def _detail(rule: Rule, finding: Finding, problem: Problem, language: str) -> str:
    if rule is MISPLACED_BREAK:
        return _break_detail(finding.detail, problem, language)
    return wants(finding.detail, language) if _ATTRIBUTES in rule.uses else finding.detail


def _break_detail(detail: str, problem: Problem, language: str) -> str:
    kind, *numbers = detail.split() or [""]
    if kind not in BREAK_DETAILS.english:
        return detail
    scale = 1 if kind == TOO_MANY else problem.ticks_per_minute
    return BREAK_DETAILS(kind, language).format(*(number(int(one) / scale, language) for one in numbers))


def _day(_rule: Rule, finding: Finding, problem: Problem, language: str) -> str | None:
    if finding.about.day is not None:
        return day_words(problem.start + timedelta(days=finding.about.day), language)
    return None if finding.at is None else day_words(problem.calendar.date_of(finding.at), language)


_GAPS: dict[str, Callable[[Rule, Finding, Problem, str], object]] = {
    "carer": lambda _rule, finding, _problem, _language: finding.about.carer,
    "client": lambda _rule, finding, _problem, _language: finding.about.client,
    "visit": lambda _rule, finding, _problem, _language: finding.about.visit,
    "other": lambda _rule, finding, _problem, _language: finding.about.other,
    "amount": _amount,
    "detail": _detail,
    "day": _day,
    "clock": lambda _rule, finding, problem, _language: clock_words(problem, finding.at),
}
"""What fills each gap; only those that a sentence has are looked up, since hundreds of sentences are told at once."""
