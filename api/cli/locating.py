"""Addresses asked one by one or a folder at a time, and what is printed of the answers."""

import shutil
from collections.abc import Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.table import Table

from api.cli.console import console, note, print_json
from api.cli.outputs import write_whole
from api.cli.summary import print_list
from api.geocoding.filling import Filling, advice, fill, read_sheets
from api.geocoding.finding import Finder
from api.geocoding.found import Answer, Found
from api.geocoding.gazetteer import Gazetteer
from api.geocoding.nominatim import PUBLIC, Nominatim
from api.networks import addresses_of
from engine.errors import EngineError

OSM = "osm"
"""What stands for the public server of OpenStreetMap."""


def finder(network: str | None, server: str | None) -> Finder:
    """What finds addresses: a network's house numbers, and a Nominatim server if somebody asked for one.

    Raises EngineError where neither is there.
    """
    addresses = addresses_of(network) if network is not None else None
    if addresses is None and server is None:
        remedy = "take one with house numbers, give coordinates, or read about --nominatim"
        raise EngineError(f"the network {network} knows no addresses: {remedy}")
    gazetteer = Gazetteer(addresses) if addresses is not None else None
    if server is None:
        return Finder(gazetteer)
    box = gazetteer.box if gazetteer else None
    return Finder(gazetteer, Nominatim(PUBLIC if server == OSM else server, partial(note, style="yellow"), box))


# -- one address -------------------------------------------------------------------------------------------------------


def look_up(address: str, found_by: Finder, json: bool) -> bool:
    """Print what is known of an address; whether anything is."""
    answer = found_by.ask(address)
    if json:
        print_json({"address": address, **asdict(answer), "advice": _advice(answer), "trouble": found_by.trouble})
    elif answer.found:
        console().print(_table(answer.found))
    else:
        note(f"{address!r}: {advice(answer)}", style="red")
    _tell_trouble(found_by)
    return bool(answer.found)


def _advice(answer: Answer) -> str:
    return "" if answer.settled else advice(answer)


def _table(found: Sequence[Found]) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for head in ("Address", "District", "Found by"):
        table.add_column(head, overflow="fold")
    for head in ("Up to m off", "Latitude", "Longitude"):
        table.add_column(head, justify="right")
    for one in found:
        off = "?" if one.metres is None else str(one.metres)
        table.add_row(one.label, one.district, one.how, off, f"{one.latitude:.6f}", f"{one.longitude:.6f}")
    return table


# -- a folder ----------------------------------------------------------------------------------------------------------


def fill_in(folder: Path, found_by: Finder, dry_run: bool, json: bool) -> bool:
    """Fill in the coordinates of a folder's files, and print how many; whether every row has some now that wants them.

    Raises DataError or OutputError, before anything is written, for a file that cannot be read or written.
    """
    sheets = read_sheets(folder)
    if not dry_run:
        for sheet in sheets:
            write_whole(sheet.path, Path.touch, keep=False)
    fillings = fill(sheets, found_by.ask)
    written = {filling.sheet.path: filling.data for filling in fillings if filling.found}
    if not dry_run:
        for path, data in written.items():
            _write(path, data)
    if json:
        print_json({"files": [_document(one) for one in fillings], "dry_run": dry_run, "trouble": found_by.trouble})
    else:
        _print(fillings, dry_run)
    _tell_trouble(found_by)
    return not found_by.trouble and not any(filling.rest for filling in fillings)


def _write(path: Path, data: bytes) -> None:
    """Addresses of clients stay as private as the file was."""

    def whole(part: Path) -> None:
        part.touch(mode=0o600)
        part.write_bytes(data)
        shutil.copymode(path, part)

    write_whole(path, whole)


def _print(fillings: Sequence[Filling], dry_run: bool) -> None:
    out = console()
    for one in fillings:
        told = {"found": len(one.found), "given": one.count["given"], "without address": one.count["neither"]}
        counts = ", ".join(f"{count} {what}" for what, count in told.items() if count or what == "found")
        out.print(f"{one.sheet.path.name}: {counts}, {len(one.rest)} still to do", style="bold", soft_wrap=True)
    doubtful = [line for one in fillings for line in one.doubtful]
    if doubtful:
        out.print("Filled in without knowing the house, so have a look:", style="yellow")
        print_list(out, doubtful, len(doubtful))
    rest = [str(fault) for one in fillings for fault in one.rest]
    if rest:
        out.print("Still to do:", style="bold red")
        print_list(out, rest, len(rest))
    if dry_run:
        out.print("Nothing is written: this is a dry run.")


def _document(one: Filling) -> dict[str, Any]:
    return {
        "file": one.sheet.path.name,
        "found": [{"row": row.number, "id": row.cells.get("id", ""), **asdict(found)} for row, found in one.found],
        "given": one.count["given"],
        "without_address": one.count["neither"],
        "rest": [
            {"where": fault.where, "column": fault.field, "value": fault.value, "advice": fault.remedy}
            for fault in one.rest
        ],
    }


def _tell_trouble(found_by: Finder) -> None:
    """Why the server is not asked any more."""
    if found_by.trouble:
        note(found_by.trouble, style="red")
