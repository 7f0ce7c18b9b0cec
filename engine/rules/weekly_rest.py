"""Each week holds one long stretch of rest, or each two weeks several that come to twice as much."""

from engine.problem import Problem
from engine.shapes import Fold, Group, Team, Unit
from engine.teams import DAYS_PER_WEEK, carer_free_weeks
from engine.units import HARD, MINUTES_PER_DAY


def _weeks(problem: Problem) -> tuple[Team, ...]:
    bound, together = problem.labour.weekly_rest, problem.labour.weekly_rest_over // DAYS_PER_WEEK
    if bound is None:
        return ()
    return carer_free_weeks(problem, problem.minutes(bound), together, problem.minutes(MINUTES_PER_DAY))


RULE = Group(
    id="weekly_rest",
    title="Weekly rest",
    sentence="{carer} lacks {amount} minutes of weekly rest.",
    unit=Unit.MINUTES,
    weight=HARD,
    uses=("labour.weekly_rest", "labour.weekly_rest_over", "shift.start", "shift.leaves", "travel.times"),
    fold=Fold.STRETCH,
    teams=_weeks,
)
