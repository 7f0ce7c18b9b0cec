"""Linked visits that ask for it are done by different carers."""

from engine.shapes import Fold, Group, Unit
from engine.teams import per_link
from engine.units import HARD

RULE = Group(
    id="different_carers",
    titles={"en": "One carer for both", "ca": "La mateixa persona a totes dues", "es": "La misma persona en ambas"},
    sentences={
        "en": "The visits {detail} need different carers.",
        "ca": "Les visites {detail} necessiten persones diferents.",
        "es": "Las visitas {detail} necesitan personas distintas.",
    },
    unit=Unit.CARERS,
    weight=HARD,
    uses=("link.carers",),
    fold=Fold.DISTINCT,
    teams=lambda problem: per_link(problem, lambda link: link.carers == "different", least=2),
)
