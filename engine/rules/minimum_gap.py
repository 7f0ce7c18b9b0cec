"""Two visits keep the distance that they need (four hours between doses)."""

from engine.shapes import Gap, Linked, Unit
from engine.units import HARD

RULE = Linked(
    id="minimum_gap",
    title="Too close together",
    sentence="{other} begins {amount} minutes too soon after {visit}.",
    unit=Unit.MINUTES,
    weight=HARD,
    uses=("link.least",),
    gap=lambda link: None if link.least is None or link.least == 0 else Gap(link.least, None),
)
