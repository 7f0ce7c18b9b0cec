"""One file of a folder whose rows have addresses: as it was read, and as it is with coordinates, else unchanged."""

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from api.geocoding.csv_cells import CsvCells
from api.geocoding.found import Point
from engine.data.csv_folder.table import PASSED_OVER, Table, read_table
from engine.data.json_text import text_of
from engine.errors import Faults

ADDRESS = "#address"
"""The planner's own column: the engine does not read it."""

NORTH, EAST = "latitude", "longitude"
_DECIMAL_COMMA = re.compile(r"[+-]?\d+,\d+")


@dataclass(frozen=True)
class AddressSheet:
    """A file as its bytes, its text, and the table that the engine sees in it."""

    path: Path
    raw: bytes
    text: str
    table: Table

    @staticmethod
    def read(path: Path) -> "AddressSheet":
        """Raises DataError where the file is no CSV in UTF-8, or has a cell without a column."""
        _, text = text_of(path)
        faults = Faults()
        table = read_table(path.name, text, faults)
        faults.stop_if_any()
        return AddressSheet(path, path.read_bytes(), text, table)

    @cached_property
    def address(self) -> str:
        """The column of addresses as its head is written: "#address", "# Address"; empty if there is none."""
        return next((name for name in self.table.columns if name.replace(" ", "").lower() == ADDRESS), "")

    @cached_property
    def cells(self) -> CsvCells:
        """The cells, each with its place in the text. Raises DataError where they could not be written safely."""
        return CsvCells(self.path.name, self.text)

    def with_coordinates(self, points: Mapping[int, Point]) -> bytes:
        """The file with coordinates in some rows, by their numbers as a spreadsheet shows them.

        Columns that are missing are added at the end. Everything else stays as it is: order, separators, quotes, ends
        of lines and the mark at the beginning. Raises DataError where that cannot be done.
        """
        if not points:
            return self.raw
        north, east = self._column(NORTH), self._column(EAST)
        told: dict[int, dict[int, str]] = self._heads() if self._missing else {}
        for number, point in points.items():
            told.setdefault(number - 1, {}).update({north: self._number(point[0]), east: self._number(point[1])})
        bom = codecs.BOM_UTF8 if self.raw.startswith(codecs.BOM_UTF8) else b""
        return bom + self.cells.with_rows(told).encode("utf-8")

    @cached_property
    def _missing(self) -> list[str]:
        return [name for name in (NORTH, EAST) if name not in self.table.columns]

    def _column(self, name: str) -> int:
        return [*self.table.columns, *self._missing].index(name)

    def _heads(self) -> dict[int, dict[int, str]]:
        """The heads of new columns, and empty cells below them, so that every row is as long as the first."""
        filled = [number for number, row in enumerate(self.cells.rows) if any(cell.text.strip() for cell in row)]
        last = len(self.table.columns) + len(self._missing) - 1
        return {number: {last: ""} for number in filled} | {
            filled[0]: {self._column(name): name for name in self._missing}
        }

    def _number(self, degrees: float) -> str:
        """A tenth of a metre is precise enough. With a comma where the file has one in its numbers."""
        return f"{degrees:.6f}".replace(".", "," if self._decimal_comma else ".")

    @cached_property
    def _decimal_comma(self) -> bool:
        own = [name for name in self.table.columns if not name.startswith(PASSED_OVER)]
        cells = (row.cells.get(name, "") for row in self.table.rows for name in own)
        return self.table.decimal_comma and any(_DECIMAL_COMMA.fullmatch(cell) for cell in cells)
