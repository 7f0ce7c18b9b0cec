"""A CSV text in which some cells are written anew while every other character stays as it is."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from engine.errors import DataError, Fault


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. text: without quotes. start, end: where it stands in the whole text, quotes included."""

    text: str
    start: int
    end: int


class CsvCells:
    """The cells of a CSV text, each with its place in it.

    Raises DataError where Python's own CSV reader sees other cells than we do: nothing could be written safely then.
    """

    def __init__(self, file: str, text: str):
        header = text.lstrip("\r\n").splitlines()[:1]
        self.text = text
        self.delimiter = max(",;\t", key=header[0].count) if header else ","
        self.rows = list(_rows(text, self.delimiter))
        plain = [[cell.text for cell in row] if row[0].start < row[-1].end else [] for row in self.rows]
        if plain != _by_python(text, self.delimiter):
            remedy = "cannot be changed without risk (quotes?): save it anew from the spreadsheet as CSV"
            raise DataError([Fault(file, "file", file, remedy)])

    def with_rows(self, told: Mapping[int, Mapping[int, str]]) -> str:
        """The text with some cells written anew, by row and column from 0 (every record counts, the header and empty
        ones too); a row that is too short for one is lengthened."""
        pieces, done = [], 0
        for start, end, value in (edit for number in sorted(told) for edit in self._edits(number, told[number])):
            pieces.append(self.text[done:start] + value)
            done = end
        return "".join(pieces) + self.text[done:]

    def _edits(self, number: int, told: Mapping[int, str]) -> Iterator[tuple[int, int, str]]:
        row = self.rows[number]
        for column in sorted(told):
            if column < len(row):
                yield row[column].start, row[column].end, self._quoted(told[column], row[column])
        added = range(len(row), max(told, default=0) + 1)
        if added:
            tail = [self._quoted(told.get(column, "")) for column in added]
            yield row[-1].end, row[-1].end, self.delimiter + self.delimiter.join(tail)

    def _quoted(self, value: str, before: Cell | None = None) -> str:
        """Quoted where the cell was, or where the value would be read otherwise without."""
        was = before is not None and self.text[before.start : before.start + 1] == '"'
        return f'"{value}"' if was or self.delimiter in value else value


_QUOTED = re.compile(r'"((?:[^"]|"")*)"')


def _rows(text: str, delimiter: str) -> Iterator[list[Cell]]:
    """Records as spreadsheets see them; a text that ends with a line's end has no further record."""
    bare = re.compile(rf"[^{delimiter}\r\n]*")
    at, row = 0, []
    while at < len(text) or row:
        quoted = _QUOTED.match(text, at)
        found = quoted or bare.match(text, at)
        assert found is not None, "nothing at all is a bare cell too"
        row.append(Cell(quoted.group(1).replace('""', '"') if quoted else found.group(), at, found.end()))
        at = found.end()
        if text[at : at + 1] == delimiter:
            at += 1
            continue
        yield row
        row, at = [], at + (2 if text[at : at + 2] == "\r\n" else 1)


def _by_python(text: str, delimiter: str) -> Sequence[Sequence[str]]:
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        return []
