"""A carer is home from one round before leaving for the next."""

from engine.shapes import Fold, Group, Unit
from engine.teams import carer_shifts
from engine.units import HARD

RULE = Group(
    id="one_round_at_a_time",
    title="Rounds overlap",
    sentence="{carer} would have to leave for the next round {amount} minutes before being back.",
    unit=Unit.MINUTES,
    weight=HARD,
    uses=("shift.start", "shift.leaves", "travel.times"),
    fold=Fold.APART,
    teams=lambda problem: carer_shifts(problem, least=0),
)
