"""A visit that a planner has fixed to a carer stays with that carer."""

from engine.problem import Carer, Problem, Visit
from engine.shapes import Named, Pair, Unit
from engine.units import HARD


def _elsewhere(problem: Problem, visit: Visit, carer: Carer | None) -> int:
    pin = problem.pin.get(visit.id)
    return int(pin is not None and (carer is None or carer.id != pin.carer))


RULE = Pair(
    id="pinned_carer",
    title="Not with the pinned carer",
    sentence="{visit} is pinned to {detail} and not planned there.",
    unit=Unit.TIMES,
    weight=HARD,
    uses=("pin.carer",),
    amount=_elsewhere,
    detail=lambda problem, visit, _carer: problem.pin[visit.id].carer if visit.id in problem.pin else "",
    sees=Named(lambda problem, visit: (problem.pin[visit.id].carer,) if visit.id in problem.pin else ()),
)
