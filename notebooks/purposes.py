"""What rules are for: the rules with weights put together under the purposes that people talk about."""

from collections.abc import Mapping, Sequence

from engine.analysis import MEASURES, Scores
from engine.explain import SIGNS

PURPOSES: Mapping[str, tuple[str, ...]] = {
    "left out": ("unplanned",),
    "travel": ("travel", "travel_cost"),
    "faces": ("continuity", "usual_carer", "preferred_carer"),
    "on time": ("lateness", "worst_lateness", "preferred_time"),
    "hours": ("below_contract", "above_contract", "wanted_hours", "overtime"),
    "gaps": ("waiting", "worst_waiting", "idlest", "missed_break"),
    "even work": ("workload_spread", "weekends_in_a_row"),
}
"""Each purpose with its rules; whatever else has a weight is "other"."""

OTHER = "other"

TITLES: Mapping[str, str] = {
    one.id: f"{one.title}, {SIGNS(one.unit).strip()}" if one.unit else one.title for one in MEASURES
}
"""What a plan is, apart from what it costs: the title and the unit of each measure."""


def told(value: float, sign: str = "") -> str:
    """A figure as people read it, whole from a hundred on. sign: "+" for a difference."""
    near = round(value, 6)
    text = f"{near:{sign},.0f}" if abs(near) >= 100 else f"{near:{sign}.3g}"
    return text.replace("-", "−") if near else "0"


Paid = dict[str, float]
"""What a plan pays, by purpose."""


def purpose_of(rule: str) -> str:
    """What a rule is for."""
    return next((purpose for purpose, rules in PURPOSES.items() if rule in rules), OTHER)


def by_purpose(scores: Scores, weights: int = 0) -> list[Paid]:
    """What each plan pays for what under one of the weights."""
    found: list[Paid] = []
    for plan in scores.components[:, weights, :]:
        paid = dict.fromkeys((*PURPOSES, OTHER), 0.0)
        for rule, cost in zip(scores.rules, plan.tolist(), strict=True):
            paid[purpose_of(rule)] += cost
        found.append(paid)
    return found


def beyond(paid: Sequence[Paid]) -> list[Paid]:
    """The same less what every plan pays alike for a purpose: differences between plans stay as they are."""
    alike = {purpose: min(one[purpose] for one in paid) for purpose in paid[0]} if paid else {}
    return [{purpose: cost - alike[purpose] for purpose, cost in one.items()} for one in paid]
