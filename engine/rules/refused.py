"""Nobody is sent to a client who refuses them, nor to a client whom they refuse."""

from engine.shapes import Named, Pair, Unit
from engine.units import HARD

RULE = Pair(
    id="refused",
    title="Refused, by client or carer",
    sentence="{carer} and {client} are not to be matched: one of them refuses it.",
    unit=Unit.TIMES,
    weight=HARD,
    uses=("client.refuses", "carer.refuses"),
    amount=lambda problem, visit, carer: (
        0 if carer is None else (carer.id in problem.client[visit.client].refuses) + (visit.client in carer.refuses)
    ),
    sees=Named(lambda problem, visit: (*problem.client[visit.client].refuses, *problem.refused_by[visit.client])),
)
