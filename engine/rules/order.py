"""A visit that comes second begins no earlier than the first."""

from engine.shapes import Gap, Linked, Unit
from engine.units import HARD

RULE = Linked(
    id="order",
    titles={"en": "Out of order", "ca": "Ordre alterat", "es": "Orden alterado"},
    sentences={
        "en": "{other} begins {amount} minutes before {visit}, which comes first.",
        "ca": "{other} comença {amount} minuts abans que {visit}, que va primer.",
        "es": "{other} empieza {amount} minutos antes que {visit}, que va primero.",
    },
    unit=Unit.MINUTES,
    weight=HARD,
    uses=("link.least", "link.most"),
    gap=lambda link: Gap(0, None) if link.least == 0 and not link.simultaneous else None,
)
