"""Whether a text is in the language that it should be in: what English it has left over."""

import re
from collections.abc import Iterable

from engine.problem import Problem, Want

OWN_SCRIPT = ("hi", "gu")
"""Languages in which a Latin letter is none of theirs."""

ENGLISH = frozenset(
    {
        *("the", "with", "and", "are", "is", "was", "not", "nobody", "each"),
        *("less", "carer", "carers", "visit", "visits", "week", "weeks", "day", "days"),
        *("minute", "minutes", "rule", "rules", "costs", "more", "fewer", "other", "others"),
        *("between", "by", "from", "of", "to", "would", "could", "may", "does"),
        *("have", "time", "times", "an", "in", "it", "its", "that", "who"),
        *("what", "which", "when", "where", "than", "this", "then", "there", "too"),
        *("many", "left", "begins", "begin", "shift", "shifts", "round", "rounds"),
    }
)
"""Words of the English sentences; none of them is a word of another language in which Ronda speaks."""

_WORD = re.compile(r"[^\W\d_]+")


def english_in(text: str, language: str, data: Iterable[str] = ()) -> list[str]:
    """The English words of a text, apart from what stands in the data: ids, competencies, attributes."""
    if language == "en":
        return []
    known = {word.lower() for told in data for word in _WORD.findall(told)}
    words = [word for word in _WORD.findall(text) if word.lower() not in known]
    if language in OWN_SCRIPT:
        return [word for word in words if word[0].isascii()]
    return [word for word in words if word.lower() in ENGLISH]


def words_of(problem: Problem) -> list[str]:
    """What sentences may quote of a problem."""
    carers, clients, visits = problem.carers, problem.clients, problem.visits
    wants: list[Want] = [want for one in (*carers, *clients) for want in (*one.requires, *one.wishes)]
    wants += [want for visit in visits for want in (*visit.requires, *visit.wishes)]
    return [
        *(one.id for one in (*carers, *clients, *visits, *problem.shifts)),
        *(held.name for carer in carers for held in carer.competencies),
        *(need.competency for visit in visits for need in visit.needs),
        *(text for want in wants for text in (want.attribute, want.why)),
        *(name for one in (*carers, *clients) for name in one.attributes),
    ]
