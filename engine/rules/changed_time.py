"""What was published stays: the visit begins when it was announced."""

from engine.problem import Problem, Visit
from engine.shapes import Start, Unit, Wish


def _published(problem: Problem, visit: Visit) -> tuple[Wish, ...]:
    told = problem.told.get(visit.id)
    return () if told is None else (Wish(None, told.start, told.start),)


RULE = Start(
    id="changed_time",
    titles={
        "en": "Other time than published",
        "ca": "Hora diferent de la publicada",
        "es": "Hora distinta de la publicada",
    },
    sentences={
        "en": "{visit} at {client} begins {amount} minutes away from the announced time.",
        "ca": "{visit} a casa de {client} comença a {amount} minuts de l'hora anunciada.",
        "es": "{visit} en casa de {client} empieza a {amount} minutos de la hora anunciada.",
    },
    unit=Unit.MINUTES,
    weight=0.5,
    uses=("published.start",),
    wishes=_published,
)
