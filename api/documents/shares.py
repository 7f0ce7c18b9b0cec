"""What a member of the co-op may know of a plan: what it weighs, and how fairly it is shared out. Nobody is named."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from api.documents.groups import distribution
from engine.catalogue import catalogue
from engine.kpi import Kpis
from engine.problem import Problem
from engine.units import HARD, Weight

PERCENT_OF_HOURS = (50, 70, 80, 90, 100, 110)
PERCENT_OF_TRAVEL = (5, 10, 15, 20, 30)
WEEKENDS = (1, 2, 3, 4)
UNPAID_HOURS = (0.5, 1, 2, 4, 8)
FACES = (2, 3, 4, 5, 7, 10)
"""Where one group ends and the next begins."""


def weights_document(problem: Problem, since: date | None, language: str) -> dict[str, Any]:
    """The weights of a problem, each beside its default, those first that the co-op has set otherwise."""
    defaults: dict[str, Weight] = {entry.id: entry.weight for entry in catalogue()}
    rules = [
        {
            "rule": entry.id,
            "title": entry.title,
            "unit": entry.unit,
            "weight": entry.weight,
            "default": defaults[entry.id],
            "stands": stands(entry.weight, defaults[entry.id]),
        }
        for entry in catalogue(language, problem)
        if entry.shape != "fact"
    ]
    return {
        "name": problem.weights.name,
        "version": problem.weights.version,
        "since": None if since is None else since.isoformat(),
        "rules": sorted(rules, key=lambda one: one["stands"] == "default"),
    }


def stands(weight: Weight, default: Weight) -> str:
    """How a weight stands beside its default: default, hard, off, more or less; `soft` where only the default
    forbids."""
    if weight == default:
        return "default"
    if weight == HARD:
        return "hard"
    if weight == 0:
        return "off"
    if default == HARD:
        return "soft"
    return "more" if weight > default else "less"


def fairness_document(found: Kpis) -> dict[str, Any]:
    """How hours, travel, weekends and unpaid gaps are shared out among carers, and how many carers a client sees."""
    working = [one for one in found.carers if one.minutes > 0]
    return {
        "contract": distribution(_percent([(one.minutes, one.contract) for one in found.carers]), PERCENT_OF_HOURS),
        "wanted": distribution(_percent([(one.minutes, one.wanted) for one in found.carers]), PERCENT_OF_HOURS),
        "travel": distribution(_percent([(one.travel, one.minutes) for one in working]), PERCENT_OF_TRAVEL),
        "weekends": distribution([one.weekends for one in found.carers], WEEKENDS),
        "unpaid": distribution([one.unpaid / 60 for one in found.carers], UNPAID_HOURS),
        "faces": distribution([one.carers for one in found.clients if one.carers], FACES),
    }


def _percent(pairs: Sequence[tuple[float, float | None]]) -> list[float]:
    """Each part as a percentage of its whole, where there is one."""
    return [100 * part / whole for part, whole in pairs if whole]
