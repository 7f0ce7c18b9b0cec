"""What may be done to a plan for the sake of a request."""

from dataclasses import dataclass

from engine.errors import Fault, RequestError
from engine.units import Ticks


@dataclass(frozen=True, slots=True)
class Freedoms:
    """What may be done to the plan. Other visits always keep their carer and their order in the round.

    pushes: so many visits of others, at most, may begin later than told, with their consent, and no later than need be.
    now: the tick before which nothing can change: who has begun is not interrupted. without: carers who are not asked.
    """

    pushes: int = 0
    now: Ticks = 0
    without: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.pushes < 0:
            raise RequestError([Fault("freedoms", "pushes", self.pushes, "give 0 (nobody else is moved) or more")])


AS_TOLD = Freedoms()
"""Nobody else's visit is moved."""
