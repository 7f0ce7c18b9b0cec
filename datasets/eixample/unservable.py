"""The few visits of the demo week that cannot be served, known beforehand: an explanation must find these reasons."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from datasets.eixample.care import INTIMATE_CARE, Care
from datasets.eixample.clock import clock
from engine.problem import Need, Problem, Visit, Want


@dataclass(frozen=True)
class Trap:
    """A visit that nobody can make, what it requires besides its needs, and the reason."""

    care: Care
    reason: str
    requires: tuple[Want, ...] = ()


MORNING = (clock("9:00"), clock("10:00"))
SLACK = (30, 60)

TRAPS = (
    Trap(
        Care("wound", (30,), MORNING, SLACK, (2,), 1, (Need("wound_care", 3),)),
        "nobody in the team holds wound care at level 3",
    ),
    Trap(
        Care("feeding", (40,), MORNING, SLACK, (6,), 1, (Need("tube_feeding", 1),)),
        "everybody who is trained in tube feeding has the Sunday off",
    ),
    Trap(
        Care("shave", (30,), MORNING, SLACK, (3,), 1, (Need("personal_care", 1),)),
        "no man of the team speaks Urdu",
        (Want("man", why=INTIMATE_CARE), Want("ur")),
    ),
    Trap(
        Care("signing", (30,), (clock("8:00"), clock("8:00")), SLACK, (4,), 1),
        "the only carers who sign begin at 15:00, six hours after the visit's window: leaving it out costs less",
        (Want("sign_language"),),
    ),
    Trap(
        Care("heavylift", (40,), MORNING, SLACK, (1,), 1, (Need("hoist", 2),), pair=True),
        "it takes two carers with hoist level 2 at once, and the team has one",
    ),
)

UNSERVABLE: Mapping[str, str] = MappingProxyType({trap.care.name: trap.reason for trap in TRAPS})
"""Kind of visit -> why it cannot be served."""


def unservable(problem: Problem) -> dict[str, str]:
    """The visits of a generated week that cannot be served, each with the reason."""
    kinds = {visit.id: kind_of(visit) for visit in problem.visits}
    return {visit: UNSERVABLE[kind] for visit, kind in kinds.items() if kind in UNSERVABLE}


def kind_of(visit: Visit) -> str:
    """What is done: the part of a visit's id between the client and the day."""
    return visit.id.removeprefix(f"{visit.client}-").split("-")[0]
