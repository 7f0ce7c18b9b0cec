"""Two visits keep the distance that they need (four hours between doses)."""

from engine.shapes import Gap, Linked, Unit
from engine.units import HARD

RULE = Linked(
    id="minimum_gap",
    titles={"en": "Too close together", "ca": "Massa seguides", "es": "Demasiado seguidas"},
    sentences={
        "en": "{other} begins {amount} minutes too soon after {visit}.",
        "ca": "{other} comença {amount} minuts massa aviat després de {visit}.",
        "es": "{other} empieza {amount} minutos demasiado pronto después de {visit}.",
    },
    unit=Unit.MINUTES,
    weight=HARD,
    uses=("link.least",),
    gap=lambda link: None if link.least is None or link.least == 0 else Gap(link.least, None),
)
