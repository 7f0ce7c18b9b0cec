"""A visit begins near the time that the client prefers."""

from engine.problem import Problem, Visit
from engine.shapes import Start, Unit, Wish


def _preferred(_problem: Problem, visit: Visit) -> tuple[Wish, ...]:
    return () if visit.preferred is None else (Wish(None, visit.preferred, visit.preferred),)


RULE = Start(
    id="preferred_time",
    titles={
        "en": "Away from the preferred time",
        "ca": "Lluny de l'hora preferida",
        "es": "Lejos de la hora preferida",
    },
    sentences={
        "en": "{visit} at {client} begins {amount} minutes away from the preferred time.",
        "ca": "{visit} a casa de {client} comença a {amount} minuts de l'hora preferida.",
        "es": "{visit} en casa de {client} empieza a {amount} minutos de la hora preferida.",
    },
    unit=Unit.MINUTES,
    weight=0.1,
    uses=("visit.preferred",),
    wishes=_preferred,
)
