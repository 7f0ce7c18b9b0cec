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
from engine.travel.network import Box
from engine.travel.storage import MANIFEST, save_network

if TYPE_CHECKING:
    from engine.travel.sources.imported import Imported

OSM_ENDINGS = (".pbf", ".osm", ".osm.gz", ".osm.bz2")
GRAPHML = ".graphml"
BARCELONA = "Nodes.csv"


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
    if (order.file is not None) + (order.place is not None) > 1 or not (order.file or order.place or order.box):
        raise typer.BadParameter("give --file, or --place, or --box", param_hint="--file")
    goal = folder_of(order.name)
    if (goal / MANIFEST).exists() and not order.replace:
        raise OutputError(f"network {order.name}: is there already: add --replace, or choose another name")
    box = None if order.box is None else read_box(order.box)
    for path in order.timetables:
        _check_timetable(path)
    imported = _with_heights(_read(order, box), order.elevation)
    goal.parent.mkdir(parents=True, exist_ok=True)
    if order.replace and goal.exists():
        shutil.rmtree(goal)
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
    for path in feeds:
        _check_timetable(path)
    folder.mkdir(exist_ok=True)
    for path in feeds:
        write_whole(folder / _zip_name(path), lambda part, path=path: shutil.copyfile(path, part))
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
    return read_file(order.file, box)


def read_file(path: Path, box: Box | None = None) -> "Imported":
    """A network from a file or folder, whichever its name says it is. Raises DataError."""
    if not path.exists():
        raise DataError([Fault(str(path), "file", path.name, "is not there: check the path")])
    if path.is_dir() and (path / BARCELONA).exists():
        from engine.travel.sources.barcelona import read_barcelona

        return read_barcelona(path)
    if path.name.lower().endswith(OSM_ENDINGS):
        from engine.travel.sources.osm_file import read_osm

        return read_osm(path, box)
    if path.suffix.lower() == GRAPHML:
        from engine.travel.sources.osm_graph import read_graphml

        return read_graphml(path)
    remedy = f"tells no kind of map: its name should end in {', '.join(OSM_ENDINGS)} or {GRAPHML}, or hold {BARCELONA}"
    raise DataError([Fault(str(path), "file", path.name, remedy)])


def _with_heights(imported: "Imported", raster: Path | None) -> "Imported":
    if raster is None:
        return imported
    from engine.travel.sources.elevation import read_elevation

    heights, notes = read_elevation(imported.network, raster)
    return replace(imported, network=replace(imported.network, elevation=heights), notes=(*imported.notes, *notes))


def _fill(folder: Path, imported: "Imported", timetables: Sequence[Path]) -> None:
    save_network(imported.network, folder, imported.addresses)
    if timetables:
        (folder / "timetables").mkdir()
    for path in timetables:
        shutil.copyfile(path, folder / "timetables" / _zip_name(path))


def _check_timetable(path: Path) -> None:
    from engine.travel.transit.gtfs import read_feed

    read_feed(path)


def _zip_name(path: Path) -> str:
    if path.is_dir():
        raise DataError([Fault(str(path), "timetable", path.name, "is a folder: pack it into a zip file first")])
    return f"{path.stem}.zip"
