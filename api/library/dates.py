"""Dates as people write them, kept as exactly as they are known: a year, a month, or a day."""

import re
from datetime import date

_ISO = re.compile(r"^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?/*(?:[T ]\d{1,2}:.*)?$")
_YEAR = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d|21\d\d)(?!\d)")
_WORD = re.compile(r"[^\W\d_]+")
_NONE = {"", "nd", "n.d.", "n. d.", "no date", "s.d.", "s. d.", "sd", "s.f.", "undated"}
_MONTHS = (
    ("jan", "gen", "ene", "janeiro"),
    ("feb", "fev"),
    ("mar", "mär"),
    ("apr", "abr"),
    ("may", "mai", "maig"),
    ("jun", "juny"),
    ("jul",),
    ("aug", "ago"),
    ("sep", "set"),
    ("oct", "okt", "out"),
    ("nov",),
    ("dec", "des", "dic", "dez"),
)


def read_date(told: str) -> str | None:
    """YYYY, YYYY-MM or YYYY-MM-DD; empty for "n.d."; None where no year can be made out.

    Of a day whose month may be either number, as in 03/04/2014, the year is kept.
    """
    text = told.strip()
    if text.lower() in _NONE:
        return ""
    found = _ISO.match(text)
    if found:
        return _joined(*(int(part) if part else None for part in found.groups()))
    years = _YEAR.findall(text)
    if len(years) != 1:
        return None
    month = next((number for word in _WORD.findall(text.lower()) if (number := _month(word))), None)
    rest = _YEAR.sub(" ", text)
    days = [int(number) for number in re.findall(r"(?<!\d)\d{1,2}(?!\d)", rest)]
    day = days[0] if month is not None and len(days) == 1 else None
    return _joined(int(years[0]), month, day) or years[0]


def _month(word: str) -> int | None:
    if len(word) < 3:
        return None
    return next((number for number, starts in enumerate(_MONTHS, 1) if word.startswith(starts)), None)


def _joined(year: int | None, month: int | None = None, day: int | None = None) -> str | None:
    """None where there is no such day."""
    if year is None:
        return None
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return None
    if month is None:
        return f"{year:04d}"
    return f"{year:04d}-{month:02d}" if day is None else f"{year:04d}-{month:02d}-{day:02d}"
