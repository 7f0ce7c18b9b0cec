"""A carer's week comes near the hours that the carer wants."""

from engine.shapes import Fold, Group, Unit
from engine.teams import per_carer_week

RULE = Group(
    id="wanted_hours",
    titles={
        "en": "Away from the wanted hours",
        "ca": "Lluny de les hores volgudes",
        "es": "Lejos de las horas deseadas",
    },
    sentences={
        "en": "{carer}'s week lies {amount} minutes away from the wanted hours.",
        "ca": "La setmana de {carer} queda a {amount} minuts de les hores volgudes.",
        "es": "La semana de {carer} queda a {amount} minutos de las horas deseadas.",
    },
    unit=Unit.MINUTES,
    weight=0.05,
    uses=("carer.wanted", "labour.hours_over", "visit.duration", "travel.times"),
    fold=Fold.SUM,
    teams=lambda problem: per_carer_week(
        problem, lambda carer: carer.wanted, lambda carer: carer.wanted, problem.labour.hours_over
    ),
    total=lambda day: day.service + day.travel,
)
