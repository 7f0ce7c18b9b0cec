"""A visit is done by a carer who is qualified for it on its day."""

from engine.problem import Carer, Problem, Visit
from engine.shapes import Facts, Pair, Unit
from engine.units import HARD


def _lacking(problem: Problem, visit: Visit, carer: Carer | None) -> list[str]:
    if carer is None or not visit.needs:
        return []
    held = problem.levels(carer, problem.date_of(visit))
    return [f"{need.competency} {need.level}" for need in visit.needs if held.get(need.competency, 0) < need.level]


RULE = Pair(
    id="competence",
    title="Missing competency",
    sentence="{carer} does not hold {detail}, which {visit} needs.",
    unit=Unit.TIMES,
    weight=HARD,
    uses=("visit.needs", "carer.competencies"),
    amount=lambda problem, visit, carer: len(_lacking(problem, visit, carer)),
    detail=lambda problem, visit, carer: ", ".join(_lacking(problem, visit, carer)),
    sees=Facts(
        lambda problem, visit: (visit.needs, problem.date_of(visit)), lambda _problem, carer: carer.competencies
    ),
)
