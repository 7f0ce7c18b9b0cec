"""Carers do not stand waiting between visits."""

from engine.shapes import Daily, Unit

RULE = Daily(
    id="waiting",
    title="Waiting, total",
    sentence="{carer} waits {amount} minutes between stops.",
    unit=Unit.MINUTES,
    weight=0.3,
    uses=("shift.start", "shift.leaves", "travel.times"),
    total=lambda day: day.waiting,
)
