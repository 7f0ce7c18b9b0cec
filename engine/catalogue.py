"""The table of rules, for people: docs, command line, API and hub."""

from dataclasses import dataclass

from engine.construction import FACTS
from engine.languages import sentence_of, title_of
from engine.problem import Problem
from engine.rules import RULES, weight_of
from engine.shapes import Group, PerLeg, Rule
from engine.units import Weight


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the table. shape: "fact" for what is hard by construction; uses: what it looks at, see `Rule`."""

    id: str
    title: str
    shape: str
    unit: str
    weight: Weight
    sentence: str
    uses: tuple[str, ...]


def catalogue(language: str = "en", problem: Problem | None = None) -> tuple[Entry, ...]:
    """All facts and rules in order; weights are the defaults, or those that a problem sets."""
    facts = tuple(_entry(fact, "fact", fact.weight, language) for fact in FACTS)
    return facts + tuple(
        _entry(rule, _shape(rule), rule.weight if problem is None else weight_of(rule, problem), language)
        for rule in RULES
    )


def _shape(rule: Rule) -> str:
    if isinstance(rule, Group):
        return f"group {rule.fold.value}"
    return "leg" if isinstance(rule, PerLeg) else type(rule).__name__.lower()


def _entry(rule: Rule, shape: str, weight: Weight, language: str) -> Entry:
    title, sentence = title_of(rule, language), sentence_of(rule, language)
    return Entry(rule.id, title, shape, rule.unit.value, weight, sentence, rule.uses)


def as_markdown(language: str = "en", problem: Problem | None = None) -> str:
    """The table of rules as the docs print it, or with the weights of a problem."""
    weight = "default weight" if problem is None else "weight"
    rows = [f"| rule | shape | unit | {weight} | what it says | looks at |", "|---|---|---|---|---|---|"]
    for entry in catalogue(language, problem):
        cells = (f"`{entry.id}` {entry.title}", entry.shape, entry.unit, str(entry.weight), entry.sentence)
        rows.append(f"| {' | '.join((*cells, ', '.join(entry.uses)))} |")
    return "\n".join(rows) + "\n"


_HEAD = """# The rules

Written by `make docs`, held equal to the code by a test. How a rule is told: [CONTRIBUTING](../CONTRIBUTING.md).

A *fact* has no weight: nobody is in two places at once. A rule costs its weight for each unit of what it finds; with
the weight `HARD` it forbids. Times cost per minute whatever the tick.

Of people, care, ties, labour bounds and travel a rule *looks at* nothing but the fields in its last column; a test
holds this. Not told are the plan itself, and what only finds the row or the day: ids, places and travel modes.

"""


def page() -> str:
    """The page `engine/RULES.md`."""
    return _HEAD + as_markdown()
