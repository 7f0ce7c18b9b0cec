"""A carer does not work more than the weekly hours of the contract; travel between clients is working time."""

from engine.shapes import Fold, Group, Unit
from engine.teams import per_carer_week

RULE = Group(
    id="above_contract",
    titles={"en": "Hours above contract", "ca": "Hores per sobre del contracte", "es": "Horas por encima del contrato"},
    sentences={
        "en": "{carer} has {amount} minutes more than the contract says.",
        "ca": "{carer} té {amount} minuts més del que diu el contracte.",
        "es": "{carer} tiene {amount} minutos más de lo que dice el contrato.",
    },
    unit=Unit.MINUTES,
    weight=0.3,
    uses=("carer.contract", "visit.duration", "travel.times"),
    fold=Fold.SUM,
    teams=lambda problem: per_carer_week(problem, lambda _carer: None, lambda carer: carer.contract),
    total=lambda day: day.service + day.travel,
)
