"""A finding put into words: the rule's own sentence with its gaps filled."""

from collections.abc import Mapping
from datetime import timedelta
from functools import cache
from string import Formatter

from engine.check import titles
from engine.construction import BREAK_DETAILS, MISPLACED_BREAK, TOO_MANY
from engine.errors import EngineError
from engine.explain.basis import basis
from engine.explain.words import UNKNOWN, clock_words, day_words, number
from engine.problem import Problem
from engine.result import Finding
from engine.shapes import LANGUAGES, Rule, Unit


def filled(template: str, gaps: Mapping[str, object]) -> str:
    """A template with its {gaps} filled; what is unknown or absent becomes an ellipsis."""
    try:
        parts = _parts(template)
    except ValueError:  # a lone brace: better told as it stands than not at all
        return template
    return "".join(text if name is None else text + _known(gaps.get(name)) for text, name in parts)


@cache
def _parts(template: str) -> tuple[tuple[str, str | None], ...]:
    """Text, and the gap behind it. The same few templates are filled for hundreds of carers."""
    return tuple((text, name) for text, name, _, _ in Formatter().parse(template))


def _known(value: object) -> str:
    return UNKNOWN if value is None or value == "" else str(value)


def sentence(finding: Finding, problem: Problem, language: str = "en") -> str:
    """What a finding says, in English, Catalan or Spanish; clock times are local.

    Where it breaks a number of the problem's rule pack, pack and source stand in brackets at its end.

    Raises EngineError for a language that is not spoken.
    """
    spoken(language)
    rule = titles().get(finding.rule)
    if rule is None:
        return f"{finding.rule}: {finding.amount}"
    told = filled(rule.sentences[language], _gaps(rule, finding, problem, language))
    source = basis(finding, problem)
    return f"{told.removesuffix('.')} ({source})." if source else told


def title(rule: str, language: str) -> str:
    """The title of a rule or fact; its id where there is none."""
    known = titles().get(rule)
    return rule if known is None else known.titles[language]


def spoken(language: str) -> None:
    """Raises EngineError for a language without sentences."""
    if language not in LANGUAGES:
        raise EngineError(f"no sentences in {language!r}: choose one of {', '.join(LANGUAGES)}")


def _gaps(rule: Rule, finding: Finding, problem: Problem, language: str) -> dict[str, object]:
    about = finding.about
    scale = problem.ticks_per_minute if rule.unit == Unit.MINUTES else 1
    return {
        "carer": about.carer,
        "client": about.client,
        "visit": about.visit,
        "other": about.other,
        "amount": number(finding.amount / scale, language),
        "detail": _detail(finding, problem, language),
        "day": _day(finding, problem, language),
        "clock": clock_words(problem, finding.at),
    }


def _detail(finding: Finding, problem: Problem, language: str) -> str:
    kind, *numbers = finding.detail.split() or [""]
    if finding.rule != MISPLACED_BREAK.id or kind not in BREAK_DETAILS:
        return finding.detail
    scale = 1 if kind == TOO_MANY else problem.ticks_per_minute
    return BREAK_DETAILS[kind][language].format(*(number(int(one) / scale, language) for one in numbers))


def _day(finding: Finding, problem: Problem, language: str) -> str | None:
    if finding.about.day is not None:
        return day_words(problem.start + timedelta(days=finding.about.day), language)
    return None if finding.at is None else day_words(problem.calendar.date_of(finding.at), language)
