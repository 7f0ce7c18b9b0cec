"""What was published stays: the same carer comes."""

from engine.problem import Carer, Problem, Visit
from engine.shapes import Named, Pair, Unit


def _changed(problem: Problem, visit: Visit, carer: Carer | None) -> int:
    told = problem.told.get(visit.id)
    return int(told is not None and carer is not None and carer.id != told.carer)


RULE = Pair(
    id="changed_carer",
    titles={
        "en": "Other carer than published",
        "ca": "Persona diferent de la publicada",
        "es": "Persona distinta de la publicada",
    },
    sentences={
        "en": "{carer} comes to {visit} instead of {detail}, who was announced.",
        "ca": "{carer} va a {visit} en lloc de {detail}, que s'havia anunciat.",
        "es": "{carer} va a {visit} en lugar de {detail}, que se había anunciado.",
    },
    unit=Unit.TIMES,
    weight=30,
    uses=("published.carer",),
    amount=_changed,
    detail=lambda problem, visit, _carer: problem.told[visit.id].carer if visit.id in problem.told else "",
    sees=Named(lambda problem, visit: (problem.told[visit.id].carer,) if visit.id in problem.told else ()),
)
