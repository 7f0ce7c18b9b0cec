"""Nobody waits very much longer than the others: the latest visit counts again."""

from engine.shapes import Fold, Group, Unit, deadlines
from engine.teams import all_visits

RULE = Group(
    id="worst_lateness",
    title="Lateness, worst",
    sentence="The latest visit is {amount} minutes late.",
    unit=Unit.MINUTES,
    weight=1,
    uses=("visit.windows", "visit.lateness", "visit.duration"),
    fold=Fold.WORST,
    teams=all_visits,
    wishes=deadlines,
)
