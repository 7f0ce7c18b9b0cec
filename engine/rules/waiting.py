"""Carers do not stand waiting between visits."""

from engine.shapes import Daily, Unit

RULE = Daily(
    id="waiting",
    titles={"en": "Waiting, total", "ca": "Espera total", "es": "Espera total"},
    sentences={
        "en": "{carer} waits {amount} minutes between stops.",
        "ca": "{carer} espera {amount} minuts entre parades.",
        "es": "{carer} espera {amount} minutos entre paradas.",
    },
    unit=Unit.MINUTES,
    weight=0.3,
    uses=("shift.start", "shift.leaves", "travel.times"),
    total=lambda day: day.waiting,
)
