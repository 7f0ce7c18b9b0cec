"""A problem as a folder of CSV files."""

import re
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

from engine.data.csv_folder.cells import Setting
from engine.data.csv_folder.matrices import matrix_files
from engine.data.csv_folder.reading import read_files
from engine.data.csv_folder.settings import PACK_ENDING, pack_called, settings_text
from engine.data.csv_folder.sheets import (
    CARERS,
    CLIENTS,
    LINKS,
    PACKAGES,
    PINS,
    PLACES,
    PUBLISHED,
    SETTINGS,
    SHIFTS,
    TIES,
    VISITS,
    Sheet,
)
from engine.errors import DataError, Fault
from engine.packs import pack_text
from engine.problem import Pin, Problem, Shift, folded
from engine.units import Ticks


def write(problem: Problem, folder: Path) -> None:
    """Write a problem as a folder of CSV files; `read` gives the same problem back.

    Raises DataError, and writes nothing, where something does not survive a spreadsheet: an id with spaces around it,
    a travel mode that cannot be part of a file's name.
    """
    files = texts(problem)
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")


def texts(problem: Problem) -> dict[str, str]:
    """File name -> CSV text, read back once to be sure that nothing is lost; and the text of a pack of one's own."""
    faults = tuple(_unsayable(problem))
    if faults:
        raise DataError(faults)
    files = {SETTINGS: settings_text(problem)}
    for sheet, rows in _rows(problem):
        files[sheet.file] = sheet.text(rows, Setting(problem.calendar))
    files |= dict(matrix_files(problem))
    pack = problem.labour.pack
    if pack is not None and (called := pack_called(pack)).endswith(PACK_ENDING):
        files[called] = pack_text(pack)
    lost = tuple(_lost(problem, read_files({_as_read(name): text for name, text in files.items()}, problem.name)))
    if lost:
        raise DataError(lost)
    return files


def _as_read(name: str) -> str:
    return name if name.endswith(PACK_ENDING) else name.lower()


def _unsayable(problem: Problem) -> Iterator[Fault]:
    for matrix in problem.travel:
        if not re.fullmatch(r"[a-z0-9_-]+", matrix.mode):
            remedy = "is part of a file's name in CSV: use small letters, digits, _ and - only"
            yield Fault(f"travel {matrix.mode}", "mode", matrix.mode, remedy)
    pack = problem.labour.pack
    if pack is not None and not re.fullmatch(r"[A-Za-z0-9_-]+", pack.id):
        remedy = "is a file's name in CSV: use letters, digits, _ and - only"
        yield Fault("labour", "pack.id", pack.id, remedy)


def _rows(problem: Problem) -> Iterator[tuple[Sheet, Iterator[dict[str, Any]]]]:
    nowhere = {"latitude": None, "longitude": None}
    told = folded(problem)
    yield PLACES, (_values(place) for place in problem.places)
    yield CARERS, (_values(carer) | nowhere for carer in problem.carers)
    yield SHIFTS, (_shift(problem, shift) for shift in problem.shifts)
    yield CLIENTS, (_values(client) | nowhere for client in problem.clients)
    yield VISITS, (_values(one) | {"date": _day(problem, one.windows[0].start)} for one in told.visits)
    yield LINKS, (_values(link) for link in told.links)
    yield PACKAGES, (_values(package) | {"rrule": None} for package in told.packages)
    yield TIES, (_values(tie) for tie in told.ties)
    yield PINS, (_values(pin) | {"date": _pin_day(problem, pin)} for pin in problem.pins)
    yield PUBLISHED, (_values(one) | {"date": _day(problem, one.start)} for one in problem.published)


def _values(one: Any) -> dict[str, Any]:
    return {field.name: getattr(one, field.name) for field in fields(one)}


def _shift(problem: Problem, shift: Shift) -> dict[str, Any]:
    rest = shift.rest
    return _values(shift) | {
        "date": _day(problem, shift.start),
        "break_minutes": rest.duration if rest else None,
        "break_from": rest.earliest if rest else None,
        "break_to": rest.latest if rest else None,
        "break_to_bounds": rest.latest_at if rest else "end",
        "break_due_after_minutes": rest.due_after if rest else 0,
    }


def _pin_day(problem: Problem, pin: Pin) -> date | None:
    return None if pin.start is None else _day(problem, pin.start)


def _day(problem: Problem, tick: Ticks) -> date:
    return problem.calendar.clock(tick).date()


def _lost(problem: Problem, again: Problem) -> Iterator[Fault]:
    """What did not come back as it went."""
    for field in fields(Problem):
        before, after = getattr(problem, field.name), getattr(again, field.name)
        if before == after:
            continue
        if not isinstance(before, tuple) or len(before) != len(after):
            yield Fault("problem", field.name, before, "does not survive a CSV file: use JSON")
            continue
        for one, other in zip(before, after, strict=True):
            if one != other:
                name = getattr(one, "id", None) or getattr(one, "visit", "")
                yield Fault(f"{field.name} {name}".rstrip(), "row", one, "does not survive a CSV file: use JSON")
