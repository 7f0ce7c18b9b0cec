"""Nobody works more in a week than the law allows; breaks do not count."""

from engine.shapes import Fold, Group, Unit
from engine.teams import per_carer_week
from engine.units import HARD

RULE = Group(
    id="legal_week",
    titles={
        "en": "Week above the legal maximum",
        "ca": "Setmana per sobre del màxim legal",
        "es": "Semana por encima del máximo legal",
    },
    sentences={
        "en": "{carer} works {amount} minutes above the legal maximum of a week.",
        "ca": "{carer} treballa {amount} minuts per sobre del màxim legal d'una setmana.",
        "es": "{carer} trabaja {amount} minutos por encima del máximo legal de una semana.",
    },
    unit=Unit.MINUTES,
    weight=HARD,
    uses=("carer.legal_most", "shift.rest", "shift.start", "shift.leaves", "travel.times"),
    fold=Fold.SUM,
    teams=lambda problem: per_carer_week(problem, lambda _carer: None, lambda carer: carer.legal_most),
    total=lambda day: day.home - day.leave - day.rest,
)
