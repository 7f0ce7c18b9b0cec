"""A break that is due is taken."""

from engine.shapes import Daily, Unit

RULE = Daily(
    id="missed_break",
    title="Missed break",
    sentence="{carer} has no break on {day}, though one is due.",
    unit=Unit.TIMES,
    weight=100,
    uses=("shift.rest", "shift.start", "shift.leaves", "travel.times"),
    total=lambda day: day.due - day.breaks,
)
