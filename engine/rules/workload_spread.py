"""Work is shared evenly: each carer's service and travel lies near the mean of all."""

from engine.shapes import Fold, Group, Unit
from engine.teams import per_carer

RULE = Group(
    id="workload_spread",
    titles={"en": "Uneven workload", "ca": "Càrrega desigual", "es": "Carga desigual"},
    sentences={
        "en": "The carers' workloads lie {amount} minutes from their mean in all.",
        "ca": "Les càrregues de treball s'allunyen {amount} minuts de la mitjana en total.",
        "es": "Las cargas de trabajo se alejan {amount} minutos de la media en total.",
    },
    unit=Unit.MINUTES,
    weight=0.02,
    uses=("visit.duration", "travel.times"),
    fold=Fold.SPREAD,
    teams=per_carer,
    total=lambda day: day.service + day.travel,
)
