"""A client who has named carers gets one of them."""

from engine.problem import Carer, Problem, Visit
from engine.shapes import Named, Pair, Unit


def _not_preferred(problem: Problem, visit: Visit, carer: Carer | None) -> int:
    preferred = problem.client[visit.client].prefers
    return int(carer is not None and bool(preferred) and carer.id not in preferred)


RULE = Pair(
    id="preferred_carer",
    titles={
        "en": "Not a preferred carer",
        "ca": "No és una persona cuidadora preferida",
        "es": "No es una persona cuidadora preferida",
    },
    sentences={
        "en": "{carer} is not among the carers whom {client} prefers.",
        "ca": "{carer} no és entre les persones cuidadores que {client} prefereix.",
        "es": "{carer} no está entre las personas cuidadoras que {client} prefiere.",
    },
    unit=Unit.TIMES,
    weight=20,
    uses=("client.prefers",),
    amount=_not_preferred,
    sees=Named(lambda problem, visit: problem.client[visit.client].prefers),
)
