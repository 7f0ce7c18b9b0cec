"""A scarce skill is kept for the visits that need it."""

from engine.problem import Carer, Problem, Visit
from engine.shapes import Facts, Pair, Unit


def _spare(problem: Problem, visit: Visit, carer: Carer | None) -> int:
    if carer is None:
        return 0
    needed = {need.competency: need.level for need in visit.needs}
    held = problem.levels(carer, problem.date_of(visit))
    return sum(max(0, level - needed.get(name, 0)) for name, level in held.items())


RULE = Pair(
    id="over_qualified",
    title="More qualified than needed",
    sentence="{carer} holds {amount} level(s) of skill that {visit} does not need.",
    unit=Unit.TIMES,
    weight=1,
    uses=("visit.needs", "carer.competencies"),
    amount=_spare,
    sees=Facts(
        lambda problem, visit: (visit.needs, problem.date_of(visit)), lambda _problem, carer: carer.competencies
    ),
)
