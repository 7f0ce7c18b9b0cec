"""Nobody works more in a week than the law allows; breaks do not count."""

from engine.shapes import Fold, Group, Unit
from engine.teams import per_carer_week
from engine.units import HARD

RULE = Group(
    id="legal_week",
    title="Week above the legal maximum",
    sentence="{carer} works {amount} minutes above the legal maximum of a week.",
    unit=Unit.MINUTES,
    weight=HARD,
    uses=("carer.legal_most", "shift.rest", "shift.start", "shift.leaves", "travel.times"),
    fold=Fold.SUM,
    teams=lambda problem: per_carer_week(problem, lambda _carer: None, lambda carer: carer.legal_most),
    total=lambda day: day.home - day.leave - day.rest,
)
