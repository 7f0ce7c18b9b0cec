"""A request: care that is asked for and not planned yet."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from engine.errors import Fault, RequestError
from engine.problem.calendar import Calendar
from engine.problem.clients import Client, Link, Visit
from engine.problem.packages import CarePackage
from engine.problem.places import Place


@dataclass(frozen=True)
class Request:
    """Care that a client asks for, and by how many different carers.

    visits, packages: what is asked for; a package is expanded over the horizon. clients: where the client is new;
    places: where their place is. links: between these visits (breakfast after insulin), or with visits of the plan.
    carers: at most so many different ones for all visits, beside those whom visits at one time need anyway; None = as
    many as it takes. Raises RequestError with every fault that can be told without the problem.
    """

    visits: tuple[Visit, ...] = ()
    packages: tuple[CarePackage, ...] = ()
    clients: tuple[Client, ...] = ()
    places: tuple[Place, ...] = ()
    links: tuple[Link, ...] = ()
    carers: int | None = 1

    def __post_init__(self) -> None:
        faults = tuple(self._faults())
        if faults:
            raise RequestError(faults)

    def _faults(self) -> Iterator[Fault]:
        if not self.visits and not self.packages:
            yield Fault("request", "visits", self.visits, "ask for at least one visit or package")
        if self.carers is not None and self.carers < 1:
            yield Fault("request", "carers", self.carers, "give 1 or more, or null for as many as it takes")
        for package in self.packages:
            yield from package.faults()

    def expanded(
        self, calendar: Calendar, holidays: Collection[date] = ()
    ) -> tuple[tuple[Visit, ...], tuple[Link, ...], int]:
        """All visits within a horizon and the links between them, and how many visits lie outside of it.

        Raises RequestError where nothing at all lies within.
        """
        visits, links, beyond = list(self.visits), list(self.links), 0
        for package in self.packages:
            more, tied = package.visits(calendar, holidays)
            visits += more
            links += tied
            beyond += package.beyond(calendar, holidays)
        if not visits:
            span = f"{calendar.start} and {calendar.days} days on"
            remedy = f"none of its visits falls into the horizon ({span}): plan those weeks first"
            raise RequestError([Fault("request", "packages", beyond, remedy)])
        return tuple(visits), tuple(links), beyond
