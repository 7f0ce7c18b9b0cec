"""Nobody is sent where there is no way to go."""

from engine.shapes import PerLeg, Unit
from engine.units import HARD

RULE = PerLeg(
    id="unreachable",
    title="No way to get there",
    sentence="{carer} has {amount} leg(s) for which there is no way.",
    unit=Unit.TIMES,
    weight=HARD,
    uses=("travel.reachable",),
    amount=lambda legs: 1 - legs.reachable,
)
