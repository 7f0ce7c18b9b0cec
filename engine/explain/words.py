"""Days, clock times, numbers and lists as each language writes them."""

from collections.abc import Iterable
from datetime import date

from engine.problem import Problem
from engine.shapes import Unit
from engine.units import Ticks

UNKNOWN = "…"
"""What stands where a sentence asks for something that does not apply."""

WEEKDAYS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "ca": ("dilluns", "dimarts", "dimecres", "dijous", "divendres", "dissabte", "diumenge"),
    "es": ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
}
MONTHS = {
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    "ca": (
        *("de gener", "de febrer", "de març", "d'abril", "de maig", "de juny"),
        *("de juliol", "d'agost", "de setembre", "d'octubre", "de novembre", "de desembre"),
    ),
    "es": (
        *("de enero", "de febrero", "de marzo", "de abril", "de mayo", "de junio"),
        *("de julio", "de agosto", "de septiembre", "de octubre", "de noviembre", "de diciembre"),
    ),
}
SIGNS = {Unit.MINUTES: " min", Unit.CENTS: " ct", Unit.METRES: " m"}


def day_words(day: date, language: str) -> str:
    """A day as it is spoken of: "Tuesday 24 November"."""
    return f"{WEEKDAYS[language][day.weekday()]} {day.day} {MONTHS[language][day.month - 1]}"


def clock_words(problem: Problem, tick: Ticks | None) -> str:
    """The local clock time of a tick: "09:30"."""
    return UNKNOWN if tick is None else f"{problem.calendar.clock(tick):%H:%M}"


def number(value: float, language: str) -> str:
    """A number with at most two decimals, and none where it is whole."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    text = "0" if text == "-0" else text.replace("-", "−")
    return text if language == "en" else text.replace(".", ",")


def signed(value: float, language: str) -> str:
    """A difference, with its sign."""
    text = number(value, language)
    return text if text.startswith("−") or text == "0" else f"+{text}"


def measured(amount: float, unit: Unit, language: str) -> str:
    """A difference in a rule's unit: "+12 min"."""
    return signed(amount, language) + SIGNS.get(unit, "")


def listed(names: Iterable[str], most: int = 5) -> str:
    """Names with commas; of many only the first ones."""
    every = list(names)
    return ", ".join(every if len(every) <= most else [*every[:most], UNKNOWN])
