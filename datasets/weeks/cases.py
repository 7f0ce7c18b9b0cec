"""The cases by name, and how each follows from its published size."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from datasets.eixample.clock import clock
from datasets.eixample.team import EVENING, HOUR, MORNING, WEEKEND, Pattern
from datasets.eixample.week import Service, generate
from datasets.weeks.care import CONTRACT, PILOT
from engine.problem import Problem

DAY = replace(
    MORNING, spans=((7 * HOUR, clock("15:30")),), days_off=(WEEKEND, (0, 1), (2, 3)), contract=37, wanted=(34, 37)
)
LATE = replace(EVENING, spans=((clock("14:30"), clock("22:15")),), contract=35, wanted=(32, 35))
SHIFTS: tuple[Pattern, ...] = (DAY, LATE)
"""A day shift or a late one, five days in seven, the days off in turn; twelve hours lie between any two."""


@dataclass(frozen=True)
class Case:
    """A size that home care has. told: the published facts that it follows."""

    name: str
    clients: int
    carers: int
    days: int
    told: str
    service: Service

    def problem(self, seed: int = 1) -> Problem:
        """The case's week or weeks; the same seed gives the same problem."""
        return generate(self.clients, self.carers, self.days, seed, service=replace(self.service, name=self.name))


_ALL = (
    Case("superilla", 60, 14, 7, "a superilla team of Barcelona has 40 to 70 clients and 10 to 15 carers", Service()),
    Case(
        "pilot",
        81,
        38,
        14,
        "a Swedish pilot planned 3,622 visits in two weeks for 81 clients with 38 carers",
        Service(PILOT, SHIFTS, known=False),
    ),
    Case(
        "contract",
        869,
        200,
        7,
        "the Vallès Occidental contract of 2025: 869 clients, 200 carers, 189,230 hours a year: 4.2 a client a week",
        Service(CONTRACT),
    ),
    Case(
        "district",
        5_000,
        1_000,
        7,
        "a district of a city with 24,000 clients and 4,000 carers, as Barcelona had in 2019",
        Service(CONTRACT),
    ),
)

CASES: Mapping[str, Case] = MappingProxyType({one.name: one for one in _ALL})


def case(name: str, seed: int = 1) -> Problem:
    """The problem of a case by its name. Raises KeyError for a name that is not in CASES."""
    return CASES[name].problem(seed)
