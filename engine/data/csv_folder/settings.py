"""settings.csv: the head of the problem, its weights and its labour bounds, one a row."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any

from engine.data.csv_folder.cells import (
    DATES_OR_NAMES,
    DAY,
    NAMES_OR_OFF,
    OR_OFF,
    TEXT,
    WEIGHT,
    WHOLE,
    YES_NO,
    Kind,
    Setting,
    choice,
)
from engine.data.csv_folder.sheets import SETTINGS
from engine.data.csv_folder.table import Row, check_columns, read_table, text_of_table
from engine.data.public_holidays import dates_of
from engine.errors import DataError, Fault, Faults
from engine.packs import labour_under, named, read_pack, shipped
from engine.problem import PROTECTED, Calendar, Labour, Pack, Problem, Weights
from engine.problem.calendar import is_zone
from engine.problem.policy import BOUNDED
from engine.units import Weight

COLUMNS = ("setting", "value")
PACK_ENDING = ".toml"


@dataclass(frozen=True)
class Mode:
    """What is to be known of a travel mode beside its matrix."""

    cents_per_km: int = 0
    estimated: bool = False
    source: str = ""


@dataclass(frozen=True)
class Told:
    """What the settings say. modes: in the order of the problem's matrices."""

    name: str
    start: date = date(2001, 1, 1)
    days: int = 7
    timezone: str = "UTC"
    ticks_per_minute: int = 1
    protected: tuple[str, ...] = PROTECTED
    holidays: tuple[date, ...] = ()
    past: int = 0
    weights: Weights = field(default_factory=Weights)
    labour: Labour = field(default_factory=Labour)
    modes: dict[str, Mode] = field(default_factory=dict)


_HEAD = {
    "name": TEXT,
    "start": DAY,
    "days": WHOLE,
    "timezone": TEXT,
    "ticks_per_minute": WHOLE,
    "protected": NAMES_OR_OFF,
    "holidays": DATES_OR_NAMES,
    "past": WHOLE,
}
_WEIGHTS = {"weights.name": TEXT, "weights.version": TEXT, "weights.others": choice("default", "off")}
_PACK = "labour.pack"
_LABOUR = {f"labour.{one.name}": OR_OFF if one.name in BOUNDED else WHOLE for one in fields(Labour)} | {_PACK: TEXT}
_MODE = {"cents_per_km": WHOLE, "estimated": YES_NO, "source": TEXT}


def read_settings(text: str | None, name: str, faults: Faults, packs: Mapping[str, str] | None = None) -> Told:
    """What the settings say; where one is missing or wrong a default stands in, and a fault is told.

    packs: the texts of the rule packs that lie in the folder, by the names of their files.
    """
    found: dict[str, Any] = {}
    rows: dict[str, Row] = {}
    if text is not None:
        table = read_table(SETTINGS, text, faults)
        check_columns(SETTINGS, table, COLUMNS, COLUMNS, faults)
        scratch = Setting(Calendar(date(2001, 1, 1), 1, "UTC", 1), table.decimal_comma)
        for row in table.rows:
            _read_row(row, scratch, found, rows, faults)
        for key in ("start", "days"):
            if key not in rows and set(COLUMNS) <= set(table.columns):
                faults.add(SETTINGS, None, key, "", f"is missing: {_HEAD[key].remedy}")
    pack = _pack(found.pop(_PACK, ""), found.get("start", Told.start), packs or {}, rows, faults)
    return _usable(_told(found, name, pack), rows, faults)


def _pack(called: str, on: date, packs: Mapping[str, str], rows: dict[str, Row], faults: Faults) -> Pack | None:
    """The rule pack of a name, or of a file in the folder; nowhere else is looked."""
    if not called:
        return None
    file = called.removeprefix("./")
    try:
        if file in packs:
            return read_pack(packs[file], file)
        if not file.endswith(PACK_ENDING):
            return named(called, on)
    except DataError as error:
        for fault in error.faults:
            faults.add(SETTINGS, rows[_PACK].number, fault.field, fault.value, f"{_PACK}: {fault.remedy}")
        return None
    there = ", ".join(sorted(packs)) or "none"
    faults.add(
        SETTINGS, rows[_PACK].number, "value", called, f"{_PACK}: no such file in the folder (there are: {there})"
    )
    return None


def _read_row(row: Row, scratch: Setting, found: dict[str, Any], rows: dict[str, Row], faults: Faults) -> None:
    key, text = row.cells.get("setting", ""), row.cells.get("value", "")
    kind = _kind(key)
    if kind is None:
        known = ", ".join((*_HEAD, *_WEIGHTS, "weight.<rule>", *_LABOUR, *(f"travel.<mode>.{one}" for one in _MODE)))
        faults.add(SETTINGS, row.number, "setting", key, f"no such setting: correct it (there are: {known})")
    elif key in rows:
        faults.add(SETTINGS, row.number, "setting", key, f"given in row {rows[key].number} already: keep one")
    elif text or kind is not TEXT:
        try:
            found[key] = kind.read(text, scratch)
        except (ValueError, OverflowError):
            faults.add(SETTINGS, row.number, "value", text, f"{key}: {kind.remedy}")
    rows.setdefault(key, row)


def _kind(key: str) -> Kind | None:
    if key.startswith("weight."):
        return WEIGHT
    if key.startswith("travel.") and key.count(".") >= 2:
        return _MODE.get(key.rsplit(".", 1)[1])
    return (_HEAD | _WEIGHTS | _LABOUR).get(key)


def _told(found: dict[str, Any], name: str, pack: Pack | None) -> Told:
    values: dict[str, Weight] = {
        key.removeprefix("weight."): value for key, value in found.items() if key.startswith("weight.")
    }
    policy = {key.removeprefix("weights."): found[key] for key in _WEIGHTS if key in found}
    bounds = {key.removeprefix("labour."): found[key] for key in _LABOUR if key in found}
    modes: dict[str, Mode] = {}
    for key, value in found.items():
        if key.startswith("travel."):
            mode, what = key.removeprefix("travel.").rsplit(".", 1)
            modes[mode] = replace(modes.get(mode, Mode()), **{what: value})
    head: dict[str, Any] = {"name": name} | {key: found[key] for key in _HEAD if key in found}
    return Told(**head, weights=Weights(values, **policy), labour=labour_under(pack, **bounds), modes=modes)


def _usable(told: Told, rows: dict[str, Row], faults: Faults) -> Told:
    """With nothing in the head on which the clock times of the other files could not be read."""

    def wrong(key: str, remedy: str) -> None:
        row = rows.get(key)
        faults.add(SETTINGS, row.number if row else None, "value", getattr(told, key), f"{key}: {remedy}")

    if not is_zone(told.timezone):
        wrong("timezone", 'give an IANA name such as "Europe/Madrid"')
        told = replace(told, timezone="UTC")
    if not 1 <= told.ticks_per_minute <= 1_000:
        wrong("ticks_per_minute", "give 1 (minutes) to 1000")
        told = replace(told, ticks_per_minute=1)
    if not 1 <= told.days <= 366:
        wrong("days", "a horizon has 1 to 366 days")
        told = replace(told, days=7)
    if told.start.year < 1900 or told.start.year > 2900:
        wrong("start", "give a date of our times")
        told = replace(told, start=date(2001, 1, 1))
    wrong_names: list[Fault] = []
    days = dates_of(told.holidays, told.start, told.days, wrong_names)
    for fault in wrong_names:
        faults.add(SETTINGS, rows["holidays"].number, "value", fault.value, f"holidays: {fault.remedy}")
    return replace(told, holidays=days)


def pack_called(pack: Pack | None) -> str:
    """What the settings call a pack: by its name where it came with Ronda, else by the file that is put beside them."""
    if pack is None:
        return ""
    return pack.id if pack in shipped() else f"{pack.id}{PACK_ENDING}"


def settings_text(problem: Problem) -> str:
    """The settings of a problem as CSV text."""
    scratch = Setting(problem.calendar)
    return text_of_table(COLUMNS, ((key, kind.show(value, scratch)) for key, kind, value in _rows(problem)))


def _rows(problem: Problem) -> Iterator[tuple[str, Kind, Any]]:
    for key, kind in _HEAD.items():
        yield key, kind, getattr(problem, key)
    for key, kind in _WEIGHTS.items():
        yield key, kind, getattr(problem.weights, key.removeprefix("weights."))
    for rule, weight in problem.weights.values.items():
        yield f"weight.{rule}", WEIGHT, weight
    for key, kind in _LABOUR.items():
        value = getattr(problem.labour, key.removeprefix("labour."))
        yield key, kind, pack_called(value) if key == _PACK else value
    for matrix in problem.travel:
        for key, kind in _MODE.items():
            yield f"travel.{matrix.mode}.{key}", kind, getattr(matrix, key)
