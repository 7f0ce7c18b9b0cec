"""The columns of a feed's tables as numbers, and what is wrong with them, collected.

Each distinct text of a column is parsed once: a feed has 200,000 times of day, but not 200,000 different ones.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from engine.errors import Faults


@dataclass(frozen=True, slots=True)
class Table:
    """One file: its columns, and the number of each row as a spreadsheet shows it (the header is row 1)."""

    file: str
    columns: Mapping[str, Sequence[str]]
    numbers: Sequence[int]
    faults: Faults

    def column(self, name: str) -> list[str]:
        """The cells of a column; one that the file does not have is blank throughout."""
        return [cell.strip() for cell in self._raw(name)]

    def parsed(self, name: str, parse: Callable[[str], int | float], dtype: type, remedy: str) -> np.ndarray:
        """A column as numbers. parse raises ValueError for what it cannot read; each such cell is told as a fault."""
        cells = self._raw(name)
        known: dict[str, int | float] = {}
        wrong: set[str] = set()
        for cell in set(cells):
            try:
                known[cell] = parse(cell.strip())
            except ValueError:
                known[cell] = 0
                wrong.add(cell)
        if wrong:
            self.tell((row for row, cell in enumerate(cells) if cell in wrong), name, remedy)
        return np.fromiter(map(known.__getitem__, cells), dtype, len(cells))

    def index(self, name: str) -> dict[str, int]:
        """The place of each id in a column of ids; a blank or repeated one is a fault."""
        places: dict[str, int] = {}
        for row, cell in enumerate(self.column(name)):
            if not cell:
                self.tell([row], name, "is blank: give it an id")
            elif places.setdefault(cell, row) != row:
                self.tell([row], name, "two rows have this id: remove one")
        return places

    def looked_up(self, name: str, known: Mapping[str, int], where: str, blank: bool = False) -> np.ndarray:
        """A column of ids as places in another table, int32; an unknown one is a fault. blank: none is allowed, -1."""

        def place(cell: str) -> int:
            if blank and not cell:
                return -1
            if cell not in known:
                raise ValueError
            return known[cell]

        return self.parsed(name, place, np.int32, f"there is no such id in {where}: add it there, or remove this row")

    def tell(self, rows: Iterable[int], field: str, remedy: str) -> None:
        """The same fault of several rows, counted from 0 below the header."""
        cells = self._raw(field)
        for row in rows:
            self.faults.add(self.file, self.numbers[row], field, cells[row].strip(), remedy)

    def _raw(self, name: str) -> Sequence[str]:
        return self.columns[name] if name in self.columns else [""] * len(self.numbers)
