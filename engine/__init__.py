"""Ronda's engine: matches home carers with clients, plans their rounds, and says why.

The names below are the public ones, with `engine.solve.solve`, `engine.strategies.insert.placer`, `engine.matching`,
`engine.substitution` and `engine.analysis`, which are asked for by their own names because they load the compiled
search and CP-SAT.
"""

from engine.catalogue import catalogue
from engine.check import check
from engine.errors import (
    DataError,
    EngineError,
    Fault,
    PlanError,
    ProblemError,
    RequestError,
    RuleError,
    StrategyError,
    WeightsError,
)
from engine.explain import changes, sentence, why, why_not
from engine.kpi import Kpis, kpis
from engine.limits import Limits
from engine.plan import Day, Plan, Route, Stop, replay
from engine.problem import (
    Break,
    CarePackage,
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
    Request,
    Shift,
    Tie,
    TravelMatrix,
    Visit,
    Want,
    Weights,
    WeightsDocument,
    Window,
)
from engine.result import Bound, Finding, Progress, Result, StopReason, Verdict
from engine.rules import RULES
from engine.units import HARD

__all__ = [
    "Bound",
    "Break",
    "CarePackage",
    "Carer",
    "Client",
    "Competency",
    "DataError",
    "Day",
    "EngineError",
    "Fault",
    "Finding",
    "HARD",
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
    "Request",
    "RequestError",
    "Result",
    "Route",
    "RuleError",
    "Shift",
    "Stop",
    "StopReason",
    "StrategyError",
    "Tie",
    "TravelMatrix",
    "Verdict",
    "Visit",
    "Want",
    "Weights",
    "WeightsDocument",
    "WeightsError",
    "Window",
    "catalogue",
    "changes",
    "check",
    "kpis",
    "replay",
    "sentence",
    "why",
    "why_not",
]
