"""Nobody waits very much longer than the others: the latest visit counts again."""

from engine.shapes import Fold, Group, Unit, deadlines
from engine.teams import all_visits

RULE = Group(
    id="worst_lateness",
    titles={"en": "Lateness, worst", "ca": "Retard màxim", "es": "Retraso máximo"},
    sentences={
        "en": "The latest visit is {amount} minutes late.",
        "ca": "La visita més endarrerida porta {amount} minuts de retard.",
        "es": "La visita más retrasada lleva {amount} minutos de retraso.",
    },
    unit=Unit.MINUTES,
    weight=1,
    uses=("visit.windows", "visit.lateness", "visit.duration"),
    fold=Fold.WORST,
    teams=all_visits,
    wishes=deadlines,
)
