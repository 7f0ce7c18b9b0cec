"""A visit is not late for its window."""

from engine.shapes import Start, Unit, deadlines

RULE = Start(
    id="lateness",
    title="Lateness, total",
    sentence="{visit} at {client} is {amount} minutes late.",
    unit=Unit.MINUTES,
    weight=3,
    uses=("visit.windows", "visit.lateness", "visit.duration"),
    wishes=deadlines,
)
