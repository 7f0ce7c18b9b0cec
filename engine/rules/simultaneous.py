"""Two carers who work together begin together."""

from engine.shapes import Gap, Linked, Unit
from engine.units import HARD

RULE = Linked(
    id="simultaneous",
    titles={"en": "Two carers not at once", "ca": "Dues persones no alhora", "es": "Dos personas no a la vez"},
    sentences={
        "en": "{visit} and {other} begin {amount} minutes apart instead of together.",
        "ca": "{visit} i {other} comencen amb {amount} minuts de diferència en lloc d'alhora.",
        "es": "{visit} y {other} empiezan con {amount} minutos de diferencia en lugar de a la vez.",
    },
    unit=Unit.MINUTES,
    weight=HARD,
    uses=("link.least", "link.most"),
    gap=lambda link: Gap(0, 0) if link.simultaneous else None,
)
