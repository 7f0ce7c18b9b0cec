"""The referee's judgement as plain data, and what stands in a plan file beside the rounds."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from typing import Any

from engine.data.canonical import weights_used
from engine.explain import sentence
from engine.kpi import kpis
from engine.plan import Plan
from engine.problem import Problem
from engine.result import Bound, Finding, Result, Subject, Verdict

Reasons = Mapping[str, Sequence[str]]


def verdict_document(
    problem: Problem, plan: Plan, verdict: Verdict, language: str, reasons: Reasons | None = None
) -> dict[str, Any]:
    """The referee's judgement. weights: by which it judges; amounts: in each rule's unit; reasons: only where they were
    asked for."""
    return {
        "problem": problem.name,
        "weights": weights_used(problem),
        "clean": verdict.clean,
        "cost": verdict.cost,
        "components": verdict.components,
        "amounts": verdict.amounts,
        "violations": [finding_document(problem, finding, language) for finding in verdict.violations],
        "visits": len(problem.visits),
        "unplanned": [
            {"visit": name, "client": problem.visit[name].client}
            | ({} if reasons is None else {"reasons": list(reasons.get(name, ()))})
            for name in verdict.unplanned
        ],
        "estimated": kpis(problem, plan).estimated,
    }


_ABOUT = tuple(field.name for field in fields(Subject))  # not asdict: hundreds of findings, and it copies deeply


def finding_document(problem: Problem, finding: Finding, language: str) -> dict[str, Any]:
    """One finding. amount: as the rule counts, times in ticks."""
    return finding_told(finding, sentence(finding, problem, language))


def finding_told(finding: Finding, told: str) -> dict[str, Any]:
    """The same where its sentence is at hand."""
    about = {name: value for name in _ABOUT if (value := getattr(finding.about, name)) is not None}
    return {"rule": finding.rule, "amount": finding.amount, "cost": finding.cost, "sentence": told, **about}


def result_document(problem: Problem, result: Result, language: str, reasons: Reasons) -> dict[str, Any]:
    """A plan's judgement and how it came about."""
    return verdict_document(problem, result.plan, result.verdict, language, reasons) | {
        "seconds": round(result.seconds, 3),
        "iterations": result.iterations,
        "seed": result.seed,
        "strategy": result.strategy,
        "stopped": result.stopped.value,
        "bound": None if result.bound is None else asdict(result.bound) | {"gap": gap(result.verdict, result.bound)},
        "kpis": asdict(kpis(problem, result.plan)),
    }


def beside_plan(problem: Problem, result: Result, language: str) -> dict[str, Any]:
    """The sections of a plan file that Ronda adds for readers; nothing in them depends on the clock. weights: those
    that it was made under."""
    return {
        "weights": weights_used(problem),
        "verdict": verdict_document(problem, result.plan, result.verdict, language),
        "kpis": asdict(kpis(problem, result.plan)),
        "made": {"strategy": result.strategy, "seed": result.seed, "stopped": result.stopped.value},
    }


def gap(verdict: Verdict, bound: Bound) -> float:
    """How far, at most, the plan is from the best one, as a share of its cost."""
    return max(0.0, verdict.cost - bound.value) / verdict.cost if verdict.cost else 0.0
