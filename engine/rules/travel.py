"""Minutes on the way cost."""

from engine.shapes import PerLeg, Unit

RULE = PerLeg(
    id="travel",
    title="Travel time",
    sentence="{carer} travels {amount} minutes.",
    unit=Unit.MINUTES,
    weight=1,
    uses=("travel.times",),
    amount=lambda legs: legs.times,
)
