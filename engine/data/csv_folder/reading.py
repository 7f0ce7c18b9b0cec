"""A folder of CSV files as a problem."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

from engine.data.csv_folder.cells import Setting
from engine.data.csv_folder.matrices import read_travel
from engine.data.csv_folder.settings import PACK_ENDING, Told, read_settings
from engine.data.csv_folder.sheets import (
    CARERS,
    CLIENTS,
    LINKS,
    OPTIONAL,
    PACKAGES,
    PINS,
    PLACES,
    PUBLISHED,
    REQUIRED,
    SETTINGS,
    SHIFTS,
    TIES,
    VISITS,
    Sheet,
)
from engine.data.csv_folder.table import Row, read_table
from engine.data.json_text import text_of
from engine.data.recurrence import with_recurrence
from engine.errors import DataError, Fault, Faults, ProblemError
from engine.errors import place as found_at
from engine.packs import with_breaks
from engine.problem import (
    Break,
    Calendar,
    CarePackage,
    Carer,
    Client,
    Link,
    Pin,
    Place,
    Problem,
    Published,
    Shift,
    Tie,
    Visit,
    expanded,
)

_COLUMN_OF = {column.key: column.name for sheet in (*REQUIRED, *OPTIONAL) for column in sheet.columns} | {
    "rest.duration": "break_minutes",
    "rest.latest": "break_to",
    "rest.due_after": "break_due_after_minutes",
}
"""The column in which people find a field of a problem."""

Made = TypeVar("Made")
Values = dict[str, Any]


def read(folder: Path) -> Problem:
    """Read a folder of CSV files as a planner exports them from a spreadsheet: settings.csv, carers.csv, shifts.csv,
    clients.csv and visits.csv; optional are places.csv, links.csv, packages.csv, ties.csv, pins.csv, published.csv,
    travel_<mode>.csv with metres_<mode>.csv, and a rule pack of one's own (TOML). Where a mode has no matrix, its times
    are estimated as the crow flies.

    Raises DataError with every fault, each with its file, row and column.
    """
    faults: list[Fault] = []
    files: dict[str, str] = {}
    for path in sorted((*folder.glob("*.csv"), *folder.glob(f"*{PACK_ENDING}"))):
        try:
            files[path.name if path.suffix == PACK_ENDING else path.name.lower()] = text_of(path)[1]
        except DataError as error:
            faults.extend(error.faults)
    if faults:
        raise DataError(faults)
    return read_files(files, folder.resolve().name)


def read_files(files: Mapping[str, str], name: str) -> Problem:
    """The same from the texts of the files. name: of the problem, if the settings give none."""
    faults = Faults()
    for file in (SETTINGS, *(sheet.file for sheet in REQUIRED)):
        if file not in files:
            faults.add(file, None, "file", "", f"is missing: add it (there are: {', '.join(sorted(files)) or 'none'})")
    packs = {file: text for file, text in files.items() if file.endswith(PACK_ENDING)}
    told = read_settings(files.get(SETTINGS), name, faults, packs)
    return _Reading(files, told, faults).problem()


@dataclass
class _Places:
    """The places as they come up: those of places.csv, then the homes of clients and carers."""

    found: dict[str, Place]
    rows: dict[str, Row]

    def add(self, place: Place, row: Row, faults: Faults) -> None:
        known = self.found.setdefault(place.id, place)
        self.rows.setdefault(place.id, row)
        if known != place:
            where = found_at(self.rows[place.id].file, self.rows[place.id].number)
            remedy = f"{where} puts the place {place.id} elsewhere: correct one of them"
            faults.add(row.file, row.number, "latitude", place.latitude, remedy)


class _Reading:
    """One folder on its way to becoming a problem. rows: where each object was told, by the words of a problem's
    faults, so that these too can say file and row."""

    def __init__(self, files: Mapping[str, str], told: Told, faults: Faults):
        self.files = files
        self.told = told
        self.faults = faults
        self.calendar = Calendar(told.start, told.days, told.timezone, told.ticks_per_minute)
        heads = ("problem", "labour", f"weights {told.weights.name}")
        self.rows: dict[str, Row] = {where: Row(SETTINGS, 0, {}) for where in heads}
        self.places = _Places({}, {})

    def problem(self) -> Problem:
        sheets = {sheet.file: list(self._read(sheet)) for sheet in (*REQUIRED, *OPTIONAL)}
        for row, values in sheets[PLACES.file]:
            self.places.add(Place(**values), row, self.faults)
        clients = self._made("client", sheets[CLIENTS.file], self._client)
        homes = {values["id"]: self._home(row, values) for row, values in sheets[CARERS.file]}
        carers = self._made("carer", sheets[CARERS.file], lambda _row, values: Carer(**_own(Carer, values)))
        given = self._made("shift", sheets[SHIFTS.file], lambda row, values: self._shift(row, values, homes))
        shifts = with_breaks(given, self.told.labour, self.told.ticks_per_minute)
        visits = self._made("visit", sheets[VISITS.file], lambda _row, values: Visit(**_own(Visit, values)))
        links = self._made("link", sheets[LINKS.file], lambda _row, values: Link(**values))
        packages = self._made("package", sheets[PACKAGES.file], self._package)
        ties = self._made("tie", sheets[TIES.file], lambda _row, values: Tie(**values))
        pins = self._made("pin", sheets[PINS.file], lambda _row, values: Pin(**_own(Pin, values)))
        published = self._made(
            "published", sheets[PUBLISHED.file], lambda _row, values: Published(**_own(Published, values))
        )
        places = tuple(self.places.found.values())
        self.rows |= {f"place {name}": row for name, row in self.places.rows.items()}
        modes = dict.fromkeys(shift.mode for shift in shifts)
        try:
            travel = read_travel(self.files, places, tuple(modes), self.told, self.faults)
            self.faults.stop_if_any()
            return expanded(
                name=self.told.name,
                start=self.told.start,
                days=self.told.days,
                places=places,
                travel=travel,
                carers=carers,
                shifts=shifts,
                clients=clients,
                visits=visits,
                links=links,
                pins=pins,
                published=published,
                weights=self.told.weights,
                labour=self.told.labour,
                timezone=self.told.timezone,
                ticks_per_minute=self.told.ticks_per_minute,
                protected=self.told.protected,
                packages=packages,
                ties=ties,
                holidays=self.told.holidays,
                past=self.told.past,
            )
        except ProblemError as error:
            raise DataError(self._located(error)) from None

    def _read(self, sheet: Sheet) -> Iterator[tuple[Row, Values]]:
        text = self.files.get(sheet.file)
        if text is not None:
            table = read_table(sheet.file, text, self.faults)
            yield from sheet.read(table, Setting(self.calendar), self.faults)

    def _made(self, kind: str, told: list[tuple[Row, Values]], make: Callable[[Row, Values], Made]) -> tuple[Made, ...]:
        made: list[Made] = []
        for row, values in told:
            one = make(row, values)
            made.append(one)
            name = next(getattr(one, key) for key in ("id", "key", "visit") if hasattr(one, key))
            self.rows.setdefault(f"{kind} {name}", row)
        return tuple(made)

    def _package(self, row: Row, values: Values) -> CarePackage:
        package, rule = CarePackage(**_own(CarePackage, values)), values["rrule"]
        if rule is None:
            return package
        last = self.told.start + timedelta(days=self.told.days - 1)
        try:
            return with_recurrence(package, rule, self.told.timezone, last)
        except DataError as error:
            for fault in error.faults:
                self.faults.add(row.file, row.number, fault.field, fault.value, fault.remedy)
            return package

    def _client(self, row: Row, values: Values) -> Client:
        place = values["place"] or values["id"]
        if values["latitude"] is not None or (values["place"] is None and place not in self.places.found):
            self.places.add(Place(place, values["latitude"], values["longitude"]), row, self.faults)
        return Client(**_own(Client, values | {"place": place}))

    def _home(self, row: Row, values: Values) -> str | None:
        if values["latitude"] is None and values["longitude"] is None:
            return None
        place = f"{values['id']} home"
        self.places.add(Place(place, values["latitude"], values["longitude"]), row, self.faults)
        return place

    def _shift(self, row: Row, values: Values, homes: Mapping[str, str | None]) -> Shift:
        start = values["start_place"] or homes.get(values["carer"])
        if start is None:
            self._homeless(row, values["carer"], homes)
            start = ""
        begins = self.calendar.clock(values["start"])
        given = {
            "id": values["id"] or f"{values['carer']} {begins:%Y-%m-%d %H:%M}",
            "start_place": start,
            "end_place": values["end_place"] or start,
            "rest": self._rest(row, values),
        }
        return Shift(**_own(Shift, values | given))

    def _homeless(self, row: Row, carer: str, homes: Mapping[str, str | None]) -> None:
        """Why it is not known where a shift starts; nothing where the carer's own row could not be read."""
        if carer in homes:
            remedy = "say where the shift starts, or give the carer's latitude and longitude in carers.csv"
            self.faults.add(row.file, row.number, "start_place", "", remedy)
        elif not self.faults.told_of(CARERS.file):
            self.faults.add(row.file, row.number, "carer", carer, "no such carer: add it to carers.csv, or correct it")

    def _rest(self, row: Row, values: Values) -> Break | None:
        names = ("break_minutes", "break_from", "break_to")
        given = [name for name in names if values[name] is not None]
        if not given:
            return None
        for name in names:
            if name not in given:
                self.faults.add(row.file, row.number, name, "", f"is empty although {given[0]} is not: give both")
        if len(given) < len(names):
            return None
        bounds, due = values["break_to_bounds"], values["break_due_after_minutes"]
        return Break(values["break_minutes"], values["break_from"], values["break_to"], bounds, due)

    def _located(self, error: ProblemError) -> Iterator[Fault]:
        """A problem's own faults, told by file, row and column, with what the cell says."""
        for fault in error.faults:
            row = self.rows.get(fault.where, Row(SHIFTS.file, 0, {}) if fault.field == "mode" else None)
            if row is None:
                yield fault
                continue
            column = _COLUMN_OF.get(fault.field, fault.field)
            where = f"{found_at(row.file, row.number or None)} ({fault.where})"
            yield Fault(where, column, row.cells.get(column) or fault.value, fault.remedy)


def _own(made: type, values: Values) -> Values:
    """Those of a row's values that are fields of the object."""
    names = {one.name for one in fields(made)}
    return {name: value for name, value in values.items() if name in names}
