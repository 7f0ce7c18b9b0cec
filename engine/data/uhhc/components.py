"""The cost components of UHHC as the weights of our rules."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.data.uhhc.shape import Head
from engine.errors import Fault
from engine.problem import Weights
from engine.units import HARD, Weight

RULE_OF = {
    "travel_time": "travel",
    "total_tardiness": "lateness",
    "highest_tardiness": "worst_lateness",
    "total_waiting_time": "waiting",
    "max_waiting_time": "worst_waiting",
    "total_extra_time": "overtime",
    "max_idle_time": "idlest",
    "workload_balance": "workload_spread",
    "caregiver_preferences": "preferred_carer",
    "optional_patients": "unplanned",
    "missed_lunch_break": "missed_break",
    "qualification": "competence",
    "incompabilities": "refused",
    "incompatibilities": "refused",
}
"""Component -> rule. The format itself spells "incompabilities" so."""

ALWAYS_HARD = (
    "must_do",
    "simultaneous",
    "order",
    "minimum_gap",
    "maximum_gap",
    "different_carers",
    "same_carer",
    "together",
    "one_round_at_a_time",
    "unreachable",
)
HARD_UNLESS_WEIGHTED = ("competence", "refused")


@dataclass(frozen=True)
class Priced:
    """The weights that an instance's components come to, and what is wrong with them."""

    weights: Weights
    faults: tuple[Fault, ...]


def weights(head: Head) -> Priced:
    """What an instance charges: a component that is missing or 0 costs nothing, HARD forbids."""
    components: dict[str, Weight] = {name: value for name, value in (head.cost_components or {}).items() if value}
    values: dict[str, Weight] = dict.fromkeys((*ALWAYS_HARD, *HARD_UNLESS_WEIGHTED), HARD)
    for name, weight in components.items():
        if name in RULE_OF:
            values[RULE_OF[name]] = weight
    if components.get("working_time") == HARD:
        values["overtime"] = HARD
    return Priced(Weights(values, others="off", name="uhhc"), tuple(_faults(components)))


def _faults(components: Mapping[str, Weight]) -> Iterator[Fault]:
    known = ", ".join((*RULE_OF, 'working_time ("HARD" only)'))
    for name, weight in components.items():
        if name not in RULE_OF and not (name == "working_time" and weight == HARD):
            yield Fault("metadata.cost_components", name, weight, f"cannot be charged: take it out, or use {known}")
