"""The care packages that clients have: what is done, for how long, on which days and at what time of day."""

from dataclasses import dataclass, replace
from typing import Literal

from datasets.eixample.clock import clock
from engine.problem import Need

DAILY = (0, 1, 2, 3, 4, 5, 6)
WEEKDAYS = (0, 1, 2, 3, 4)
INTIMATE_CARE = "intimate care"
"""Why a care plan of the demo week may say by a woman, or by a man."""


@dataclass(frozen=True)
class Care:
    """A recurring piece of care.

    between: the earliest and latest start that a client may prefer, minutes after midnight; slack: minutes that the
    start may be earlier and later than that. days: weekdays over which `times` visits are spread. intimate: some
    clients ask for a woman. holidays: what becomes of it on a public one; "move": onto another of its days in the week.
    """

    name: str
    minutes: tuple[int, ...]
    between: tuple[int, int]
    slack: tuple[int, int]
    days: tuple[int, ...] = DAILY
    times: int = 7
    needs: tuple[Need, ...] = ()
    intimate: bool = False
    pair: bool = False
    priority: int = 1
    must: bool = False
    over_by_end: bool = False
    holidays: Literal["keep", "move"] = "keep"


@dataclass(frozen=True)
class Tie:
    """How two pieces of care on one day hang together: minutes from start to start."""

    first: str
    second: str
    least: int
    most: int | None
    both: bool


@dataclass(frozen=True)
class Package:
    """What one kind of client receives; share: how many of sixty clients."""

    name: str
    share: int
    care: tuple[Care, ...]
    carers_target: int
    ties: tuple[Tie, ...] = ()


def _span(first: str, last: str) -> tuple[int, int]:
    return clock(first), clock(last)


PERSONAL = (Need("personal_care", 1),)
HOIST = (Need("hoist", 1),)
MEDICATION = (Need("medication", 1),)
INSULIN = (Need("medication", 2),)
DEMENTIA = (Need("dementia", 2),)

GET_UP = Care("getup", (30, 35, 40), _span("7:30", "10:30"), (30, 45), needs=PERSONAL, intimate=True, priority=2)
SUPPER = Care("supper", (25, 30), _span("18:15", "20:00"), (30, 45), priority=2)
LUNCH = Care("lunch", (30,), _span("12:30", "13:30"), (30, 45), priority=2)
SHOWER = Care(
    "shower", (40, 45), _span("8:30", "11:30"), (60, 60), WEEKDAYS, 2, PERSONAL, intimate=True, holidays="move"
)
HOUSEWORK = Care(
    "housework", (75, 90), _span("11:00", "17:30"), (150, 180), WEEKDAYS, 1, over_by_end=True, holidays="move"
)
COMPANY = Care("company", (60, 75), _span("10:45", "17:30"), (90, 120), WEEKDAYS, 5, DEMENTIA)
INJECTION = Care("insulin", (15,), _span("7:30", "8:15"), (30, 45), needs=INSULIN, priority=3, must=True)
BREAKFAST = Care("breakfast", (25, 30), _span("8:15", "8:45"), (45, 60), priority=2)
FIRST_DOSE = Care("dose1", (15, 20), _span("8:15", "9:00"), (45, 60), needs=MEDICATION, priority=3)
SECOND_DOSE = Care("dose2", (15, 20), _span("12:30", "13:15"), (45, 60), needs=MEDICATION, priority=3)
LIFT_UP = Care("liftup", (35, 40), _span("8:00", "9:45"), (45, 60), needs=HOIST, pair=True, priority=3)
LIFT_DOWN = Care("liftdown", (25, 30), _span("18:00", "19:15"), (45, 45), needs=HOIST, pair=True, priority=3)

PACKAGES = (
    Package("light", 21, (HOUSEWORK, SHOWER), 1),
    Package("weekday mornings", 9, (replace(GET_UP, days=WEEKDAYS, times=5),), 2),
    Package("every morning", 9, (GET_UP, HOUSEWORK), 2),
    Package("morning and evening", 6, (GET_UP, SUPPER), 4),
    Package("morning and lunch", 3, (GET_UP, LUNCH), 3),
    Package("insulin", 2, (INJECTION, BREAKFAST), 4, (Tie("insulin", "breakfast", 15, 60, both=True),)),
    Package("tablets", 2, (FIRST_DOSE, SECOND_DOSE), 3, (Tie("dose1", "dose2", 240, None, both=False),)),
    Package("hoist", 2, (LIFT_UP, LIFT_DOWN), 6),
    Package("dementia", 6, (COMPANY,), 2),
)
