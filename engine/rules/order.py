"""A visit that comes second begins no earlier than the first."""

from engine.shapes import Gap, Linked, Unit
from engine.units import HARD

RULE = Linked(
    id="order",
    title="Out of order",
    sentence="{other} begins {amount} minutes before {visit}, which comes first.",
    unit=Unit.MINUTES,
    weight=HARD,
    uses=("link.least", "link.most"),
    gap=lambda link: Gap(0, None) if link.least == 0 and not link.simultaneous else None,
)
