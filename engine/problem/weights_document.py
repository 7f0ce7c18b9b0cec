"""One version of the weights as a co-op agrees on it: the numbers, who gave them and why, and what came before."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from engine.errors import Fault
from engine.problem.policy import DECIMALS, Weights
from engine.units import HARD, Weight

HASHED_AS = "ronda-weights-1"
"""What stands before the hashed numbers, so that another way of hashing one day gives other hashes."""

LONGEST = {"name": 60, "version": 40, "author": 200, "reason": 4_000}
"""Signs, at most, of each text."""

LONGEST_REASON = 1_000
"""Signs, at most, of the reason for one rule."""


def content_hash(weights: Weights) -> str:
    """SHA-256, in hexadecimal, of what has effect (values, others) and of what weights are called (name, version).

    Hashed is JSON in UTF-8 with sorted keys and no blanks; numbers are whole thousandths, so that 1, 1.0 and 1.000 are
    one. Not in it are author, reasons, date and parent: to mend a word, or to set the day, makes no other weights.
    """
    values = {rule: value if value == HARD else round(value * DECIMALS) for rule, value in weights.values.items()}
    told = {
        "format": HASHED_AS,
        "name": weights.name,
        "others": weights.others,
        "values": values,
        "version": weights.version,
    }
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def is_hash(text: str) -> bool:
    """Whether a text has the form of a content hash."""
    return len(text) == 64 and not set(text) - set("0123456789abcdef")


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightsDocument:
    """A version of the weights: what `Weights` say, why, since when and by whom.

    reasons: rule -> why it weighs what it does; HARD needs one. author: who gave them, a body or a made-up id and no
    person's name. effective: the first day on which they count, None while nobody has decided. parent: the content hash
    of the version before, None for the first.
    """

    name: str
    version: str
    values: Mapping[str, Weight] = field(default_factory=dict)
    others: Literal["default", "off"] = "default"
    reasons: Mapping[str, str] = field(default_factory=dict)
    author: str
    reason: str
    effective: date | None = None
    parent: str | None = None

    @property
    def weights(self) -> Weights:
        """As problems have them."""
        return Weights(self.values, self.others, self.name, self.version)

    @property
    def content_hash(self) -> str:
        return content_hash(self.weights)

    def faults(self) -> Iterator[Fault]:
        """Everything that is wrong in itself; whether there are such rules, `engine.weights` asks."""
        where = f"weights {self.name}"
        for name in LONGEST:
            yield from self._text_faults(where, name)
        for fault in self.weights.faults():
            yield replace(fault, path=("values", fault.field))
        for rule, value in self.values.items():
            if value == HARD and not self.reasons.get(rule, "").strip():
                yield Fault(
                    where,
                    f"reasons.{rule}",
                    self.reasons.get(rule),
                    "HARD forbids: say why, in a sentence that a member understands",
                    ("reasons",),
                )
        for rule, reason in self.reasons.items():
            if len(reason) > LONGEST_REASON:
                remedy = f"give {LONGEST_REASON:,} signs at most"
                yield Fault(where, f"reasons.{rule}", reason, remedy, ("reasons", rule))
        if self.parent is not None and not is_hash(self.parent):
            remedy = "give the content hash of the version before: 64 signs, 0-9 and a-f; or null for the first"
            yield Fault(where, "parent", self.parent, remedy, ("parent",))

    def _text_faults(self, where: str, name: str) -> Iterator[Fault]:
        text = getattr(self, name)
        one_line = name != "reason"
        if not text or text != text.strip():
            yield Fault(where, name, text, "give a text without blanks around it", (name,))
        elif len(text) > LONGEST[name]:
            yield Fault(where, name, text, f"give {LONGEST[name]:,} signs at most", (name,))
        elif one_line and not text.isprintable():
            yield Fault(where, name, text, "give one line of text", (name,))
