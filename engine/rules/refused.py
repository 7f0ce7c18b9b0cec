"""Nobody is sent to a client who refuses them, nor to a client whom they refuse."""

from engine.shapes import Named, Pair, Unit
from engine.units import HARD

RULE = Pair(
    id="refused",
    titles={
        "en": "Refused, by client or carer",
        "ca": "Rebuig, de la persona atesa o de qui cuida",
        "es": "Rechazo, de la persona atendida o de quien cuida",
    },
    sentences={
        "en": "{carer} and {client} are not to be matched: one of them refuses it.",
        "ca": "{carer} i {client} no poden coincidir: una de les dues parts ho rebutja.",
        "es": "{carer} y {client} no deben coincidir: una de las dos partes lo rechaza.",
    },
    unit=Unit.TIMES,
    weight=HARD,
    uses=("client.refuses", "carer.refuses"),
    amount=lambda problem, visit, carer: (
        0 if carer is None else (carer.id in problem.client[visit.client].refuses) + (visit.client in carer.refuses)
    ),
    sees=Named(lambda problem, visit: (*problem.client[visit.client].refuses, *problem.refused_by[visit.client])),
)
