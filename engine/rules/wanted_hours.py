"""A carer's week comes near the hours that the carer wants."""

from engine.shapes import Fold, Group, Unit
from engine.teams import per_carer_week

RULE = Group(
    id="wanted_hours",
    title="Away from the wanted hours",
    sentence="{carer}'s week lies {amount} minutes away from the wanted hours.",
    unit=Unit.MINUTES,
    weight=0.05,
    uses=("carer.wanted", "labour.hours_over", "visit.duration", "travel.times"),
    fold=Fold.SUM,
    teams=lambda problem: per_carer_week(
        problem, lambda carer: carer.wanted, lambda carer: carer.wanted, problem.labour.hours_over
    ),
    total=lambda day: day.service + day.travel,
)
