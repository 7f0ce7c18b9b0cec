"""Which facts an answer rests on: what the rules that count look at, in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from engine.construction import FACTS
from engine.explain.fact_words import FACT_WORDS
from engine.explain.phrases import phrase
from engine.problem import Problem
from engine.rules import RULES, active
from engine.shapes import AnyRule


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that was looked at, and for which rules. name: `kind.field`."""

    name: str
    rules: tuple[str, ...]

    def words(self, language: str = "en") -> str:
        return FACT_WORDS(self.name, language)


def facts(problem: Problem, rules: Iterable[AnyRule] | None = None) -> tuple[Fact, ...]:
    """What the rules that count under a problem's weights look at, in the order in which they are listed.

    rules: those that an answer has asked, of which the ones that are switched off count for nothing; None = all, with
    what is hard by construction, as a plan asks them.
    """
    found: dict[str, list[str]] = {}
    always = FACTS if rules is None else ()
    count = {rule.id for rule, _ in active(problem)}
    counting = (rule for rule in (RULES if rules is None else rules) if rule.id in count)
    for rule in (*always, *counting):
        for name in rule.uses:
            found.setdefault(name, []).append(rule.id)
    return tuple(Fact(name, tuple(asking)) for name, asking in found.items())


def used(found: Sequence[Fact], language: str = "en") -> str:
    """One sentence that lists facts: "Used: the contract hours of carers; the length of visits." """
    return phrase("used", language, facts="; ".join(fact.words(language) for fact in found))
