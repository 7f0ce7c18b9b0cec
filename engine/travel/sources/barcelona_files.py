"""Nodes.csv and Trams.csv, the two files of Barcelona's street graph, row by row."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.errors import DataError, Fault
from engine.travel.sources.numbers import read_numbers

Metres = tuple[float, float]
"""East and north, ETRS89 / UTM 31N."""

SIDES = (("NVia_D", "NDistric_D", "Tram_Dret"), ("NVia_E", "NDistric_E", "Tram_Esq"))
"""Columns of the street's name, the district and the house numbers, on the right and on the left."""

NODES = ("C_Nus", "Coord_X", "Coord_Y")
TRAMS = ("C_Nus_I", "C_Nus_F", "COORD_X", "COORD_Y", "LONGITUD", *(column for side in SIDES for column in side))

UNNUMBERED = 9999
"""What stands in place of house numbers where there are none; so does 0."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a stretch; its lowest and highest house number, None where no house stands."""

    street: str
    district: str
    numbers: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Tram:
    """A stretch between two junctions: their ids, the spot half way along, the length, the right and the left side."""

    ends: tuple[str, str]
    middle: Metres
    metres: float
    sides: tuple[Side, ...]

    @property
    def name(self) -> str:
        return next((side.street for side in self.sides if side.street), "")

    @property
    def number(self) -> float | None:
        """The middle of its house numbers, of both sides together."""
        known = [sum(side.numbers) / 2 for side in self.sides if side.numbers]
        return sum(known) / len(known) if known else None


def read_nodes(path: Path) -> Mapping[str, Metres]:
    """The junctions by their ids. Raises DataError naming file, row and column."""
    return {
        cells["C_Nus"]: (_number(path, row, "Coord_X", cells), _number(path, row, "Coord_Y", cells))
        for row, cells in _rows(path, NODES)
    }


def read_trams(path: Path, nodes: Mapping[str, Metres]) -> Iterator[Tram]:
    """The stretches between known junctions. Raises DataError naming file, row and column."""
    for row, cells in _rows(path, TRAMS):
        for column in ("C_Nus_I", "C_Nus_F"):
            if cells[column] not in nodes:
                remedy = "is not in Nodes.csv: take both files from the same edition"
                raise DataError([Fault(f"{path} row {row}", column, cells[column], remedy)])
        x, y, metres = (_number(path, row, column, cells) for column in ("COORD_X", "COORD_Y", "LONGITUD"))
        sides = tuple(_side(*(cells[column].strip() for column in side)) for side in SIDES)
        yield Tram((cells["C_Nus_I"], cells["C_Nus_F"]), (x, y), metres, sides)


def _side(street: str, district: str, numbers: str) -> Side:
    """A side with numbers such as "15 - 17 <=> 21 B"."""
    parts = (read_numbers(part) for part in numbers.split("<=>"))
    known = [number for part in parts if part for number in part if number != UNNUMBERED]
    return Side(street.strip("-"), district, (min(known), max(known)) if known else None)


def _rows(path: Path, columns: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row of a file with its number as a spreadsheet shows it, the columns' names being row 1."""
    lines = csv.DictReader(_text(path).splitlines())
    absent = [column for column in columns if column not in (lines.fieldnames or ())]
    if absent:
        remedy = "is not there: take the street graph (graf viari) of Open Data BCN as it is"
        raise DataError(Fault(f"{path} row 1", "column", column, remedy) for column in absent)
    row = 1
    for row, cells in enumerate(lines, start=2):
        short = next((column for column in columns if cells[column] is None), None)
        if short:
            raise DataError([Fault(f"{path} row {row}", short, None, "the row is cut short: download the file anew")])
        yield row, cells
    if row == 1:
        raise DataError([Fault(str(path), "rows", 0, "the file is empty: download it anew")])


def _text(path: Path) -> str:
    """A file as UTF-8, or else in the Windows code page, in which any byte is some letter."""
    try:
        held = path.read_bytes()
    except OSError as error:
        remedy = f"cannot be read ({error.strerror}): give the folder with Nodes.csv and Trams.csv"
        raise DataError([Fault(str(path), "file", path.name, remedy)]) from None
    try:
        return held.decode("utf-8-sig")
    except UnicodeDecodeError:
        return held.decode("cp1252", errors="replace")


def _number(path: Path, row: int, column: str, cells: Mapping[str, str]) -> float:
    try:
        return float(cells[column])
    except ValueError:
        fault = Fault(f"{path} row {row}", column, cells[column], "is no number: correct it, or download the file anew")
        raise DataError([fault]) from None
