"""What is asked for, and what may be done to the plan for it."""

from collections.abc import Iterator
from dataclasses import dataclass

from engine.errors import Fault, RequestError
from engine.problem import Client, Link, Visit
from engine.units import Ticks


@dataclass(frozen=True, slots=True)
class Request:
    """Care that a client asks for: visits that are not in the plan, and by how many different carers.

    visits: one, or those of a package over the horizon. clients: where the client is new. links: between these visits
    (two carers at once, breakfast after insulin), or with visits of the plan. carers: at most so many different ones
    for all visits, beside those whom visits at one time need anyway; None = as many as it takes.
    """

    visits: tuple[Visit, ...]
    clients: tuple[Client, ...] = ()
    links: tuple[Link, ...] = ()
    carers: int | None = 1

    def faults(self) -> Iterator[Fault]:
        if not self.visits:
            yield Fault("request", "visits", self.visits, "ask for at least one visit")
        if self.carers is not None and self.carers < 1:
            yield Fault("request", "carers", self.carers, "give 1 or more, or leave it out for as many as it takes")

    def __post_init__(self) -> None:
        faults = tuple(self.faults())
        if faults:
            raise RequestError(faults)


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
