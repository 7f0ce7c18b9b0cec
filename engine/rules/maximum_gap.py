"""A visit follows another soon enough (a meal after insulin)."""

from engine.shapes import Gap, Linked, Unit
from engine.units import HARD

RULE = Linked(
    id="maximum_gap",
    titles={"en": "Too far apart", "ca": "Massa separades", "es": "Demasiado separadas"},
    sentences={
        "en": "{other} begins {amount} minutes too long after {visit}.",
        "ca": "{other} comença {amount} minuts massa tard després de {visit}.",
        "es": "{other} empieza {amount} minutos demasiado tarde después de {visit}.",
    },
    unit=Unit.MINUTES,
    weight=HARD,
    uses=("link.least", "link.most"),
    gap=lambda link: None if link.most is None or link.simultaneous else Gap(None, link.most),
)
