"""A visit is not late for its window."""

from engine.shapes import Start, Unit, deadlines

RULE = Start(
    id="lateness",
    titles={"en": "Lateness, total", "ca": "Retard total", "es": "Retraso total"},
    sentences={
        "en": "{visit} at {client} is {amount} minutes late.",
        "ca": "{visit} a casa de {client} té {amount} minuts de retard.",
        "es": "{visit} en casa de {client} tiene {amount} minutos de retraso.",
    },
    unit=Unit.MINUTES,
    weight=3,
    uses=("visit.windows", "visit.lateness", "visit.duration"),
    wishes=deadlines,
)
