"""Kilometres cost what the travel mode costs."""

from engine.shapes import PerLeg, Unit

RULE = PerLeg(
    id="travel_cost",
    title="Travel cost",
    sentence="{carer}'s travel costs {amount} cents.",
    unit=Unit.CENTS,
    weight=0.02,
    uses=("travel.metres", "travel.cents_per_km"),
    amount=lambda legs: legs.metres * legs.cents_per_km // 1000,
)
