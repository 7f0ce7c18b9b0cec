"""How one version of the weights comes after another, or is the first to be written down."""

from collections.abc import Mapping
from datetime import date

from engine.errors import Fault, WeightsError
from engine.problem import Weights, WeightsDocument
from engine.units import Weight
from engine.weights.reading import judged


def next_version(
    before: WeightsDocument | Weights,
    *,
    author: str,
    reason: str,
    version: str | None = None,
    name: str | None = None,
    values: Mapping[str, Weight | None] | None = None,
    reasons: Mapping[str, str] | None = None,
    effective: date | None = None,
) -> WeightsDocument:
    """The version after another, which it names as its parent; of a problem's own weights, the first one.

    values: what is weighed otherwise; None gives a rule back to its default. reasons: for single rules; those of before
    stay where the rule weighs the same. version: by default one more, where the old one is a number, unless a problem's
    own weights are only written down. Raises WeightsError with every fault.
    """
    old = before if isinstance(before, Weights) else before.weights
    merged = {rule: value for rule, value in {**old.values, **(values or {})}.items() if value is not None}
    why = {} if isinstance(before, Weights) else before.reasons
    kept = {rule: told for rule, told in why.items() if merged.get(rule) == old.values.get(rule)}
    same = isinstance(before, Weights) and merged == old.values and name in (None, old.name)
    return judged(
        WeightsDocument(
            name=name or old.name,
            version=version or (old.version if same else _one_more(old)),
            values=merged,
            others=old.others,
            reasons={**kept, **(reasons or {})},
            author=author,
            reason=reason,
            effective=effective,
            parent=None if isinstance(before, Weights) else before.content_hash,
        )
    )


def _one_more(weights: Weights) -> str:
    if not (weights.version.isascii() and weights.version.isdecimal()):
        remedy = "is no number to be counted on from: say what the new version is called"
        raise WeightsError([Fault(f"weights {weights.name}", "version", weights.version, remedy, ("version",))])
    return str(int(weights.version) + 1)
