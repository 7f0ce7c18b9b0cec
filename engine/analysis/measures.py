"""What people count when they compare plans, whatever the weights: minutes, carers per client, euros."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from engine.analysis.amounts import Amounts, amounts
from engine.explain.words import SIGNS, signed
from engine.kpi import Kpis, kpis
from engine.languages import Texts
from engine.plan import Plan
from engine.problem import Problem

MINUTES_PER_HOUR = 60
CENTS_PER_EURO = 100


@dataclass(frozen=True, slots=True)
class Seen:
    """A plan as measures see it. euros_per_hour: what an hour of care or travel costs the co-op."""

    amounts: Amounts
    kpis: Kpis
    euros_per_hour: float = 0.0


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure of a plan, of which less is better: its id, its title in English, its unit (one of `SIGNS`, or none),
    and how it is read."""

    id: str
    title: str
    unit: str
    of: Callable[[Seen], float]


def _euros(seen: Seen) -> float:
    hours = (seen.kpis.service_minutes + seen.kpis.travel_minutes) / MINUTES_PER_HOUR
    return seen.amounts.of("travel_cost") / CENTS_PER_EURO + hours * seen.euros_per_hour


def _off_contract(seen: Seen) -> float:
    return (seen.amounts.of("below_contract") + seen.amounts.of("above_contract")) / MINUTES_PER_HOUR


MEASURES = (
    Measure("travel", "travel", "minutes", lambda seen: seen.kpis.travel_minutes),
    Measure("continuity", "carers per client", "", lambda seen: seen.kpis.carers_per_client_mean),
    Measure("faces", "carers beyond the clients' targets", "", lambda seen: seen.amounts.of("continuity")),
    Measure("euros", "cost", "euros", _euros),
    Measure("hours", "hours off contract", "hours", _off_contract),
    Measure("lateness", "lateness", "minutes", lambda seen: seen.kpis.late_minutes),
    Measure("fairness", "uneven work", "hours", lambda seen: seen.amounts.of("workload_spread") / MINUTES_PER_HOUR),
    Measure("unpaid", "unpaid gaps", "minutes", lambda seen: seen.kpis.unpaid_minutes),
    Measure("overtime", "overtime", "minutes", lambda seen: seen.kpis.overtime_minutes),
    Measure("unplanned", "visits left out", "", lambda seen: seen.kpis.unplanned),
)
"""In the order in which sentences tell them. fairness: how far carers' work lies from their mean, added up."""

TITLES = Texts("measures", {measure.id: measure.title for measure in MEASURES})

MEASURE = {measure.id: measure for measure in MEASURES}


def figures(
    problem: Problem, plan: Plan, euros_per_hour: float = 0.0, known: Amounts | None = None
) -> dict[str, float]:
    """Every measure of a plan, by id. known: its amounts, where they are at hand.

    euros: kilometres as travel costs them, and hours of care and travel if their price is told.
    """
    seen = Seen(known or amounts(problem, plan), kpis(problem, plan), euros_per_hour)
    return {measure.id: measure.of(seen) for measure in MEASURES}


def differences(before: Mapping[str, float], after: Mapping[str, float]) -> dict[str, float]:
    """What changes from one plan's figures to another's, without what stays as it is."""
    steps = {name: round(after[name] - value, 6) for name, value in before.items()}
    return {name: step for name, step in steps.items() if step}


def in_words(steps: Mapping[str, float], language: str) -> str:
    """Differences as a list: "travel −12 min, carers per client +0.08"."""
    return ", ".join(
        f"{TITLES(name, language)} {signed(step, language)}{sign_of(MEASURE[name], language)}"
        for name, step in steps.items()
    )


def sign_of(measure: Measure, language: str) -> str:
    """What stands behind the number of a measure: " min", or nothing where it is a count."""
    return SIGNS(measure.unit, language) if measure.unit else ""
