"""A client is visited by those who usually come."""

from engine.problem import Carer, Problem, Visit
from engine.shapes import Named, Pair, Unit


def _unusual(problem: Problem, visit: Visit, carer: Carer | None) -> int:
    usual = problem.client[visit.client].usual
    return int(carer is not None and bool(usual) and carer.id not in usual)


RULE = Pair(
    id="usual_carer",
    title="Not a usual carer",
    sentence="{carer} does not usually come to {client}.",
    unit=Unit.TIMES,
    weight=15,
    uses=("client.usual",),
    amount=_unusual,
    sees=Named(lambda problem, visit: problem.client[visit.client].usual),
)
