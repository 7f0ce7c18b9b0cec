"""Nobody works more than so long on one day; breaks do not count."""

from engine.problem import Problem
from engine.shapes import Fold, Group, Team, Unit
from engine.teams import per_carer_day
from engine.units import HARD


def _days(problem: Problem) -> tuple[Team, ...]:
    bound = problem.labour.longest_day
    return () if bound is None else per_carer_day(problem, problem.minutes(bound))


RULE = Group(
    id="longest_day",
    title="Day too long",
    sentence="{carer} works {amount} minutes more on {day} than a day may last.",
    unit=Unit.MINUTES,
    weight=HARD,
    uses=("labour.longest_day", "shift.rest", "shift.start", "shift.leaves", "travel.times"),
    fold=Fold.SUM,
    teams=_days,
    total=lambda day: day.home - day.leave - day.rest,
)
