"""Bringing a street network onto this machine: read, put together beside its place, and moved there when whole."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from api.cli.console import console, note
from api.cli.guard import OutputError
from api.cli.outputs import write_folder, write_whole
from api.networks import folder_of, known_folder
from engine.errors import DataError, Fault
from engine.travel.calibration import OWN
from engine.travel.network import Box
from engine.travel.storage import MANIFEST, save_network

if TYPE_CHECKING:
    from engine.travel.sources.imported import Imported

KEPT = ("timetables", OWN)
"""What a network keeps when its streets are replaced: it is the co-op's own work."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be imported under which name, and what goes with it."""

    name: str
    file: Path | None
    place: str | None
    box: str | None
    elevation: Path | None
    timetables: tuple[Path, ...]
    replace: bool


def bring(order: Order) -> None:
    """Import a network and say what was found. Raises EngineError, OutputError, BadParameter."""
    if (order.place is not None) == (order.file is not None or order.box is not None):
        raise typer.BadParameter("give --file, or --place, or --box", param_hint="--file")
    goal = folder_of(order.name)
    if (goal / MANIFEST).exists() and not order.replace:
        raise OutputError(f"network {order.name}: is there already: add --replace, or choose another name")
    box = None if order.box is None else read_box(order.box)
    _check_timetables(order.timetables)
    imported = _with_heights(_read(order, box), order.elevation)
    goal.parent.mkdir(parents=True, exist_ok=True)
    if goal.exists():
        _swap(goal, imported, order.timetables)
    else:
        write_folder(goal, lambda part: _fill(part, imported, order.timetables))
    for one in imported.notes:
        note(one[0].upper() + one[1:] + ".", style="yellow")
    net = imported.network
    out = console()
    out.print(f"{order.name}: {net.nodes:,} junctions, {net.edges:,} stretches of street. {net.origin}", soft_wrap=True)
    out.print(f"Use it: ronda plan PROBLEM --network {order.name}", style="dim", soft_wrap=True)


def put_timetables(name: str, feeds: Sequence[Path]) -> None:
    """Put GTFS feeds beside a network. Raises DataError for one that cannot be read; then none is put there."""
    folder = known_folder(name) / "timetables"
    _check_timetables(feeds)
    folder.mkdir(exist_ok=True)
    for path in feeds:
        write_whole(folder / f"{path.stem}.zip", lambda part, path=path: shutil.copyfile(path, part))
    console().print(
        f"Timetables of {name}: {', '.join(sorted(path.stem for path in folder.iterdir()))}", soft_wrap=True
    )


def read_box(text: str) -> Box:
    """South, west, north, east in degrees. Raises DataError."""
    try:
        south, west, north, east = (float(part) for part in text.split(","))
    except ValueError:
        raise DataError(
            [Fault("--box", "S,W,N,E", text, "give four numbers in degrees, such as 41.3,2.0,41.5,2.3")]
        ) from None
    if not (-90 <= south < north <= 90 and -180 <= west < east <= 180):
        remedy = "south lies below north, west before east: latitude first, then longitude, each twice"
        raise DataError([Fault("--box", "S,W,N,E", text, remedy)])
    return Box(south, west, north, east)


def _read(order: Order, box: Box | None) -> "Imported":
    if order.file is None:
        from engine.travel.sources.osm_web import fetch

        note("Asking OpenStreetMap's servers ...")
        return fetch(order.place, box)
    from engine.travel.sources.recognise import read_map

    return read_map(order.file, box)


def _with_heights(imported: "Imported", raster: Path | None) -> "Imported":
    if raster is None:
        return imported
    from engine.travel.sources.elevation import read_elevation

    heights, notes = read_elevation(imported.network, raster)
    return replace(imported, network=replace(imported.network, elevation=heights), notes=(*imported.notes, *notes))


def _swap(goal: Path, imported: "Imported", timetables: Sequence[Path]) -> None:
    """Put a network in the place of another, whose timetables and own profiles it keeps; the old one goes last."""
    fresh, old = (goal.with_name(f".{goal.name}.{word}") for word in ("new", "old"))
    for left_over in (fresh, old):
        shutil.rmtree(left_over, ignore_errors=True)

    def fill(part: Path) -> None:
        for name in KEPT:
            if (goal / name).is_dir():
                shutil.copytree(goal / name, part / name)
            elif (goal / name).exists():
                shutil.copyfile(goal / name, part / name)
        _fill(part, imported, timetables)

    write_folder(fresh, fill)
    goal.rename(old)
    fresh.rename(goal)
    shutil.rmtree(old)


def _fill(folder: Path, imported: "Imported", timetables: Sequence[Path]) -> None:
    save_network(imported.network, folder, imported.addresses)
    if timetables:
        (folder / "timetables").mkdir(exist_ok=True)
    for path in timetables:
        shutil.copyfile(path, folder / "timetables" / f"{path.stem}.zip")


def _check_timetables(feeds: Sequence[Path]) -> None:
    """Raises DataError for a feed that cannot be read or kept: a folder, or two of one name."""
    from engine.travel.transit.gtfs import read_feed

    names = [path.stem for path in feeds]
    for path in feeds:
        if path.is_dir():
            raise DataError([Fault(str(path), "timetable", path.name, "is a folder: pack it into a zip file first")])
        if names.count(path.stem) > 1:
            remedy = "two timetables have this name, and one would take the other's place: rename one of the files"
            raise DataError([Fault(str(path), "timetable", path.name, remedy)])
        read_feed(path)
