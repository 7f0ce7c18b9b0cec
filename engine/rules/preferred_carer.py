"""A client who has named carers gets one of them."""

from engine.problem import Carer, Problem, Visit
from engine.shapes import Named, Pair, Unit


def _not_preferred(problem: Problem, visit: Visit, carer: Carer | None) -> int:
    preferred = problem.client[visit.client].prefers
    return int(carer is not None and bool(preferred) and carer.id not in preferred)


RULE = Pair(
    id="preferred_carer",
    title="Not a preferred carer",
    sentence="{carer} is not among the carers whom {client} prefers.",
    unit=Unit.TIMES,
    weight=20,
    uses=("client.prefers",),
    amount=_not_preferred,
    sees=Named(lambda problem, visit: problem.client[visit.client].prefers),
)
