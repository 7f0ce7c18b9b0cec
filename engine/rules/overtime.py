"""A round ends within its shift."""

from engine.shapes import Daily, Unit

RULE = Daily(
    id="overtime",
    titles={"en": "Overtime", "ca": "Hores fora de torn", "es": "Horas fuera de turno"},
    sentences={
        "en": "{carer} is home {amount} minutes after the shift's end.",
        "ca": "{carer} arriba {amount} minuts després del final del torn.",
        "es": "{carer} llega {amount} minutos después del final del turno.",
    },
    unit=Unit.MINUTES,
    weight=4,
    uses=("shift.end", "travel.times"),
    total=lambda day: day.overtime,
)
