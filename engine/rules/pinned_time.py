"""A visit that a planner has fixed to a time begins at that time."""

from engine.problem import Problem, Visit
from engine.shapes import Start, Unit, Wish
from engine.units import HARD


def _pinned(problem: Problem, visit: Visit) -> tuple[Wish, ...]:
    pin = problem.pin.get(visit.id)
    return () if pin is None or pin.start is None else (Wish(None, pin.start, pin.start),)


RULE = Start(
    id="pinned_time",
    title="Not at the pinned time",
    sentence="{visit} begins {amount} minutes away from its pinned time.",
    unit=Unit.MINUTES,
    weight=HARD,
    uses=("pin.start",),
    wishes=_pinned,
)
