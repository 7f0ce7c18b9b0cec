"""A round ends within its shift."""

from engine.shapes import Daily, Unit

RULE = Daily(
    id="overtime",
    title="Overtime",
    sentence="{carer} is home {amount} minutes after the shift's end.",
    unit=Unit.MINUTES,
    weight=4,
    uses=("shift.end", "travel.times"),
    total=lambda day: day.overtime,
)
