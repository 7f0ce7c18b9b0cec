"""Each week holds one long stretch of rest."""

from engine.problem import Problem
from engine.shapes import Fold, Group, Team, Unit
from engine.teams import carer_free_weeks
from engine.units import HARD


def _weeks(problem: Problem) -> tuple[Team, ...]:
    bound = problem.labour.weekly_rest
    return () if bound is None else carer_free_weeks(problem, problem.minutes(bound))


RULE = Group(
    id="weekly_rest",
    titles={"en": "Weekly rest", "ca": "Descans setmanal", "es": "Descanso semanal"},
    sentences={
        "en": "{carer}'s longest rest of the week is {amount} minutes too short.",
        "ca": "El descans més llarg de la setmana de {carer} és {amount} minuts massa curt.",
        "es": "El descanso más largo de la semana de {carer} es {amount} minutos demasiado corto.",
    },
    unit=Unit.MINUTES,
    weight=HARD,
    uses=("labour.weekly_rest", "shift.start", "shift.leaves", "travel.times"),
    fold=Fold.STRETCH,
    teams=_weeks,
)
