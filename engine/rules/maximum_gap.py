"""A visit follows another soon enough (a meal after insulin)."""

from engine.shapes import Gap, Linked, Unit
from engine.units import HARD

RULE = Linked(
    id="maximum_gap",
    title="Too far apart",
    sentence="{other} begins {amount} minutes too long after {visit}.",
    unit=Unit.MINUTES,
    weight=HARD,
    uses=("link.least", "link.most"),
    gap=lambda link: None if link.most is None or link.simultaneous else Gap(None, link.most),
)
