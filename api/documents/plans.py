"""A plan that was made without the queue, as it is kept: the same document and figures as of one that a worker made."""

import json
from dataclasses import asdict
from typing import Any

from api.documents.verdicts import verdict_document
from engine.data.canonical import plan_text
from engine.kpi import kpis
from engine.plan import Plan
from engine.problem import Problem
from engine.result import Verdict

BY_HAND = "by hand"
"""What stands where else the name of a strategy does."""


def plan_document(
    problem: Problem, plan: Plan, verdict: Verdict, language: str = "en", strategy: str = BY_HAND
) -> dict[str, Any]:
    """As `ronda plan -o` writes it."""
    beside = {
        "verdict": verdict_document(problem, plan, verdict, language),
        "kpis": asdict(kpis(problem, plan)),
        "made": {"strategy": strategy},
    }
    return json.loads(plan_text(plan, problem.name, beside))


def plan_figures(problem: Problem, plan: Plan, verdict: Verdict, strategy: str = BY_HAND) -> dict[str, Any]:
    """What it comes to; whoever is named in it the store leaves out."""
    return {
        "visits": len(problem.visits),
        "violations": len(verdict.violations),
        "components": verdict.components,
        "amounts": verdict.amounts,
        "kpis": asdict(kpis(problem, plan)),
        "bound": None,
        "strategy": strategy,
    }
