"""A version of the weights rule by rule, in sentences that a member understands."""

from dataclasses import dataclass

from engine.explain.sentences import spoken
from engine.languages import title_of
from engine.problem import BOUNDS, WeightsDocument
from engine.rules import BY_ID, RULES
from engine.shapes import AnyRule
from engine.units import HARD, Weight
from engine.weights.phrases import EACH, MANY, WORD_OF_MANY, number, rounded, told, weight_words

BY_PACKS = frozenset(bound.rule for bound in BOUNDS.values() if bound.rule)
"""The rules of which a labour pack may tell the weight, where the weights do not name them."""

_YARDSTICK = "travel"
"""A cost says little by itself; a minute on the way is something that everybody knows."""


@dataclass(frozen=True, slots=True)
class Line:
    """What one rule weighs. named: whether the document says it itself; changed: whether it is not the default; of a
    rule that a labour pack may tell, the default is what holds without one. reason: "" where none was given."""

    rule: str
    title: str
    unit: str
    weight: Weight
    default: Weight
    named: bool
    changed: bool
    sentence: str
    state: str
    reason: str


def weight_in(document: WeightsDocument, rule: AnyRule) -> Weight:
    """What a rule weighs under a document, where no labour pack tells otherwise."""
    unnamed = rule.weight if document.others == "default" else 0
    return document.values.get(rule.id, unnamed)


def left_to_packs(document: WeightsDocument, rule: AnyRule) -> bool:
    """Whether a problem's labour pack, if it has one, tells what the rule weighs."""
    return rule.id in BY_PACKS and rule.id not in document.values and document.others == "default"


def lines(document: WeightsDocument, language: str = "en") -> tuple[Line, ...]:
    """Every rule in the order of the list. Raises EngineError for a language that is not spoken."""
    spoken(language)
    travel = weight_in(document, BY_ID[_YARDSTICK])
    return tuple(_line(document, rule, travel, language) for rule in RULES)


def _line(document: WeightsDocument, rule: AnyRule, travel: Weight, language: str) -> Line:
    weight = weight_in(document, rule)
    changed = weight != rule.weight
    sentence = cost_sentence(rule, weight, travel, language)
    if left_to_packs(document, rule):
        sentence = f"{sentence} {told('pack_first', language)}"
    state = (
        told("changed", language, weight=weight_words(rule.weight, language)) if changed else told("default", language)
    )
    return Line(
        rule=rule.id,
        title=title_of(rule, language),
        unit=rule.unit.value,
        weight=weight,
        default=rule.weight,
        named=rule.id in document.values,
        changed=changed,
        sentence=sentence,
        state=state,
        reason=document.reasons.get(rule.id, ""),
    )


def cost_sentence(rule: AnyRule, weight: Weight, travel: Weight, language: str) -> str:
    """What one unit costs: "Lateness, total: each minute costs 3, as much as 3 min of travel." travel: what a minute
    on the way weighs."""
    title, each = title_of(rule, language), EACH(rule.unit, language)
    if weight == HARD:
        return told("forbids", language, title=title)
    if weight == 0:
        return told("counts_not", language, title=title)
    cost = number(weight, language)
    if rule.id == _YARDSTICK or travel == HARD or travel == 0:
        return told("costs", language, title=title, each=each, weight=cost)
    gaps = {"title": title, "each": each, "weight": cost}
    if weight < travel / 2 and rule.unit in MANY:
        minutes = rounded(weight * MANY[rule.unit] / travel, language)
        return told("many_as_travel", language, **gaps, many=WORD_OF_MANY(rule.unit, language), minutes=minutes)
    return told("costs_as_travel", language, **gaps, minutes=rounded(weight / travel, language))
