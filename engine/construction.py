"""What no weight can soften: a person is in one place at a time, and time runs forward.

These are no rules of the co-op, so they have no weight to vote on; the referee checks them on every plan all the same.
"""

from engine.shapes import Rule, Unit
from engine.units import HARD


def _fact(
    name: str, unit: Unit, uses: tuple[str, ...], titles: tuple[str, str, str], sentences: tuple[str, str, str]
) -> Rule:
    languages = ("en", "ca", "es")
    return Rule(
        id=name,
        titles=dict(zip(languages, titles, strict=True)),
        sentences=dict(zip(languages, sentences, strict=True)),
        unit=unit,
        weight=HARD,
        uses=uses,
    )


NOT_THERE_YET = _fact(
    "not_there_yet",
    Unit.MINUTES,
    ("shift.start", "shift.leaves", "travel.times"),
    ("Begins before arriving", "Comença abans d'arribar", "Empieza antes de llegar"),
    (
        "{carer} reaches {visit} {amount} minutes after it should begin.",
        "{carer} arriba a {visit} {amount} minuts després de l'hora de començar.",
        "{carer} llega a {visit} {amount} minutos después de la hora de empezar.",
    ),
)
TOO_EARLY = _fact(
    "too_early",
    Unit.MINUTES,
    ("visit.windows",),
    ("Begins before its first window", "Comença abans de la primera franja", "Empieza antes de la primera franja"),
    (
        "{visit} at {client} begins {amount} minutes before its first window opens.",
        "{visit} a casa de {client} comença {amount} minuts abans que s'obri la primera franja.",
        "{visit} en casa de {client} empieza {amount} minutos antes de que se abra la primera franja.",
    ),
)
BEFORE_SHIFT = _fact(
    "before_shift",
    Unit.MINUTES,
    ("shift.start", "shift.leaves", "travel.times"),
    ("Leaves before the shift begins", "Surt abans que comenci el torn", "Sale antes de que empiece el turno"),
    (
        "{carer} would have to leave {amount} minutes before the shift begins.",
        "{carer} hauria de sortir {amount} minuts abans que comenci el torn.",
        "{carer} tendría que salir {amount} minutos antes de que empiece el turno.",
    ),
)
OTHER_DAY = _fact(
    "other_day",
    Unit.TIMES,
    ("visit.windows", "shift.start", "shift.end"),
    ("In a shift of another day", "En un torn d'un altre dia", "En un turno de otro día"),
    (
        "{visit} is planned in a shift of {carer} on another day.",
        "{visit} es planifica en un torn de {carer} d'un altre dia.",
        "{visit} se planifica en un turno de {carer} de otro día.",
    ),
)
WRONG_LENGTH = _fact(
    "wrong_length",
    Unit.MINUTES,
    ("visit.duration",),
    ("Not as long as agreed", "No dura el que s'ha acordat", "No dura lo acordado"),
    (
        "{visit} by {carer} is {amount} minutes off its agreed length.",
        "{visit} de {carer} s'aparta {amount} minuts de la durada acordada.",
        "{visit} de {carer} se aparta {amount} minutos de la duración acordada.",
    ),
)
MISPLACED_BREAK = _fact(
    "misplaced_break",
    Unit.TIMES,
    ("shift.rest",),
    ("Break out of place", "Descans fora de lloc", "Descanso fuera de lugar"),
    (
        "{carer}'s break does not fit: {detail}.",
        "El descans de {carer} no encaixa: {detail}.",
        "El descanso de {carer} no encaja: {detail}.",
    ),
)

# Why a break is out of place: the first word of the finding's detail; the numbers after it are ticks, or a count.
NO_BREAK, TOO_MANY, NOBODY_AFTER, WRONG_SPAN, EARLY, LATE = "none", "many", "last", "length", "early", "late"

BREAK_DETAILS: dict[str, dict[str, str]] = {
    NO_BREAK: {
        "en": "the shift has none",
        "ca": "el torn no en té",
        "es": "el turno no tiene ninguno",
    },
    TOO_MANY: {
        "en": "{0} breaks in one round",
        "ca": "{0} descansos en una sola ronda",
        "es": "{0} descansos en una sola ronda",
    },
    NOBODY_AFTER: {
        "en": "nobody is visited after it",
        "ca": "després no es visita ningú",
        "es": "después no se visita a nadie",
    },
    WRONG_SPAN: {
        "en": "it lasts {0} instead of {1} minutes",
        "ca": "dura {0} minuts en lloc de {1}",
        "es": "dura {0} minutos en lugar de {1}",
    },
    EARLY: {
        "en": "it begins {0} minutes too early",
        "ca": "comença {0} minuts massa d'hora",
        "es": "empieza {0} minutos demasiado pronto",
    },
    LATE: {
        "en": "it begins {0} minutes too late",
        "ca": "comença {0} minuts massa tard",
        "es": "empieza {0} minutos demasiado tarde",
    },
}

FACTS: tuple[Rule, ...] = (NOT_THERE_YET, TOO_EARLY, BEFORE_SHIFT, OTHER_DAY, WRONG_LENGTH, MISPLACED_BREAK)
