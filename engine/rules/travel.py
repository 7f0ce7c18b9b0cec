"""Minutes on the way cost."""

from engine.shapes import PerLeg, Unit

RULE = PerLeg(
    id="travel",
    titles={"en": "Travel time", "ca": "Temps de desplaçament", "es": "Tiempo de desplazamiento"},
    sentences={
        "en": "{carer} travels {amount} minutes.",
        "ca": "{carer} es desplaça {amount} minuts.",
        "es": "{carer} se desplaza {amount} minutos.",
    },
    unit=Unit.MINUTES,
    weight=1,
    uses=("travel.times",),
    amount=lambda legs: legs.times,
)
