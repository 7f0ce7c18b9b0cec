"""What was published stays: the visit begins when it was announced."""

from engine.problem import Problem, Visit
from engine.shapes import Start, Unit, Wish


def _published(problem: Problem, visit: Visit) -> tuple[Wish, ...]:
    told = problem.told.get(visit.id)
    return () if told is None else (Wish(None, told.start, told.start),)


RULE = Start(
    id="changed_time",
    title="Other time than published",
    sentence="{visit} at {client} begins {amount} minutes away from the announced time.",
    unit=Unit.MINUTES,
    weight=0.5,
    uses=("published.start",),
    wishes=_published,
)
