"""A carer gets the hours of the contract, and what was missing before; travel is working time."""

from engine.problem import Problem
from engine.shapes import Fold, Group, Team, Unit
from engine.teams import per_carer_week


def _weeks(problem: Problem) -> tuple[Team, ...]:
    together = problem.labour.hours_over
    return per_carer_week(
        problem, lambda carer: carer.contract, lambda _carer: None, together, lambda carer: carer.carried
    )


RULE = Group(
    id="below_contract",
    title="Hours below contract",
    sentence="{carer} has {amount} minutes less than the contract says.",
    unit=Unit.MINUTES,
    weight=0.1,
    uses=("carer.contract", "carer.carried", "labour.hours_over", "visit.duration", "travel.times"),
    fold=Fold.SUM,
    teams=_weeks,
    total=lambda day: day.service + day.travel,
)
