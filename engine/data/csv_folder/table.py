"""One CSV file as rows, whatever the spreadsheet that saved it: commas, semicolons or tabs, with or without a BOM."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from engine.errors import Faults

PASSED_OVER = "#"
"""A column whose name begins so is the planner's own: nobody reads it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number as a spreadsheet shows it, and its cells by column, stripped; empty ones are ""."""

    file: str
    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """One file: its columns in order, and its rows. decimal_comma: 12,5 is a number here."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    decimal_comma: bool = False


def read_table(file: str, text: str, faults: Faults) -> Table:
    """A CSV text as a table; its first row names the columns."""
    header = text.lstrip("\r\n").splitlines()[:1]
    delimiter = max(",;\t", key=header[0].count) if header else ","
    records = list(_records(file, text, delimiter, faults))
    numbered = [(number, record) for number, record in enumerate(records, start=1) if any(record)]
    if not numbered:
        faults.add(file, 1, "header", "", "the file is empty: the first row names the columns")
        return Table((), ())
    first, names = numbered[0]
    columns = tuple(names)
    for name, times in Counter(name for name in columns if name).items():
        if times > 1:
            faults.add(file, first, name, name, "two columns have this name: rename or remove one")
    rows = tuple(_row(file, number, record, columns, faults) for number, record in numbered[1:])
    return Table(columns, rows, decimal_comma=delimiter == ";")


def _records(file: str, text: str, delimiter: str, faults: Faults) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for record in reader:
            yield [cell.strip() for cell in record]
    except csv.Error as error:
        faults.add(file, reader.line_num, "line", text[:20], f"no CSV ({error}): check the quotes, or export again")


def _row(file: str, number: int, record: Sequence[str], columns: Sequence[str], faults: Faults) -> Row:
    for position, cell in enumerate(record[len(columns) :], start=len(columns) + 1):
        if cell:
            remedy = "there is no column above it: a cell with a delimiter in it stands in quotes"
            faults.add(file, number, f"cell {position}", cell, remedy)
    padded = [*record, *[""] * (len(columns) - len(record))]
    return Row(file, number, dict(zip(columns, padded, strict=False)))


def check_columns(file: str, table: Table, known: Sequence[str], required: Sequence[str], faults: Faults) -> None:
    """Columns that are missing, and columns that nobody would read."""
    if not table.columns:
        return
    for name in required:
        if name not in table.columns:
            faults.add(file, 1, name, "", "this column is missing: add it")
    for name in table.columns:
        if name and name not in known and not name.startswith(PASSED_OVER):
            remedy = (
                f'no such column: correct the name, or begin it with "{PASSED_OVER}" (there are: {", ".join(known)})'
            )
            faults.add(file, 1, name, name, remedy)


def text_of_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table as CSV text with commas."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return target.getvalue()
