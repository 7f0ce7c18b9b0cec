"""The carer with the most idle time, waiting or not yet or no longer out, is not left far behind the others."""

from engine.shapes import Fold, Group, Unit
from engine.teams import per_carer

RULE = Group(
    id="idlest",
    titles={
        "en": "Idle time of the idlest carer",
        "ca": "Temps inactiu de qui més en té",
        "es": "Tiempo inactivo de quien más tiene",
    },
    sentences={
        "en": "The idlest carer has {amount} idle minutes.",
        "ca": "Qui té més temps inactiu en té {amount} minuts.",
        "es": "Quien tiene más tiempo inactivo tiene {amount} minutos.",
    },
    unit=Unit.MINUTES,
    weight=0.05,
    uses=("shift.start", "shift.end", "shift.rest", "visit.duration", "travel.times"),
    fold=Fold.WORST,
    teams=per_carer,
    total=lambda day: day.end - day.start + day.overtime - day.travel - day.service - day.rest,
)
