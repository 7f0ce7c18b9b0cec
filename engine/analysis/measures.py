"""What people count when they compare plans, whatever the weights: minutes, carers per client, euros."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from engine.analysis.amounts import Amounts, amounts
from engine.explain.words import signed
from engine.kpi import Kpis, kpis
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
    """One figure of a plan, of which less is better: its id, its titles, the sign behind its number, and how it is
    read."""

    id: str
    titles: Mapping[str, str]
    sign: str
    of: Callable[[Seen], float]


def _euros(seen: Seen) -> float:
    hours = (seen.kpis.service_minutes + seen.kpis.travel_minutes) / MINUTES_PER_HOUR
    return seen.amounts.of("travel_cost") / CENTS_PER_EURO + hours * seen.euros_per_hour


def _off_contract(seen: Seen) -> float:
    return (seen.amounts.of("below_contract") + seen.amounts.of("above_contract")) / MINUTES_PER_HOUR


MEASURES = (
    Measure(
        "travel",
        {"en": "travel", "ca": "desplaçaments", "es": "desplazamientos"},
        " min",
        lambda seen: seen.kpis.travel_minutes,
    ),
    Measure(
        "continuity",
        {"en": "carers per client", "ca": "persones per client", "es": "personas por cliente"},
        "",
        lambda seen: seen.kpis.carers_per_client_mean,
    ),
    Measure(
        "faces",
        {
            "en": "carers beyond the clients' targets",
            "ca": "persones per sobre de l'objectiu dels clients",
            "es": "personas por encima del objetivo de los clientes",
        },
        "",
        lambda seen: seen.amounts.of("continuity"),
    ),
    Measure("euros", {"en": "cost", "ca": "cost", "es": "coste"}, " €", _euros),
    Measure(
        "hours",
        {"en": "hours off contract", "ca": "hores fora de contracte", "es": "horas fuera de contrato"},
        " h",
        _off_contract,
    ),
    Measure(
        "lateness",
        {"en": "lateness", "ca": "retards", "es": "retrasos"},
        " min",
        lambda seen: seen.kpis.late_minutes,
    ),
    Measure(
        "fairness",
        {"en": "uneven work", "ca": "feina desigual", "es": "trabajo desigual"},
        " h",
        lambda seen: seen.amounts.of("workload_spread") / MINUTES_PER_HOUR,
    ),
    Measure(
        "unpaid",
        {"en": "unpaid gaps", "ca": "buits sense pagar", "es": "huecos sin pagar"},
        " min",
        lambda seen: seen.kpis.unpaid_minutes,
    ),
    Measure(
        "overtime",
        {"en": "overtime", "ca": "hores extra", "es": "horas extra"},
        " min",
        lambda seen: seen.kpis.overtime_minutes,
    ),
    Measure(
        "unplanned",
        {"en": "visits left out", "ca": "visites sense fer", "es": "visitas sin hacer"},
        "",
        lambda seen: seen.kpis.unplanned,
    ),
)
"""In the order in which sentences tell them. fairness: how far carers' work lies from their mean, added up."""

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
        f"{MEASURE[name].titles[language]} {signed(step, language)}{MEASURE[name].sign}" for name, step in steps.items()
    )
