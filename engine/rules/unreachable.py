"""Nobody is sent where there is no way to go."""

from engine.shapes import PerLeg, Unit
from engine.units import HARD

RULE = PerLeg(
    id="unreachable",
    titles={"en": "No way to get there", "ca": "No s'hi pot arribar", "es": "No se puede llegar"},
    sentences={
        "en": "{carer} has {amount} leg(s) for which there is no way.",
        "ca": "{carer} té {amount} trajecte(s) sense camí possible.",
        "es": "{carer} tiene {amount} trayecto(s) sin camino posible.",
    },
    unit=Unit.TIMES,
    weight=HARD,
    uses=("travel.reachable",),
    amount=lambda legs: 1 - legs.reachable,
)
