"""Work is shared evenly: each carer's service and travel lies near the mean of all."""

from engine.shapes import Fold, Group, Unit
from engine.teams import per_carer

RULE = Group(
    id="workload_spread",
    title="Uneven workload",
    sentence="The carers' workloads lie {amount} minutes from their mean in all.",
    unit=Unit.MINUTES,
    weight=0.02,
    uses=("visit.duration", "travel.times"),
    fold=Fold.SPREAD,
    teams=per_carer,
    total=lambda day: day.service + day.travel,
)
