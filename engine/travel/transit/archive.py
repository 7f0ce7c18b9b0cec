"""The files of a timetable feed in the General Transit Feed Specification (GTFS): CSV in a zip or in a folder."""

import csv
import io
import zlib
from collections.abc import Collection, Iterator, Mapping
from itertools import islice
from pathlib import Path, PurePosixPath
from zipfile import BadZipFile, ZipFile

from engine.errors import Faults
from engine.travel.transit.tables import Table

BATCH = 2_000
"""Rows split into cells before they go into columns: were all kept, Python's collector would often go through them."""

DAMAGED = "cannot be unpacked: the zip is cut short or damaged, download it again"


def read_tables(
    path: Path, required: Mapping[str, Collection[str]], optional: Mapping[str, Collection[str]], faults: Faults
) -> dict[str, Table]:
    """The files of a feed by name, each with the columns that it must have; other files and columns are passed over.

    An optional file that is absent is an empty table. Raises DataError naming what is missing or cannot be unpacked.
    """
    tables = {}
    texts = _texts(path, {*required, *optional}, faults)
    faults.stop_if_any()
    for file, columns in {**required, **optional}.items():
        tables[file] = _table(file, texts[file], columns, faults) if file in texts else Table(file, {}, (), faults)
        if file in required and file not in texts:
            faults.add(file, None, "file", "", "is missing: ask whoever publishes the feed, or download it again")
        elif file in required and not tables[file].numbers:
            faults.add(file, None, "rows", 0, "there is nothing in it: download the feed again")
    faults.stop_if_any()
    return tables


def _texts(path: Path, wanted: Collection[str], faults: Faults) -> dict[str, str]:
    if path.is_dir():
        return {file: _text((path / file).read_bytes()) for file in wanted if (path / file).is_file()}
    try:
        with ZipFile(path) as archive:
            return dict(_unpacked(archive, wanted, faults))
    except FileNotFoundError:
        faults.add("", None, "path", str(path), "there is no such file: correct the path")
    except BadZipFile:
        faults.add("", None, "file", path.name, "is no zip, or one that was cut short: download it again")
    return {}


def _unpacked(archive: ZipFile, wanted: Collection[str], faults: Faults) -> Iterator[tuple[str, str]]:
    """Some feeds were zipped together with their folder, so only the last part of a name counts, the topmost first."""
    for member in sorted(archive.namelist(), key=lambda member: -member.count("/")):
        file = PurePosixPath(member).name
        if file in wanted:
            try:
                yield file, _text(archive.read(member))
            except (BadZipFile, EOFError, zlib.error, RuntimeError):
                faults.add(file, None, "file", member, DAMAGED)


def _text(raw: bytes) -> str:
    """GTFS is UTF-8; in a feed that is not, only the accents of names suffer."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def _table(file: str, text: str, required: Collection[str], faults: Faults) -> Table:
    reader = csv.reader(io.StringIO(text, newline=""), skipinitialspace=True)
    header: list[str] = []
    columns: list[list[str]] = []
    numbers: list[int] = []
    try:
        header = [name.strip() for name in next(reader, [])]
        columns = [[] for _ in header]
        rows = ((number, row) for number, row in enumerate(reader, start=2) if row)
        while batch := list(islice(rows, BATCH)):
            numbers.extend(number for number, _ in batch)
            whole = (
                row if len(row) == len(header) else _fitted(file, number, row, header, faults) for number, row in batch
            )
            for column, cells in zip(columns, zip(*whole, strict=True), strict=False):
                column.extend(cells)
    except csv.Error as error:
        faults.add(file, reader.line_num, "line", "", f"no CSV ({error}): download the feed again")
    for name in required:
        if name not in header:
            faults.add(file, 1, name, "", "this column is missing: ask whoever publishes the feed")
    return Table(file, dict(zip(header, columns, strict=True)), numbers, faults)


def _fitted(file: str, number: int, row: list[str], header: list[str], faults: Faults) -> list[str]:
    """A row with blank cells where it is short; one with more cells than columns is a fault."""
    width = len(header)
    if any(row[width:]):
        remedy = "the row has more cells than the header: a cell with a comma in it stands in quotes"
        faults.add(file, number, f"cell {width + 1}", row[width], remedy)
    return (row + [""] * width)[:width]
