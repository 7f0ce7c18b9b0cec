"""The carer with the most idle time, waiting or not yet or no longer out, is not left far behind the others."""

from engine.shapes import Fold, Group, Unit
from engine.teams import per_carer

RULE = Group(
    id="idlest",
    title="Idle time of the idlest carer",
    sentence="The idlest carer has {amount} idle minutes.",
    unit=Unit.MINUTES,
    weight=0.05,
    uses=("shift.start", "shift.end", "shift.rest", "visit.duration", "travel.times"),
    fold=Fold.WORST,
    teams=per_carer,
    total=lambda day: day.end - day.start + day.overtime - day.travel - day.service - day.rest,
)
