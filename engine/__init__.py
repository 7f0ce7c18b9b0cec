"""Ronda's engine: matches home carers with clients, plans their rounds, and says why.

The names below are the public ones. They are read when first asked for, so that looking at a problem does not load the
solvers.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from engine.catalogue import catalogue
    from engine.check import check
    from engine.errors import DataError, EngineError, Fault, PlanError, ProblemError, RuleError, StrategyError
    from engine.explain import changes, sentence, why, why_not
    from engine.kpi import Kpis, kpis
    from engine.limits import Limits
    from engine.plan import Day, Plan, Route, Stop, replay
    from engine.problem import (
        Break,
        Carer,
        Client,
        Competency,
        Labour,
        Link,
        Need,
        Pin,
        Place,
        Problem,
        Published,
        Shift,
        TravelMatrix,
        Visit,
        Want,
        Weights,
        Window,
    )
    from engine.result import Bound, Finding, Progress, Result, StopReason, Verdict
    from engine.rules import RULES
    from engine.solve import STRATEGIES, solve
    from engine.strategies.insert import Inserter
    from engine.units import HARD

_HOME = {
    "engine.catalogue": ("catalogue",),
    "engine.check": ("check",),
    "engine.errors": ("DataError", "EngineError", "Fault", "PlanError", "ProblemError", "RuleError", "StrategyError"),
    "engine.explain": ("changes", "sentence", "why", "why_not"),
    "engine.kpi": ("Kpis", "kpis"),
    "engine.limits": ("Limits",),
    "engine.plan": ("Day", "Plan", "Route", "Stop", "replay"),
    "engine.problem": (
        "Break",
        "Carer",
        "Client",
        "Competency",
        "Labour",
        "Link",
        "Need",
        "Pin",
        "Place",
        "Problem",
        "Published",
        "Shift",
        "TravelMatrix",
        "Visit",
        "Want",
        "Weights",
        "Window",
    ),
    "engine.result": ("Bound", "Finding", "Progress", "Result", "StopReason", "Verdict"),
    "engine.rules": ("RULES",),
    "engine.solve": ("STRATEGIES", "solve"),
    "engine.strategies.insert": ("Inserter",),
    "engine.units": ("HARD",),
}
_MODULE = {name: module for module, names in _HOME.items() for name in names}

__all__ = [
    "Bound",
    "Break",
    "Carer",
    "Client",
    "Competency",
    "DataError",
    "Day",
    "EngineError",
    "Fault",
    "Finding",
    "HARD",
    "Inserter",
    "Kpis",
    "Labour",
    "Limits",
    "Link",
    "Need",
    "Pin",
    "Place",
    "Plan",
    "PlanError",
    "Problem",
    "ProblemError",
    "Progress",
    "Published",
    "RULES",
    "Result",
    "Route",
    "RuleError",
    "STRATEGIES",
    "Shift",
    "Stop",
    "StopReason",
    "StrategyError",
    "TravelMatrix",
    "Verdict",
    "Visit",
    "Want",
    "Weights",
    "Window",
    "catalogue",
    "changes",
    "check",
    "kpis",
    "replay",
    "sentence",
    "solve",
    "why",
    "why_not",
]


def __getattr__(name: str) -> Any:
    if name not in _MODULE:
        raise AttributeError(f"module 'engine' has no public name {name!r}")
    return getattr(import_module(_MODULE[name]), name)
