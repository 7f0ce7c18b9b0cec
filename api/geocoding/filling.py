"""Coordinates for the rows of a folder's files that have an address and no coordinates yet."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from api.geocoding.address_sheet import ADDRESS, EAST, NORTH, AddressSheet
from api.geocoding.found import Answer, Found
from engine.data.csv_folder.table import Row
from engine.errors import DataError, Fault, place

PLACES, CLIENTS, CARERS = "places.csv", "clients.csv", "carers.csv"
MOST_NAMED = 3

Ask = Callable[[str], Answer]


@dataclass
class Filling:
    """One file on its way to having coordinates. found: the rows that were filled in, with where they are. rest: the
    rows that still want coordinates, each with what to do. count: how many rows had "given" coordinates, and how many
    have "neither" them nor an address."""

    sheet: AddressSheet
    found: list[tuple[Row, Found]] = field(default_factory=list)
    rest: list[Fault] = field(default_factory=list)
    count: Counter[str] = field(default_factory=Counter)

    @property
    def data(self) -> bytes:
        """The whole file anew. Raises DataError where it cannot be written without a risk to what is in it."""
        return self.sheet.with_coordinates({row.number: one.point for row, one in self.found})

    @property
    def doubtful(self) -> list[str]:
        """What somebody should look at of the rows that were filled in: where the house itself is not known."""
        return [f"{self._where(row)}: {vague_words(one)}" for row, one in self.found if one.vague]

    def look(self, row: Row, ask: Ask, placed: bool) -> None:
        """Look for one row's address. placed: another file says where it is."""
        north, east, address = (row.cells.get(column, "") for column in (NORTH, EAST, self.sheet.address))
        if bool(north) != bool(east):
            self._want(
                row, NORTH if north else EAST, north or east, "stands alone: give latitude and longitude, or none"
            )
        elif north or placed:
            self.count["given"] += 1
        elif address:
            self._ask(row, address, ask(address))
        else:
            self.count["neither"] += 1

    def _ask(self, row: Row, address: str, answer: Answer) -> None:
        if answer.settled is None:
            self._want(row, self.sheet.address, address, advice(answer))
        else:
            self.found.append((row, answer.settled))

    def _want(self, row: Row, column: str, value: str, remedy: str) -> None:
        self.rest.append(Fault(self._where(row), column, value, remedy))

    def _where(self, row: Row) -> str:
        name, where = row.cells.get("id", ""), place(self.sheet.path.name, row.number)
        return f"{where} ({name})" if name else where


def read_sheets(folder: Path) -> tuple[AddressSheet, ...]:
    """places.csv, clients.csv and carers.csv of a folder, those that are there.

    Raises DataError where none has a column #address, or one cannot be read, or not be written anew without a risk.
    """
    if not folder.is_dir():
        raise DataError([Fault(str(folder), "folder", folder.name, "is no folder: name one with CSV files")])
    paths = {path.name.lower(): path for path in sorted(folder.glob("*.csv"))}
    sheets = tuple(AddressSheet.read(paths[name]) for name in (PLACES, CLIENTS, CARERS) if name in paths)
    if not [sheet.cells for sheet in sheets if sheet.address]:
        among = ", ".join(sheet.path.name for sheet in sheets) or f"{PLACES}, {CLIENTS} or {CARERS} in this folder"
        remedy = f"no such column: add it to {among}, with street, number and, if it is needed, district"
        raise DataError([Fault(str(folder), "column", ADDRESS, remedy)])
    return sheets


def fill(sheets: Sequence[AddressSheet], ask: Ask) -> tuple[Filling, ...]:
    """Look for the addresses of the files that have some. Nothing is written.

    Coordinates that are given are never overwritten, and a client whose place stands in places.csv needs none.
    """
    placed = {row.cells.get("id") for sheet in sheets if _is(sheet, PLACES) for row in sheet.table.rows}
    fillings = tuple(Filling(sheet) for sheet in sheets if sheet.address)
    for filling in fillings:
        for row in filling.sheet.table.rows:
            home = row.cells.get("place") or row.cells.get("id")
            filling.look(row, ask, _is(filling.sheet, CLIENTS) and home in placed)
    return fillings


def _is(sheet: AddressSheet, name: str) -> bool:
    return sheet.path.name.lower() == name


def advice(answer: Answer) -> str:
    """Why an answer gives no coordinates, and what to do."""
    if answer.remark:
        return answer.remark + _did_you_mean(answer)
    if len(answer.near) > 1:
        named = "; ".join(f"{one.told} at {one.latitude:.5f}, {one.longitude:.5f}" for one in answer.near[:MOST_NAMED])
        return f"may be one of {len(answer.near)} places ({named}): name the district, or give coordinates"
    if answer.found:
        return f"found only {vague_words(answer.found[0])}: correct the house number, or give coordinates"
    return "not found" + (_did_you_mean(answer) or ": write the street in full, or give coordinates")


def vague_words(one: Found) -> str:
    """A find and how far off it may be: "Carrer Mallorca, 678 (Sant Martí), nearest house, up to 20 m off"."""
    what = "middle of the street" if one.how == "street" else one.how
    off = "nobody knows how far off" if one.metres is None else f"up to {one.metres} m off"
    return f"{one.told}, {what}, {off}"


def _did_you_mean(answer: Answer) -> str:
    return f": did you mean {'; '.join(answer.suggestions[:MOST_NAMED])}?" if answer.suggestions else ""
