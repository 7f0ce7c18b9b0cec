"""The files of a folder and their columns, each told once for both directions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from engine.data.csv_folder.cells import (
    BALANCE,
    CLOCK,
    COMPETENCIES,
    DATES,
    DAY,
    DAYS_OF_WEEK,
    DUE,
    HOURS,
    MINUTES,
    MOMENT,
    NAMES,
    NEEDS,
    NUMBER,
    TEXT,
    WANTS,
    WHOLE,
    WINDOWS,
    YES_NO,
    Kind,
    Setting,
    choice,
)
from engine.data.csv_folder.table import Row, Table, check_columns, text_of_table
from engine.errors import Faults
from engine.units import Ticks

NEEDED = object()
"""Stands where a column may not be empty."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column. field: what the engine calls it, if not the same. empty: what an empty cell means. since: the field
    of the same row after which a clock time falls, be it on the next day; until: but no later than this one."""

    name: str
    kind: Kind
    field: str = ""
    empty: Any = NEEDED
    since: str = ""
    until: str = ""

    @property
    def key(self) -> str:
        return self.field or self.name


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file of a folder."""

    file: str
    columns: tuple[Column, ...]

    def read(self, table: Table, setting: Setting, faults: Faults) -> list[tuple[Row, dict[str, Any]]]:
        """The values of each row that has no fault, by the engine's field names."""
        names = tuple(column.name for column in self.columns)
        required = tuple(column.name for column in self.columns if column.empty is NEEDED)
        check_columns(self.file, table, names, required, faults)
        setting.decimal_comma = table.decimal_comma
        read = ((row, self._values(row, table, setting, faults)) for row in table.rows)
        return [(row, values) for row, values in read if values is not None]

    def _values(self, row: Row, table: Table, setting: Setting, faults: Faults) -> dict[str, Any] | None:
        values: dict[str, Any] = {}
        setting.day, sound = None, True
        for column in self.columns:
            text = row.cells.get(column.name, "")
            if text:
                setting.since, setting.until = _span(column, values)
                try:
                    values[column.key] = column.kind.read(text, setting)
                except (ValueError, OverflowError):
                    # A clock time without the row's date is no second fault.
                    if not (sound is False and column.kind in (MOMENT, WINDOWS) and setting.day is None):
                        faults.add(self.file, row.number, column.name, text, column.kind.remedy)
                    sound = False
            elif column.empty is NEEDED:
                if column.name in table.columns:
                    faults.add(self.file, row.number, column.name, "", f"is empty: {column.kind.remedy}")
                sound = False
            else:
                values[column.key] = column.empty
            if column.name == "date":
                setting.day = values.get("date")
        return values if sound else None

    def text(self, rows: Iterable[Mapping[str, Any]], setting: Setting) -> str:
        """Rows of values as a CSV text, every column told."""
        return text_of_table(
            [column.name for column in self.columns],
            ([self._cell(column, values, setting) for column in self.columns] for values in rows),
        )

    def _cell(self, column: Column, values: Mapping[str, Any], setting: Setting) -> str:
        setting.day = values.get("date")
        setting.since, setting.until = _span(column, values)
        value = values[column.key]
        return "" if value == column.empty else column.kind.show(value, setting)


def _span(column: Column, values: Mapping[str, Any]) -> tuple[Ticks | None, Ticks | None]:
    """The moments between which a clock time of this column falls; of windows, the first opening and the last end."""
    since, until = values.get(column.since), values.get(column.until)
    first = since[0].start if isinstance(since, tuple) else since
    last = until[-1].end if isinstance(until, tuple) else until
    return first, last


SETTINGS = "settings.csv"

PLACES = Sheet(
    "places.csv",
    (
        Column("id", TEXT),
        Column("latitude", NUMBER, empty=None),
        Column("longitude", NUMBER, empty=None),
    ),
)
CARERS = Sheet(
    "carers.csv",
    (
        Column("id", TEXT),
        Column("competencies", COMPETENCIES, empty=()),
        Column("attributes", NAMES, empty=()),
        Column("requires", WANTS, empty=()),
        Column("wishes", WANTS, empty=()),
        Column("refuses", NAMES, empty=()),
        Column("contract_hours", HOURS, "contract", empty=None),
        Column("wanted_hours", HOURS, "wanted", empty=None),
        Column("legal_most_hours", HOURS, "legal_most", empty=None),
        Column("carried_hours", BALANCE, "carried", empty=0),
        Column("year_left_hours", HOURS, "year_left", empty=None),
        Column("latitude", NUMBER, empty=None),
        Column("longitude", NUMBER, empty=None),
    ),
)
SHIFTS = Sheet(
    "shifts.csv",
    (
        Column("id", TEXT, empty=None),
        Column("carer", TEXT),
        Column("date", DAY),
        Column("start", MOMENT),
        Column("end", MOMENT, since="start"),
        Column("start_place", TEXT, empty=None),
        Column("end_place", TEXT, empty=None),
        Column("mode", TEXT, empty="walk"),
        Column("leaves", choice("late", "at_start"), empty="late"),
        Column("break_minutes", MINUTES, empty=None),
        Column("break_from", MOMENT, empty=None, since="start", until="end"),
        Column("break_to", MOMENT, empty=None, since="break_from", until="end"),
        Column("break_to_bounds", choice("start", "end"), empty="end"),
        Column("break_due_after_minutes", DUE, empty=0),
    ),
)
CLIENTS = Sheet(
    "clients.csv",
    (
        Column("id", TEXT),
        Column("place", TEXT, empty=None),
        Column("latitude", NUMBER, empty=None),
        Column("longitude", NUMBER, empty=None),
        Column("attributes", NAMES, empty=()),
        Column("requires", WANTS, empty=()),
        Column("wishes", WANTS, empty=()),
        Column("refuses", NAMES, empty=()),
        Column("prefers", NAMES, empty=()),
        Column("usual", NAMES, empty=()),
        Column("carers_target", WHOLE, empty=1),
    ),
)
VISITS = Sheet(
    "visits.csv",
    (
        Column("id", TEXT),
        Column("client", TEXT),
        Column("date", DAY),
        Column("windows", WINDOWS),
        Column("minutes", MINUTES, "duration"),
        Column("needs", NEEDS, empty=()),
        Column("requires", WANTS, empty=()),
        Column("wishes", WANTS, empty=()),
        Column("priority", WHOLE, empty=1),
        Column("must", YES_NO, empty=False),
        Column("preferred", MOMENT, empty=None, since="windows", until="windows"),
        Column("lateness", choice("start", "end"), empty="start"),
        Column("place", TEXT, empty=None),
    ),
)
LINKS = Sheet(
    "links.csv",
    (
        Column("first", TEXT),
        Column("second", TEXT),
        Column("least_minutes", MINUTES, "least", empty=None),
        Column("most_minutes", MINUTES, "most", empty=None),
        Column("carers", choice("any", "same", "different"), empty="any"),
        Column("both", YES_NO, empty=True),
    ),
)
PACKAGES = Sheet(
    "packages.csv",
    (
        Column("client", TEXT),
        Column("name", TEXT, empty="care"),
        Column("weekdays", DAYS_OF_WEEK, empty=()),
        Column("opens", CLOCK),
        Column("closes", CLOCK),
        Column("minutes", WHOLE),
        Column("rrule", TEXT, empty=None),
        Column("first", DAY, empty=None),
        Column("last", DAY, empty=None),
        Column("weeks", WHOLE, empty=None),
        Column("every", WHOLE, empty=1),
        Column("without", DATES, empty=()),
        Column("extra", DATES, empty=()),
        Column("holidays", choice("keep", "skip", "move"), empty="keep"),
        Column("moves_to", DAYS_OF_WEEK, empty=()),
        Column("movable", YES_NO, empty=False),
        Column("times", WHOLE, empty=None),
        Column("between", WHOLE, empty=0),
        Column("preferred", CLOCK, empty=None),
        Column("lateness", choice("start", "end"), empty="start"),
        Column("needs", NEEDS, empty=()),
        Column("requires", WANTS, empty=()),
        Column("wishes", WANTS, empty=()),
        Column("at_once", WHOLE, empty=1),
        Column("priority", WHOLE, empty=1),
        Column("must", YES_NO, empty=False),
        Column("place", TEXT, empty=None),
    ),
)
TIES = Sheet(
    "ties.csv",
    (
        Column("client", TEXT),
        Column("first", TEXT),
        Column("second", TEXT),
        Column("least_minutes", WHOLE, "least", empty=None),
        Column("most_minutes", WHOLE, "most", empty=None),
        Column("carers", choice("any", "same", "different"), empty="any"),
        Column("both", YES_NO, empty=True),
    ),
)
PINS = Sheet(
    "pins.csv",
    (
        Column("visit", TEXT),
        Column("carer", TEXT),
        Column("date", DAY, empty=None),
        Column("start", MOMENT, empty=None),
    ),
)
PUBLISHED = Sheet(
    "published.csv",
    (
        Column("visit", TEXT),
        Column("carer", TEXT),
        Column("date", DAY),
        Column("start", MOMENT),
    ),
)
PLAN = Sheet(
    "plan.csv",
    (
        Column("date", DAY),
        Column("carer", TEXT),
        Column("shift", TEXT, empty=None),
        Column("visit", TEXT, empty=None),
        Column("start", MOMENT),
        Column("end", MOMENT, since="start"),
        Column("place", TEXT, empty=None),
    ),
)

REQUIRED = (CARERS, SHIFTS, CLIENTS, VISITS)
OPTIONAL = (PLACES, LINKS, PACKAGES, TIES, PINS, PUBLISHED)
