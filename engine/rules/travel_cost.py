"""Kilometres cost what the travel mode costs."""

from engine.shapes import PerLeg, Unit

RULE = PerLeg(
    id="travel_cost",
    titles={"en": "Travel cost", "ca": "Cost del desplaçament", "es": "Coste del desplazamiento"},
    sentences={
        "en": "{carer}'s travel costs {amount} cents.",
        "ca": "El desplaçament de {carer} costa {amount} cèntims.",
        "es": "El desplazamiento de {carer} cuesta {amount} céntimos.",
    },
    unit=Unit.CENTS,
    weight=0.02,
    uses=("travel.metres", "travel.cents_per_km"),
    amount=lambda legs: legs.metres * legs.cents_per_km // 1000,
)
