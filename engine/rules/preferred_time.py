"""A visit begins near the time that the client prefers."""

from engine.problem import Problem, Visit
from engine.shapes import Start, Unit, Wish


def _preferred(_problem: Problem, visit: Visit) -> tuple[Wish, ...]:
    return () if visit.preferred is None else (Wish(None, visit.preferred, visit.preferred),)


RULE = Start(
    id="preferred_time",
    title="Away from the preferred time",
    sentence="{visit} at {client} begins {amount} minutes away from the preferred time.",
    unit=Unit.MINUTES,
    weight=0.1,
    uses=("visit.preferred",),
    wishes=_preferred,
)
