"""A break that is due is taken."""

from engine.shapes import Daily, Unit

RULE = Daily(
    id="missed_break",
    titles={"en": "Missed break", "ca": "Descans no fet", "es": "Descanso no hecho"},
    sentences={
        "en": "{carer} has no break on {day}, though one is due.",
        "ca": "{carer} no té descans {day}, tot i que li pertoca.",
        "es": "{carer} no tiene descanso {day}, aunque le corresponde.",
    },
    unit=Unit.TIMES,
    weight=100,
    uses=("shift.rest", "shift.start", "shift.leaves", "travel.times"),
    total=lambda day: day.due - day.breaks,
)
