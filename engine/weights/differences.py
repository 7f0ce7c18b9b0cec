"""What is weighed otherwise from one version of the weights to another, in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from engine.explain.sentences import spoken
from engine.languages import title_of
from engine.problem import WeightsDocument
from engine.rules import RULES
from engine.shapes import AnyRule
from engine.units import HARD, Weight
from engine.weights.lines import left_to_packs, weight_in
from engine.weights.phrases import EACH, told, weight_words


class Manner(StrEnum):
    """In which way a rule is told otherwise."""

    FORBIDDEN = "forbidden"
    ALLOWED = "allowed"  # it was forbidden
    BEGINS = "begins"
    ENDS = "ends"
    MORE = "more"
    LESS = "less"
    FROM_PACK = "from_pack"  # a labour pack told it, if there was one
    TO_PACK = "to_pack"
    REASON_ANEW = "reason_anew"


@dataclass(frozen=True, slots=True)
class Change:
    """One rule that is told otherwise. reason: of now."""

    rule: str
    title: str
    manner: Manner
    before: Weight
    after: Weight
    reason: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What is different in the second version. follows: whether it names the first as its parent; same: whether both
    are one content."""

    before: str
    after: str
    same: bool
    follows: bool
    changes: tuple[Change, ...]
    summary: tuple[str, ...]


def differences(before: WeightsDocument, after: WeightsDocument, language: str = "en") -> Difference:
    """Compare two versions rule by rule: what weighs otherwise, what is left to labour packs or no more, and reasons
    that were told anew. Raises EngineError for a language that is not spoken."""
    spoken(language)
    changes = tuple(_changes(before, after, language))
    return Difference(
        before=before.content_hash,
        after=after.content_hash,
        same=before.content_hash == after.content_hash,
        follows=after.parent == before.content_hash,
        changes=changes,
        summary=(_headline(before, after, len(changes), language), *(_whole(one, language) for one in changes)),
    )


def _changes(before: WeightsDocument, after: WeightsDocument, language: str) -> Iterator[Change]:
    for rule in RULES:
        old, new = weight_in(before, rule), weight_in(after, rule)
        manner = _manner(before, after, rule, old, new)
        if manner is None:
            continue
        title = title_of(rule, language)
        sentence = told(
            manner.value,
            language,
            title=title,
            each=EACH(rule.unit, language),
            before=weight_words(old, language),
            after=weight_words(new, language),
        )
        yield Change(rule.id, title, manner, old, new, after.reasons.get(rule.id, ""), sentence)


def _manner(before: WeightsDocument, after: WeightsDocument, rule: AnyRule, old: Weight, new: Weight) -> Manner | None:
    if old != new:
        return _of_weights(old, new)
    if left_to_packs(before, rule) != left_to_packs(after, rule):
        return Manner.TO_PACK if left_to_packs(after, rule) else Manner.FROM_PACK
    same = before.reasons.get(rule.id, "") == after.reasons.get(rule.id, "")
    return None if same else Manner.REASON_ANEW


def _of_weights(old: Weight, new: Weight) -> Manner:
    if new == HARD:
        return Manner.FORBIDDEN
    if new == 0:
        return Manner.ENDS
    if old == HARD:
        return Manner.ALLOWED
    if old == 0:
        return Manner.BEGINS
    return Manner.MORE if new > old else Manner.LESS


def _headline(before: WeightsDocument, after: WeightsDocument, count: int, language: str) -> str:
    names = {"before": f"{before.name} {before.version}", "after": f"{after.name} {after.version}"}
    if not count:
        return told("no_difference", language, **names)
    return told("difference_count", language, **names, count=count, all=len(RULES))


def _whole(change: Change, language: str) -> str:
    if not change.reason:
        return change.sentence
    return f"{change.sentence} {told('because', language, reason=change.reason)}"
