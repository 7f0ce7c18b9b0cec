"""Days, clock times, numbers and lists as each language writes them."""

import re
from collections.abc import Iterable
from datetime import date

from engine.languages import Texts
from engine.problem import Problem
from engine.shapes import Unit
from engine.units import Ticks

UNKNOWN = "…"
"""What stands where a sentence asks for something that does not apply."""

CALENDAR = Texts(
    "calendar",
    {
        "weekdays": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        "short_weekdays": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
        "months": (
            *("January", "February", "March", "April", "May", "June"),
            *("July", "August", "September", "October", "November", "December"),
        ),
    },
)
WORDS = Texts(
    "words",
    {
        "decimal": ".",
        "stop": ".",
        "day": "{weekday} {day} {month}",
        "hours": "{hours} h {minutes}",
        "absent": "no {attribute}",
    },
)
"""How a language writes: its decimal sign, the end of a sentence, a day, hours, and what is not to be there."""

SIGNS = Texts("signs", {"minutes": " min", "hours": " h", "cents": " ct", "metres": " m", "euros": " €"})
"""What stands behind a number."""

_ABSENT = re.compile(r"\([^)]*\)|(?:^|(?<=, ))no ([^,(]*[^,( ])")
"""What is not to be there, in a list of wants; brackets hold reasons, which stay as they were given."""


def day_words(day: date, language: str) -> str:
    """A day as it is spoken of: "Tuesday 24 November"."""
    weekday, month = CALENDAR("weekdays", language)[day.weekday()], CALENDAR("months", language)[day.month - 1]
    return WORDS("day", language).format(weekday=weekday, day=day.day, month=month)


def short_day(day: date, language: str) -> str:
    """A day where there is little room: "Tue 24"."""
    return f"{CALENDAR('short_weekdays', language)[day.weekday()]} {day.day}"


def hours_words(minutes: float, language: str) -> str:
    """Minutes as hours: "31 h 05"."""
    whole = round(minutes)
    return WORDS("hours", language).format(hours=whole // 60, minutes=f"{whole % 60:02d}")


def wants(detail: str, language: str) -> str:
    """A list of wants as a language tells it: "catalan, no cat (allergy)"."""
    absent = WORDS("absent", language)
    return _ABSENT.sub(lambda one: absent.format(attribute=one[1]) if one[1] else one[0], detail)


def clock_words(problem: Problem, tick: Ticks | None) -> str:
    """The local clock time of a tick: "09:30"."""
    return UNKNOWN if tick is None else f"{problem.calendar.clock(tick):%H:%M}"


def number(value: float, language: str) -> str:
    """A number with at most two decimals, and none where it is whole."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    text = "0" if text == "-0" else text.replace("-", "−")
    return text.replace(".", WORDS("decimal", language))


def signed(value: float, language: str) -> str:
    """A difference, with its sign."""
    text = number(value, language)
    return text if text.startswith("−") or text == "0" else f"+{text}"


def measured(amount: float, unit: Unit, language: str) -> str:
    """A difference in a rule's unit: "+12 min"."""
    return signed(amount, language) + (SIGNS(unit, language) if unit in SIGNS.english else "")


def listed(names: Iterable[str], most: int = 5) -> str:
    """Names with commas; of many only the first ones."""
    every = list(names)
    return ", ".join(every if len(every) <= most else [*every[:most], UNKNOWN])
