"""What the referee found in a plan, rule by rule, as plain data: what is forbidden first, then what costs most."""

from typing import Any

from api.documents.verdicts import finding_document
from engine.explain import title
from engine.problem import Problem
from engine.result import Finding, Verdict


def findings_document(
    problem: Problem, verdict: Verdict, language: str, rule: str | None, first: int, most: int
) -> dict[str, Any]:
    """Every rule that found something; of each so many findings, from one on. rule: only this one."""
    groups: dict[tuple[str, bool], list[Finding]] = {}
    for hard, found in ((True, verdict.violations), (False, verdict.findings)):
        for finding in found:
            if rule in (None, finding.rule):
                groups.setdefault((finding.rule, hard), []).append(finding)
    told = [_group(problem, name, hard, found, language, first, most) for (name, hard), found in groups.items()]
    told.sort(key=lambda group: (not group["hard"], -(group["cost"] or 0), group["rule"]))
    return {"clean": verdict.clean, "cost": verdict.cost, "groups": told, "first": first, "most": most}


def _group(
    problem: Problem, rule: str, hard: bool, found: list[Finding], language: str, first: int, most: int
) -> dict[str, Any]:
    dearest = sorted(found, key=lambda one: -(one.cost or one.amount))
    return {
        "rule": rule,
        "title": title(rule, language),
        "hard": hard,
        "count": len(found),
        "cost": None if hard else sum(one.cost or 0 for one in found),
        "findings": [finding_document(problem, one, language) for one in dearest[first : first + most]],
    }
