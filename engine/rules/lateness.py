"""A visit is not late for its window."""

from engine.problem import Problem, Visit
from engine.shapes import Start, Unit, Wish


def _deadlines(_problem: Problem, visit: Visit) -> tuple[Wish, ...]:
    return tuple(Wish(opens, None, latest) for opens, latest in visit.deadlines())


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
    wishes=_deadlines,
)
