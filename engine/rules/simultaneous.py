"""Two carers who work together begin together."""

from engine.shapes import Gap, Linked, Unit
from engine.units import HARD

RULE = Linked(
    id="simultaneous",
    title="Two carers not at once",
    sentence="{visit} and {other} begin {amount} minutes apart instead of together.",
    unit=Unit.MINUTES,
    weight=HARD,
    uses=("link.least", "link.most"),
    gap=lambda link: Gap(0, 0) if link.simultaneous else None,
)
