"""A client sees few different faces."""

from engine.shapes import Fold, Group, Unit
from engine.teams import per_client

RULE = Group(
    id="continuity",
    titles={
        "en": "Different carers per client",
        "ca": "Persones diferents per client",
        "es": "Personas distintas por cliente",
    },
    sentences={
        "en": "{client} is visited by {amount} more carers than the target.",
        "ca": "{client} rep visites de {amount} persones més que l'objectiu.",
        "es": "{client} recibe visitas de {amount} personas más que el objetivo.",
    },
    unit=Unit.CARERS,
    weight=25,
    uses=("client.carers_target",),
    fold=Fold.DISTINCT,
    teams=per_client,
)
