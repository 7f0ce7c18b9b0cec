"""Not too many worked weekends follow each other."""

from engine.problem import Problem
from engine.shapes import Fold, Group, Team, Unit
from engine.teams import carer_weekends


def _weekends(problem: Problem) -> tuple[Team, ...]:
    bound = problem.labour.weekends_in_a_row
    return () if bound is None else carer_weekends(problem, bound)


RULE = Group(
    id="weekends_in_a_row",
    titles={
        "en": "Too many weekends in a row",
        "ca": "Massa caps de setmana seguits",
        "es": "Demasiados fines de semana seguidos",
    },
    sentences={
        "en": "{carer} works {amount} weekend(s) in a row too many.",
        "ca": "{carer} treballa {amount} cap(s) de setmana seguits de més.",
        "es": "{carer} trabaja {amount} fin(es) de semana seguidos de más.",
    },
    unit=Unit.TIMES,
    weight=100,
    uses=("labour.weekends_in_a_row",),
    fold=Fold.RUN,
    teams=_weekends,
)
