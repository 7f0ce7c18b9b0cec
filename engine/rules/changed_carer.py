"""What was published stays: the same carer comes."""

from engine.problem import Carer, Problem, Visit
from engine.shapes import Named, Pair, Unit


def _changed(problem: Problem, visit: Visit, carer: Carer | None) -> int:
    told = problem.told.get(visit.id)
    return int(told is not None and carer is not None and carer.id != told.carer)


RULE = Pair(
    id="changed_carer",
    title="Other carer than published",
    sentence="{carer} comes to {visit} instead of {detail}, who was announced.",
    unit=Unit.TIMES,
    weight=30,
    uses=("published.carer",),
    amount=_changed,
    detail=lambda problem, visit, _carer: problem.told[visit.id].carer if visit.id in problem.told else "",
    sees=Named(lambda problem, visit: (problem.told[visit.id].carer,) if visit.id in problem.told else ()),
)
