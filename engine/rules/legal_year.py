"""Nobody works more than the accounting year still allows; breaks do not count."""

from engine.shapes import Fold, Group, Unit
from engine.teams import per_carer_horizon
from engine.units import HARD

RULE = Group(
    id="legal_year",
    title="Year above the legal maximum",
    sentence="{carer} works {amount} minutes more than the year still allows.",
    unit=Unit.MINUTES,
    weight=HARD,
    uses=("carer.year_left", "labour.hours_over", "shift.rest", "shift.start", "shift.leaves", "travel.times"),
    fold=Fold.SUM,
    teams=lambda problem: per_carer_horizon(problem, lambda carer: carer.year_left),
    total=lambda day: day.home - day.leave - day.rest,
)
