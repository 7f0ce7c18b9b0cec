"""What every rule finds on a plan, whether or not it counts: amounts do not depend on weights."""

from dataclasses import dataclass, replace

import numpy as np

from engine.check import check
from engine.plan import Plan
from engine.problem import Problem, Weights
from engine.rules import RULES
from engine.shapes import Unit

PLACE = {rule.id: place for place, rule in enumerate(RULES)}
"""The column of each rule in every array of this package."""

_ALL_COUNT = Weights({rule.id: 1 for rule in RULES}, name="every rule counts")


@dataclass(frozen=True, slots=True, eq=False)
class Amounts:
    """A plan as the rules see it. whole: what each rule finds, in its own whole units (ticks where it counts minutes),
    shape (rules,); findings: in how many findings, shape (rules,).

    facts, fact_findings: the same of what is forbidden by construction and has no weight. unplanned: visits left out.
    """

    whole: np.ndarray
    findings: np.ndarray
    facts: int
    fact_findings: int
    unplanned: tuple[str, ...]
    ticks_per_minute: int

    def of(self, rule: str) -> float:
        """What one rule finds, in minutes where it counts minutes, as `Verdict.amounts` tells it."""
        place = PLACE[rule]
        amount = int(self.whole[place])
        return amount / self.ticks_per_minute if RULES[place].unit == Unit.MINUTES else amount


def amounts(problem: Problem, plan: Plan) -> Amounts:
    """Ask the referee once, with every rule counting. Raises PlanError when the plan is of another problem."""
    verdict = check(replace(problem, weights=_ALL_COUNT), plan)
    whole, findings = np.zeros(len(RULES), np.int64), np.zeros(len(RULES), np.int64)
    for finding in verdict.findings:
        whole[PLACE[finding.rule]] += finding.amount
        findings[PLACE[finding.rule]] += 1
    return Amounts(
        whole=whole,
        findings=findings,
        facts=sum(finding.amount for finding in verdict.violations),
        fact_findings=len(verdict.violations),
        unplanned=verdict.unplanned,
        ticks_per_minute=problem.ticks_per_minute,
    )
