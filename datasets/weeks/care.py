"""What the clients of a municipal contract and of a Swedish pilot receive: shares made to meet published totals."""

from dataclasses import replace

from datasets.eixample.care import (
    BREAKFAST,
    COMPANY,
    FIRST_DOSE,
    GET_UP,
    HOIST,
    HOUSEWORK,
    INJECTION,
    LIFT_DOWN,
    LIFT_UP,
    LUNCH,
    PERSONAL,
    SECOND_DOSE,
    SHOWER,
    SUPPER,
    WEEKDAYS,
    Care,
    Package,
    Tie,
)
from datasets.eixample.clock import clock

CONTRACT = (
    Package("light", 33, (HOUSEWORK, SHOWER), 1),
    Package("weekday mornings", 8, (replace(GET_UP, days=WEEKDAYS, times=5),), 2),
    Package("every morning", 7, (GET_UP, HOUSEWORK), 2),
    Package("morning and evening", 4, (GET_UP, SUPPER), 4),
    Package("morning and lunch", 3, (GET_UP, LUNCH), 3),
    Package("insulin", 1, (INJECTION, BREAKFAST), 4, (Tie("insulin", "breakfast", 15, 60, both=True),)),
    Package("tablets", 1, (FIRST_DOSE, SECOND_DOSE), 3, (Tie("dose1", "dose2", 240, None, both=False),)),
    Package("hoist", 1, (LIFT_UP, LIFT_DOWN), 6),
    Package("dementia", 5, (COMPANY,), 2),
)
"""The care of the demo week with more light packages: about 4.2 hours a client a week."""


def _span(first: str, last: str) -> tuple[int, int]:
    return clock(first), clock(last)


RISE = Care("getup", (25, 30), _span("7:30", "10:15"), (30, 45), needs=PERSONAL, intimate=True, priority=2)
MIDDAY = Care("lunch", (20, 25), _span("12:00", "13:30"), (30, 45), priority=2)
COFFEE = Care("coffee", (15, 20), _span("15:15", "16:30"), (30, 45))
EVENING_MEAL = Care("supper", (20, 25), _span("17:15", "18:45"), (30, 45), priority=2)
BED = Care("bed", (15, 20), _span("19:15", "21:15"), (45, 45), needs=PERSONAL, intimate=True, priority=2)
UP = Care("liftup", (30, 35), _span("8:00", "9:45"), (45, 60), needs=HOIST, pair=True, priority=3)
DOWN = Care("liftdown", (20, 25), _span("19:15", "20:30"), (45, 45), needs=HOIST, pair=True, priority=3)

PILOT = (
    Package("light", 10, (replace(RISE, name="visit"),), 2),
    Package("twice a day", 14, (RISE, BED), 3),
    Package("three times a day", 21, (RISE, MIDDAY, BED), 3),
    Package("four times a day", 21, (RISE, MIDDAY, EVENING_MEAL, BED), 4),
    Package("with housework", 2, (RISE, MIDDAY, EVENING_MEAL, BED, HOUSEWORK), 4),
    Package("five times a day", 8, (RISE, MIDDAY, COFFEE, EVENING_MEAL, BED), 4),
    Package("hoist", 5, (UP, MIDDAY, DOWN), 5),
)
"""Care from morning to bedtime on every day of the week: about 3.2 visits a client a day."""
