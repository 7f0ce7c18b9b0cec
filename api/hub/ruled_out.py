"""Those who cannot take a visit, by what stands in the way: what hundreds have in common is told once."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


def _(message: str) -> str:
    """Mark a message for the catalogues; the template says it in the page's language."""
    return message


KINDS: dict[str, str] = {
    "fits": _("Would be a gain"),
    "costs more": _("Could, at a higher cost"),
    "breaks a rule": _("Has a gap, but a hard rule forbids it"),
    "busy": _("Busy with other visits"),
    "not all": _("Could do some of it, not all"),
    "partner": _("Nobody is left for the visit that goes with it"),
    "out of reach": _("Not there in time, or not back by the end of the shift"),
    "impossible": _("Impossible, even with nothing else planned"),
    "forbidden pair": _("A hard rule keeps this carer from this visit"),
    "ruled out": _("A hard rule keeps this carer from this visit"),
    "no shift": _("No shift on that day"),
    "not asked": _("Not to be asked"),
}
"""What stands in the way, as matches and explanations name it, and what pages call it; the least of it first."""

ANYBODY = "…"
"""Stands in a sentence for the carer's id."""


@dataclass(frozen=True, slots=True)
class Reason:
    """What stands in the way of so many carers. told: each sentence about it, with the carers of whom it is true; an
    empty one where the title says it all."""

    title: str
    count: int
    told: tuple[tuple[str, tuple[str, ...]], ...]


def reasons(found: Iterable[Mapping[str, Any]], kind: str) -> list[Reason]:
    """Carers by what rules them out. kind: the field that names it."""
    kinds: dict[str, dict[str, list[str]]] = {}
    for one in found:
        alike = kinds.setdefault(one[kind], {})
        alike.setdefault(_sentence(one), []).append(one["carer"])
    order = list(KINDS)
    return [
        Reason(KINDS[name], sum(map(len, alike.values())), tuple((line, tuple(who)) for line, who in alike.items()))
        for name, alike in sorted(kinds.items(), key=lambda one: order.index(one[0]))
    ]


def _sentence(one: Mapping[str, Any]) -> str:
    """What is said of a carer, so that it can be said of others too."""
    text = one.get("sentence") or " ".join(finding["sentence"] for finding in one["findings"])
    return re.sub(rf"(?<![\w-]){re.escape(one['carer'])}(?![\w-])", ANYBODY, text)
