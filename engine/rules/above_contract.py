"""A carer does not work more than the hours of the contract, nor what was worked ahead; travel is working time."""

from engine.problem import Problem
from engine.shapes import Fold, Group, Team, Unit
from engine.teams import per_carer_week


def _weeks(problem: Problem) -> tuple[Team, ...]:
    together = problem.labour.hours_over
    return per_carer_week(
        problem, lambda _carer: None, lambda carer: carer.contract, together, lambda carer: carer.carried
    )


RULE = Group(
    id="above_contract",
    title="Hours above contract",
    sentence="{carer} has {amount} minutes more than the contract says.",
    unit=Unit.MINUTES,
    weight=0.3,
    uses=("carer.contract", "carer.carried", "labour.hours_over", "visit.duration", "travel.times"),
    fold=Fold.SUM,
    teams=_weeks,
    total=lambda day: day.service + day.travel,
)
