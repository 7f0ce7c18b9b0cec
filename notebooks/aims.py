"""What rules are for: the rules with weights put together under the aims that people talk about."""

from collections.abc import Iterable, Mapping, Sequence

from engine import kpis
from engine.analysis import Scores
from engine.kpi import Kpis
from engine.plan import Plan
from engine.problem import Problem

AIMS: Mapping[str, tuple[str, ...]] = {
    "left out": ("unplanned",),
    "travel": ("travel", "travel_cost"),
    "faces": ("continuity", "usual_carer", "preferred_carer"),
    "on time": ("lateness", "worst_lateness", "preferred_time"),
    "hours": ("below_contract", "above_contract", "wanted_hours", "overtime"),
    "gaps": ("waiting", "worst_waiting", "idlest", "missed_break"),
    "even work": ("workload_spread", "weekends_in_a_row"),
}
"""Each aim with its rules; whatever else has a weight is "other"."""

OTHER = "other"

Figures = dict[str, float]


def aim_of(rule: str) -> str:
    """The aim that a rule serves."""
    return next((aim for aim, rules in AIMS.items() if rule in rules), OTHER)


def by_aim(scores: Scores, weights: int = 0) -> list[Figures]:
    """What each plan pays for each aim under one of the weights."""
    found: list[Figures] = []
    for plan in scores.components[:, weights, :]:
        paid = dict.fromkeys((*AIMS, OTHER), 0.0)
        for rule, cost in zip(scores.rules, plan.tolist(), strict=True):
            paid[aim_of(rule)] += cost
        found.append(paid)
    return found


def beyond(paid: Sequence[Figures]) -> list[Figures]:
    """The same less what every plan pays alike for an aim: differences between plans stay as they are."""
    alike = {aim: min(one[aim] for one in paid) for aim in paid[0]} if paid else {}
    return [{aim: cost - alike[aim] for aim, cost in one.items()} for one in paid]


MEASURES: Mapping[str, str] = {
    "travel": "travel, hours",
    "faces": "carers per client, mean",
    "usual": "visits by a usual carer, %",
    "late": "lateness, minutes in all",
    "short": "hours below contract",
    "unpaid": "unpaid gaps, hours",
    "uneven": "hours of carers, spread",
}
"""What a plan is, apart from what it costs: each measure with its title and unit."""


def measured(problem: Problem, plan: Plan) -> Figures:
    """The measures of a plan, whatever the weights."""
    return measures_of(kpis(problem, plan))


def measures_of(found: Kpis) -> Figures:
    """The same from figures that are there."""
    hours = [carer.minutes / 60 for carer in found.carers]
    return {
        "travel": round(found.travel_minutes / 60, 2),
        "faces": round(found.carers_per_client_mean, 3),
        "usual": round(100 * (found.usual_share or 0), 2),
        "late": round(found.late_minutes, 1),
        "short": round(_short(found) / 60, 2),
        "unpaid": round(found.unpaid_minutes / 60, 2),
        "uneven": round(_spread(hours), 3),
    }


def _short(found: Kpis) -> float:
    return sum(max(0.0, carer.contract - carer.minutes) for carer in found.carers if carer.contract is not None)


def _spread(values: Iterable[float]) -> float:
    """The standard deviation."""
    told = list(values)
    middle = sum(told) / len(told) if told else 0.0
    return (sum((value - middle) ** 2 for value in told) / len(told)) ** 0.5 if told else 0.0
