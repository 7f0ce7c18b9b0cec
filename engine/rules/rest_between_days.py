"""Between two days of work lies enough rest."""

from engine.problem import Problem
from engine.shapes import Fold, Group, Team, Unit
from engine.teams import carer_days
from engine.units import HARD


def _nights(problem: Problem) -> tuple[Team, ...]:
    bound = problem.labour.rest_between_days
    return () if bound is None else carer_days(problem, problem.minutes(bound))


RULE = Group(
    id="rest_between_days",
    title="Rest between two days",
    sentence="{carer} lacks {amount} minutes of rest between two days.",
    unit=Unit.MINUTES,
    weight=HARD,
    uses=("labour.rest_between_days", "shift.start", "shift.leaves", "travel.times"),
    fold=Fold.APART,
    teams=_nights,
)
