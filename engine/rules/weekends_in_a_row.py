"""Not too many worked weekends follow each other."""

from engine.problem import Problem
from engine.shapes import Fold, Group, Team, Unit
from engine.teams import carer_weekends


def _weekends(problem: Problem) -> tuple[Team, ...]:
    bound = problem.labour.weekends_in_a_row
    return () if bound is None else carer_weekends(problem, bound)


RULE = Group(
    id="weekends_in_a_row",
    title="Too many weekends in a row",
    sentence="{carer} works {amount} weekend(s) in a row too many.",
    unit=Unit.TIMES,
    weight=100,
    uses=("labour.weekends_in_a_row",),
    fold=Fold.RUN,
    teams=_weekends,
)
