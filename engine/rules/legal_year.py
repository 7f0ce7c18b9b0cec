"""Nobody works more than the accounting year still allows; breaks do not count."""

from engine.shapes import Fold, Group, Unit
from engine.teams import per_carer_horizon
from engine.units import HARD

RULE = Group(
    id="legal_year",
    titles={
        "en": "Year above the legal maximum",
        "ca": "Any per sobre del màxim legal",
        "es": "Año por encima del máximo legal",
    },
    sentences={
        "en": "{carer} works {amount} minutes more than the year still allows.",
        "ca": "{carer} treballa {amount} minuts més del que encara permet l'any.",
        "es": "{carer} trabaja {amount} minutos más de lo que aún permite el año.",
    },
    unit=Unit.MINUTES,
    weight=HARD,
    uses=("carer.year_left", "labour.hours_over", "shift.rest", "shift.start", "shift.leaves", "travel.times"),
    fold=Fold.SUM,
    teams=lambda problem: per_carer_horizon(problem, lambda carer: carer.year_left),
    total=lambda day: day.home - day.leave - day.rest,
)
