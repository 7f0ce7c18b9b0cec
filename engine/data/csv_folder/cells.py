"""What a cell may hold, each kind with its two directions: text to value, value to text.

Lists are separated by ";". A backslash before a character takes its special meaning away.
"""

import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from engine.data.public_holidays import NAMED
from engine.problem import WEEKDAYS, Calendar, Competency, Need, Want, Weekday, Window
from engine.units import HARD, Ticks, Weight


@dataclass
class Setting:
    """What the cells of one row mean depends on: the calendar, the row's date, the moment after which the next clock
    time falls (22:00-02:00 ends on the next day), and the moment until which it may fall there."""

    calendar: Calendar
    decimal_comma: bool = False
    day: date | None = None
    since: Ticks | None = None
    until: Ticks | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of cell. read raises ValueError where the text is none of its kind; remedy says what is."""

    remedy: str
    read: Callable[[str, Setting], Any]
    show: Callable[[Any, Setting], str] = field(default=lambda value, _setting: str(value))


# -- words and numbers -------------------------------------------------------------------------------------------------


def number(text: str, setting: Setting) -> float:
    found = float(text.replace(",", ".") if setting.decimal_comma else text)
    if not math.isfinite(found):
        raise ValueError(text)
    return found


def number_text(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def _ticks(minutes: float, setting: Setting) -> Ticks:
    ticks = minutes * setting.calendar.ticks_per_minute
    if abs(ticks - round(ticks)) > 1e-5:
        raise ValueError(minutes)
    return round(ticks)


_YES = {"yes", "true", "1", "x", "si", "sí"}
_NO = {"no", "false", "0"}


def _yes(text: str, _setting: Setting) -> bool:
    if text.lower() not in _YES | _NO:
        raise ValueError(text)
    return text.lower() in _YES


def _weight(text: str, setting: Setting) -> Weight:
    if text.upper() == HARD:
        return HARD
    found = number(text, setting)
    return int(found) if found.is_integer() else found


OFF = "off"


def _or_off(text: str, _setting: Setting) -> int | None:
    return None if text.lower() == OFF else int(text)


def choice(*values: str) -> Kind:
    """One of a few words."""

    def read(text: str, _setting: Setting) -> str:
        if text not in values:
            raise ValueError(text)
        return text

    return Kind(f"give {' or '.join(values)}", read)


_FINER = "that falls on a whole tick (see ticks_per_minute in settings.csv)"

TEXT = Kind("give a text", lambda text, _setting: text)
WHOLE = Kind("give a whole number", lambda text, _setting: int(text))
NUMBER = Kind("give a number", number, lambda value, _setting: number_text(value))
YES_NO = Kind("give yes or no", _yes, lambda value, _setting: "yes" if value else "no")
DAY = Kind("give a date such as 2026-03-30", lambda text, _setting: date.fromisoformat(text))
WEIGHT = Kind(
    "give a number, or HARD", _weight, lambda value, _setting: value if isinstance(value, str) else number_text(value)
)
OR_OFF = Kind("give a whole number, or off", _or_off, lambda value, _setting: OFF if value is None else str(value))
MINUTES = Kind(
    f"give a number of minutes {_FINER}",
    lambda text, setting: _ticks(number(text, setting), setting),
    lambda value, setting: number_text(value / setting.calendar.ticks_per_minute),
)
ALWAYS = "always"
DUE = Kind(
    f'give a number of minutes {_FINER}, or "{ALWAYS}"',
    lambda text, setting: None if text.lower() == ALWAYS else MINUTES.read(text, setting),
    lambda value, setting: ALWAYS if value is None else MINUTES.show(value, setting),
)
HOURS = Kind(
    f"give a number of hours {_FINER}",
    lambda text, setting: _ticks(number(text, setting) * 60, setting),
    lambda value, setting: number_text(value / setting.calendar.ticks_per_minute / 60),
)
BALANCE = Kind(f"give a number of hours {_FINER}, below 0 where hours are missing", HOURS.read, HOURS.show)


# -- lists -------------------------------------------------------------------------------------------------------------


def _parts(text: str) -> list[str]:
    """Characters, a backslash together with the one after it."""
    return re.findall(r"\\.|.", text, re.DOTALL)


def _plain(parts: Sequence[str]) -> str:
    """Without the space around it, and without backslashes."""
    kept = list(parts)
    while kept and kept[-1].isspace():
        kept.pop()
    while kept and kept[0].isspace():
        kept.pop(0)
    return "".join(part[-1] for part in kept)


def _cut(parts: Sequence[str], mark: str) -> list[list[str]]:
    found: list[list[str]] = [[]]
    for part in parts:
        if part == mark:
            found.append([])
        else:
            found[-1].append(part)
    return found


def _items(text: str) -> list[list[str]]:
    return [parts for parts in _cut(_parts(text), ";") if _plain(parts)]


def _guarded(text: str, marks: str = "\\;:@<>") -> str:
    """A name with a backslash before whatever would mean something else."""
    ends = {0, len(text) - 1}
    parts = [f"\\{one}" if one in marks or (place in ends and one.isspace()) else one for place, one in enumerate(text)]
    return ("\\" if text.startswith("no ") else "") + "".join(parts)


def _listed(values: Iterable[str]) -> str:
    found = "; ".join(values)
    return f"{found};" if found[-1:].isspace() else found  # a cell loses the space at its end


def _want(parts: list[str]) -> Want:
    asked, why = _reasoned(parts)
    while asked and asked[0].isspace():
        asked = asked[1:]
    present = asked[:3] != ["n", "o", " "]
    return Want(_plain(asked if present else asked[3:]), present, why)


def _reasoned(parts: list[str]) -> tuple[list[str], str]:
    """What is asked, and the reason in brackets after it; brackets anywhere else are a slip of the pen."""
    asked, *rest = _cut(parts, "(")
    if not rest and ")" not in asked:
        return asked, ""
    if len(rest) != 1 or not _plain(asked):
        raise ValueError(parts)
    why, *after = _cut(rest[0], ")")
    if ")" in asked or len(after) != 1 or _plain(after[0]):
        raise ValueError(parts)
    return asked, _plain(why)


_WANT_MARKS = "\\;:@<>()"


def _want_text(want: Want) -> str:
    name = _guarded(want.attribute, _WANT_MARKS)
    return (name if want.present else f"no {name}") + (f" ({_guarded(want.why, _WANT_MARKS)})" if want.why else "")


def _need(parts: list[str]) -> Need:
    name, *level = _cut(parts, ":")
    if len(level) > 1:
        raise ValueError(parts)
    return Need(_plain(name), int(_plain(level[0])) if level else 1)


def _need_text(need: Need) -> str:
    return _guarded(need.competency) + (f":{need.level}" if need.level != 1 else "")


def _competency(parts: list[str]) -> Competency:
    held, *uri = _cut([part for part in parts if part != ">"], "<")
    told, *expires = _cut(held, "@")
    if len(uri) > 1 or len(expires) > 1:
        raise ValueError(parts)
    need = _need(told)
    last = date.fromisoformat(_plain(expires[0])) if expires else None
    return Competency(need.competency, need.level, last, _plain(uri[0]) if uri else None)


def _competency_text(held: Competency) -> str:
    found = _need_text(Need(held.name, held.level))
    found += f"@{held.expires.isoformat()}" if held.expires else ""
    return found + (f" <{_guarded(held.uri)}>" if held.uri is not None else "")


def _names_or_off(text: str, _setting: Setting) -> tuple[str, ...]:
    names = tuple(_plain(parts) for parts in _items(text))
    if not names:
        raise ValueError(text)
    return () if text.lower() == OFF else names


def _names_or_off_text(values: tuple[str, ...], _setting: Setting) -> str:
    text = _listed(_guarded(value) for value in values)
    return f"\\{text}" if text.lower() == OFF else text or OFF


def _list_of(remedy: str, read: Callable[[list[str]], Any], show: Callable[[Any], str]) -> Kind:
    return Kind(
        remedy,
        lambda text, _setting: tuple(read(parts) for parts in _items(text)),
        lambda values, _setting: _listed(show(value) for value in values),
    )


NAMES = _list_of("give names separated by ;", _plain, _guarded)
NAMES_OR_OFF = Kind("give names separated by ;, or off", _names_or_off, _names_or_off_text)
WANTS = _list_of("give attributes separated by ;, such as catalan; no smoker; woman (intimate care)", _want, _want_text)
NEEDS = _list_of("give competencies such as dementia:2; hoist", _need, _need_text)
COMPETENCIES = _list_of("give competencies such as dementia:2@2027-01-31; hoist", _competency, _competency_text)


# -- days --------------------------------------------------------------------------------------------------------------


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def _weekdays(text: str, _setting: Setting) -> tuple[Weekday, ...]:
    if unknown := set(_split(text.lower())) - set(WEEKDAYS):
        raise ValueError(unknown)
    return tuple(day for name in _split(text.lower()) for day in WEEKDAYS if day == name)


def _dates_or_names(text: str, _setting: Setting) -> tuple[date | str, ...]:
    return tuple(part if re.fullmatch(NAMED, part) else date.fromisoformat(part) for part in _split(text))


def _dates_text(days: tuple[date, ...], _setting: Setting) -> str:
    return "; ".join(day.isoformat() for day in days)


DAYS_OF_WEEK = Kind("give weekdays such as mon; wed; fri", _weekdays, lambda days, _setting: "; ".join(days))
DATES = Kind(
    "give dates such as 2026-12-24; 2026-12-31",
    lambda text, _setting: tuple(date.fromisoformat(part) for part in _split(text)),
    _dates_text,
)
DATES_OR_NAMES = Kind(
    "give dates, or a country or region for its holidays, as in ES-CT; 2026-09-24", _dates_or_names, _dates_text
)


# -- clock times -------------------------------------------------------------------------------------------------------

_CLOCK = r"(?:(\d{4}-\d\d-\d\d)[T ])?(\d{1,2}):(\d\d)(?::(\d\d)(?:\.(\d{1,6}))?)?(Z)?"
_MOMENT = re.compile(_CLOCK)
_WINDOW = re.compile(rf"({_CLOCK})\s*[-–—]\s*({_CLOCK})")


def read_moment(text: str, setting: Setting) -> Ticks:
    """A local clock time on the row's date (08:30, 8:30:15), or on another (2026-03-31 08:30); 24:00 is midnight.

    A bare time that lies before `since` is that of the next day, unless that is after `until`. Z: the clock of
    Greenwich, for the hour that comes twice when summer ends.
    """
    found = _MOMENT.fullmatch(text.strip())
    if found is None:
        raise ValueError(text)
    given, hour, minute, second, fraction, greenwich = found.groups()
    day = date.fromisoformat(given) if given else setting.day
    if day is None:
        raise ValueError(text)
    late = (hour, int(minute), int(second or 0)) == ("24", 0, 0)
    clock = time(0 if late else int(hour), int(minute), int(second or 0), int((fraction or "0").ljust(6, "0")))
    day += timedelta(days=int(late))
    if greenwich:
        elapsed = datetime.combine(day, clock, UTC) - setting.calendar.origin
        return round(elapsed.total_seconds() * setting.calendar.ticks_per_minute / 60)
    tick = setting.calendar.tick(day, clock)
    if given is None and setting.since is not None and tick < setting.since:
        later = setting.calendar.tick(day + timedelta(days=1), clock)
        return later if setting.until is None or later <= setting.until else tick
    return tick


def show_moment(tick: Ticks, setting: Setting) -> str:
    """The shortest text that reads back as this tick."""
    local = setting.calendar.clock(tick)
    dated = f"{local.date().isoformat()} {_clock_text(local)}"
    greenwich = local.astimezone(UTC)
    for text in (_clock_text(local), dated):
        if read_moment(text, setting) == tick:
            return text
    return f"{greenwich.date().isoformat()} {_clock_text(greenwich)}Z"


def _clock_text(moment: datetime) -> str:
    if moment.microsecond:
        return f"{moment:%H:%M:%S.%f}".rstrip("0")
    return f"{moment:%H:%M:%S}" if moment.second else f"{moment:%H:%M}"


def _read_windows(text: str, setting: Setting) -> tuple[Window, ...]:
    """A window may end on the next day; one that begins on another day says so."""
    windows: list[Window] = []
    for part in filter(None, (one.strip() for one in text.split(";"))):
        found = _WINDOW.fullmatch(part)
        if found is None:
            raise ValueError(part)
        setting.since = None
        start = read_moment(found.group(1), setting)
        setting.since = start
        windows.append(Window(start, read_moment(found.group(8), setting)))
    return tuple(windows)


def _show_windows(windows: tuple[Window, ...], setting: Setting) -> str:
    texts: list[str] = []
    for window in windows:
        setting.since = None
        start = show_moment(window.start, setting)
        setting.since = window.start
        texts.append(f"{start}-{show_moment(window.end, setting)}")
    return "; ".join(texts)


def _clock(text: str, _setting: Setting) -> time:
    """A clock time of any day: Python reads 8.15 too, and means 8:00."""
    if not re.fullmatch(r"\d{1,2}:\d\d(:\d\d(\.\d{1,6})?)?", text):
        raise ValueError(text)
    return time.fromisoformat(text.zfill(len(text) + (text[1] == ":")))


CLOCK = Kind(
    "give a clock time such as 08:30",
    _clock,
    lambda value, _setting: value.isoformat() if value.second or value.microsecond else f"{value:%H:%M}",
)
MOMENT = Kind("give a clock time such as 08:30, on another day 2026-03-31 08:30", read_moment, show_moment)
WINDOWS = Kind("give spans of clock times such as 08:00-10:00; 16:00-18:00", _read_windows, _show_windows)
