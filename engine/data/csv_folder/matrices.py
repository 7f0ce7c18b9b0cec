"""travel_<mode>.csv and metres_<mode>.csv: a row and a column for each place; an empty cell where there is no way."""

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np

from engine.data.csv_folder.cells import MINUTES, WHOLE, Kind, Setting
from engine.data.csv_folder.settings import Mode, Told
from engine.data.csv_folder.table import Row, Table, read_table, text_of_table
from engine.errors import Faults
from engine.problem import UNREACHABLE, Calendar, Place, Problem, TravelMatrix
from engine.problem.places import LARGEST
from engine.travel.crow_fly import crow_fly

TRAVEL, METRES = "travel_", "metres_"
CORNER = "from \\ to"


def read_travel(
    files: Mapping[str, str], places: Sequence[Place], modes: Sequence[str], told: Told, faults: Faults
) -> tuple[TravelMatrix, ...]:
    """The matrix of each mode that the settings, the files or the shifts (modes) name; where there is no file it is
    estimated from coordinates, which raises ProblemError where they are missing."""
    filed = [file[len(TRAVEL) : -len(".csv")] for file in files if file.startswith(TRAVEL)]
    calendar = Calendar(told.start, told.days, told.timezone, told.ticks_per_minute)
    found: list[TravelMatrix] = []
    for mode in dict.fromkeys((*told.modes, *filed, *modes)):
        about = told.modes.get(mode, Mode())
        times = _read(f"{TRAVEL}{mode.lower()}.csv", files, places, MINUTES, Setting(calendar), faults)
        metres = _read(f"{METRES}{mode.lower()}.csv", files, places, WHOLE, Setting(calendar), faults)
        if times is not None:
            found.append(TravelMatrix(mode, times, metres, about.cents_per_km, about.estimated, about.source))
        elif metres is not None:
            faults.add(f"{METRES}{mode}.csv", None, "file", "", f"has no {TRAVEL}{mode}.csv beside it: add it")
        elif not faults:
            estimated = crow_fly(places, mode, told.ticks_per_minute, cents_per_km=about.cents_per_km)
            found.append(estimated)
    return tuple(found)


def _read(
    file: str, files: Mapping[str, str], places: Sequence[Place], kind: Kind, setting: Setting, faults: Faults
) -> np.ndarray | None:
    if file not in files:
        return None
    table = read_table(file, files[file], faults)
    setting.decimal_comma = table.decimal_comma
    matrix = np.full((len(places), len(places)), UNREACHABLE, dtype=np.int32)
    index = {place.id: row for row, place in enumerate(places)}
    rows = {row.cells.get(table.columns[0], ""): row for row in table.rows} if table.columns else {}
    _name_faults(file, table, rows, index, faults)
    for origin, row in rows.items():
        for target in table.columns[1:]:
            if origin in index and target in index and row.cells[target]:
                matrix[index[origin], index[target]] = _cell(row, target, kind, setting, faults)
    return matrix


def _cell(row: Row, target: str, kind: Kind, setting: Setting, faults: Faults) -> int:
    text = row.cells[target]
    try:
        value = kind.read(text, setting)
    except (ValueError, OverflowError):
        value = -1
    if not 0 <= value <= LARGEST:
        faults.add(row.file, row.number, target, text, f"{kind.remedy}, 0 or more; leave it empty where no way exists")
        return UNREACHABLE
    return value


def _name_faults(file: str, table: Table, rows: Mapping[str, Row], index: Mapping[str, int], faults: Faults) -> None:
    for name in table.columns[1:]:
        if name not in index:
            faults.add(file, 1, name, name, "no such place: correct the id, or add the place")
    seen: set[str] = set()
    for row in table.rows:
        name = row.cells.get(table.columns[0], "")
        if name not in index:
            faults.add(file, row.number, table.columns[0], name, "no such place: correct the id, or add the place")
        elif name in seen:
            faults.add(file, row.number, table.columns[0], name, "this place has a row already: keep one")
        seen.add(name)
    for name in index:
        if name not in table.columns[1:]:
            faults.add(file, 1, name, "", "this place has no column: add it")
        if name not in rows:
            faults.add(file, None, name, "", "this place has no row: add it")


def matrix_files(problem: Problem) -> Iterator[tuple[str, str]]:
    """File name and CSV text of every matrix."""
    setting = Setting(problem.calendar)
    for matrix in problem.travel:
        yield f"{TRAVEL}{matrix.mode}.csv", _text(problem, matrix.times, lambda value: MINUTES.show(value, setting))
        if matrix.metres is not None:
            yield f"{METRES}{matrix.mode}.csv", _text(problem, matrix.metres, str)


def _text(problem: Problem, matrix: np.ndarray, show: Callable[[int], str]) -> str:
    names = [place.id for place in problem.places]
    shown = (["" if value == UNREACHABLE else show(value) for value in row] for row in matrix.tolist())
    return text_of_table([CORNER, *names], ([name, *row] for name, row in zip(names, shown, strict=True)))
