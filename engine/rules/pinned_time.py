"""A visit that a planner has fixed to a time begins at that time."""

from engine.problem import Problem, Visit
from engine.shapes import Start, Unit, Wish
from engine.units import HARD


def _pinned(problem: Problem, visit: Visit) -> tuple[Wish, ...]:
    pin = problem.pin.get(visit.id)
    return () if pin is None or pin.start is None else (Wish(None, pin.start, pin.start),)


RULE = Start(
    id="pinned_time",
    titles={"en": "Not at the pinned time", "ca": "Fora de l'hora fixada", "es": "Fuera de la hora fijada"},
    sentences={
        "en": "{visit} begins {amount} minutes away from its pinned time.",
        "ca": "{visit} comença a {amount} minuts de l'hora fixada.",
        "es": "{visit} empieza a {amount} minutos de la hora fijada.",
    },
    unit=Unit.MINUTES,
    weight=HARD,
    uses=("pin.start",),
    wishes=_pinned,
)
