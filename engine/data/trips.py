"""A co-op's log of trips that carers made: a CSV file, one row a trip, for fitting profiles to."""

import csv
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from engine.data.csv_folder.table import Row, check_columns, read_table
from engine.errors import DataError, Fault, Faults
from engine.travel.calibration import Trip

NEEDED = ("mode", "from_latitude", "from_longitude", "to_latitude", "to_longitude", "minutes")
TIME = "time"
LONGEST = 24 * 60


def read_trips(path: Path, modes: Sequence[str]) -> list[Trip]:
    """The trips of a file. Raises DataError naming every row that cannot be used, or a file that cannot be read."""
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DataError([Fault(str(path), "file", path.name, f"cannot be read ({error}): give a CSV file")]) from None
    faults = Faults()
    table = read_table(path.name, text, faults)
    check_columns(path.name, table, (*NEEDED, TIME), NEEDED, faults)
    faults.stop_if_any()
    found = [_trip(row, table.decimal_comma, modes, faults) for row in table.rows]
    faults.stop_if_any()
    if not found:
        raise DataError([Fault(path.name, "rows", 0, "holds no trip: give one row for each")])
    return [trip for trip in found if trip is not None]


def _trip(row: Row, comma: bool, modes: Sequence[str], faults: Faults) -> Trip | None:
    def cell(name: str, read: Callable[[str], Any], remedy: str) -> Any:
        try:
            return read(row.cells[name])
        except (ValueError, KeyError):
            faults.add(row.file, row.number, name, row.cells.get(name, ""), remedy)
            return None

    def number(least: float, most: float) -> Callable[[str], float]:
        def read(text: str) -> float:
            value = float(text.replace(",", ".") if comma else text)
            if not least <= value <= most:
                raise ValueError(text)
            return value

        return read

    mode = cell("mode", _one_of(modes), f"give one of {', '.join(modes)}: the network has no other")
    degrees = [
        cell(f"{end}_{axis}", number(-most, most), f"give degrees between {-most} and {most}")
        for end in ("from", "to")
        for axis, most in (("latitude", 90), ("longitude", 180))
    ]
    minutes = cell("minutes", number(0, LONGEST), f"give minutes, 0 to {LONGEST}")
    minute = cell(TIME, _minute, "give a clock time such as 08:30, or nothing") if row.cells.get(TIME) else None
    if mode is None or minutes is None or None in degrees:
        return None
    return Trip(mode, (degrees[0], degrees[1]), (degrees[2], degrees[3]), minutes * 60, minute)


def _one_of(values: Sequence[str]) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in values:
            raise ValueError(text)
        return text

    return read


def _minute(text: str) -> int:
    hours, minutes = (int(part) for part in text.split(":")[:2])
    if not (0 <= hours < 24 and 0 <= minutes < 60):
        raise ValueError(text)
    return hours * 60 + minutes
