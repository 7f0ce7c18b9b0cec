"""No round stands waiting very much longer than the others."""

from engine.shapes import Fold, Group, Unit
from engine.teams import per_shift

RULE = Group(
    id="worst_waiting",
    title="Waiting, worst",
    sentence="The round that waits longest waits {amount} minutes.",
    unit=Unit.MINUTES,
    weight=0.2,
    uses=("shift.start", "shift.leaves", "travel.times"),
    fold=Fold.WORST,
    teams=per_shift,
    total=lambda day: day.waiting,
)
