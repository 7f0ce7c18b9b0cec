"""A carer gets the weekly hours of the contract; travel between clients is working time."""

from engine.shapes import Fold, Group, Unit
from engine.teams import per_carer_week

RULE = Group(
    id="below_contract",
    titles={"en": "Hours below contract", "ca": "Hores per sota del contracte", "es": "Horas por debajo del contrato"},
    sentences={
        "en": "{carer} has {amount} minutes less than the contract says.",
        "ca": "{carer} té {amount} minuts menys del que diu el contracte.",
        "es": "{carer} tiene {amount} minutos menos de lo que dice el contrato.",
    },
    unit=Unit.MINUTES,
    weight=0.1,
    uses=("carer.contract", "visit.duration", "travel.times"),
    fold=Fold.SUM,
    teams=lambda problem: per_carer_week(problem, lambda carer: carer.contract, lambda _carer: None),
    total=lambda day: day.service + day.travel,
)
