"""What a co-op may want more of or less of: each aim is a measure of plans, and the rules whose weights move it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engine.analysis.measures import MEASURE, Measure
from engine.errors import EngineError
from engine.units import HARD, Weight


@dataclass(frozen=True, slots=True)
class Aim:
    """A measure of which less is better, and the rules that weigh it."""

    id: str
    measure: Measure
    rules: tuple[str, ...]

    def moved_by(self, weights: Mapping[str, Weight]) -> tuple[str, ...]:
        """The rules that count and do not forbid: those whose weight can be changed."""
        return tuple(rule for rule in self.rules if weights[rule] not in (0, HARD))


AIMS = {
    aim: Aim(aim, MEASURE[measure], rules)
    for aim, measure, rules in (
        ("travel", "travel", ("travel", "travel_cost")),
        ("continuity", "faces", ("continuity", "usual_carer", "preferred_carer")),
        ("hours", "hours", ("below_contract", "above_contract")),
        ("lateness", "lateness", ("lateness", "worst_lateness")),
        ("fairness", "fairness", ("workload_spread", "idlest")),
    )
}

CARE = ("must_do", "unplanned")
"""No aim is bought with care: these weigh more wherever an aim does, and no plan counts that leaves out more."""


def chosen(names: Sequence[str], weights: Mapping[str, Weight]) -> tuple[Aim, ...]:
    """The aims of these names. Raises EngineError for fewer than two, unknown ones and those that nothing moves."""
    unknown = sorted(set(names) - set(AIMS))
    if unknown:
        raise EngineError(f"unknown aim(s) {', '.join(unknown)}: choose among {', '.join(AIMS)}")
    if len(set(names)) < 2 or len(set(names)) != len(names):
        raise EngineError(f"the aims are {', '.join(names) or 'none'}: choose two different ones or more")
    for name in names:
        if not AIMS[name].moved_by(weights):
            told = ", ".join(f"{rule} is {weights[rule]}" for rule in AIMS[name].rules)
            raise EngineError(f"nothing moves the aim {name!r}: {told}; give one of them a number above 0")
    return tuple(AIMS[name] for name in names)
