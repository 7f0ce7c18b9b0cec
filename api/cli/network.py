"""ronda network: the street networks of this machine."""

from pathlib import Path
from typing import Annotated

import typer

from api.cli.options import JsonOption

network = typer.Typer(
    no_args_is_help=True, rich_markup_mode="markdown", context_settings={"help_option_names": ["-h", "--help"]}
)

Name = Annotated[str, typer.Argument(metavar="NAME", show_default=False, help="What the network is called here.")]
TimetableOption = Annotated[
    list[Path] | None,
    typer.Option("--timetable", metavar="ZIP", show_default=False, help="A GTFS feed; may be given several times."),
]


@network.callback()
def _about() -> None:
    """Street networks: import one, and travel times are measured over its streets, offline."""


@network.command()
def add(
    name: Name,
    file: Annotated[
        Path | None,
        typer.Option(
            "--file",
            metavar="PATH",
            show_default=False,
            help="OpenStreetMap (.osm.pbf, .osm), GraphML saved by osmnx, or the folder of Barcelona's graph.",
        ),
    ] = None,
    place: Annotated[
        str | None,
        typer.Option("--place", metavar="TEXT", show_default=False, help='From the web: a place, "Vic, Catalonia".'),
    ] = None,
    box: Annotated[
        str | None,
        typer.Option(
            "--box",
            metavar="S,W,N,E",
            show_default=False,
            help="Degrees: the part to take from the web, or of an OpenStreetMap --file.",
        ),
    ] = None,
    elevation: Annotated[
        Path | None,
        typer.Option("--elevation", metavar="TIF", show_default=False, help="Heights, so that slopes count."),
    ] = None,
    timetable: TimetableOption = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="In place of a network of this name, whose timetables and profiles stay.")
    ] = False,
) -> None:
    """Import a street network, once: from a file, or from OpenStreetMap on the web.

    Only --place, and --box without --file, use the internet. Timetables and heights may come along.
    """
    from api.cli.importing import Order, bring

    bring(Order(name, file, place, box, elevation, tuple(timetable or ()), replace))


@network.command()
def timetable(
    name: Name,
    feeds: Annotated[
        list[Path], typer.Argument(metavar="ZIP...", show_default=False, help="GTFS feeds to put beside.")
    ],
) -> None:
    """Put timetables of public transport beside a network; one of the same file name is replaced."""
    from api.cli.importing import put_timetables

    put_timetables(name, feeds)


@network.command("list")
def list_(json: JsonOption = False) -> None:
    """List the networks of this machine."""
    from api.cli.networks_shown import tell_all

    tell_all(json)


@network.command()
def show(name: Name, json: JsonOption = False) -> None:
    """Show what a network holds: where it comes from, what it covers, its timetables and how fast people are."""
    from api.cli.networks_shown import tell

    tell(name, json)


@network.command()
def remove(name: Name) -> None:
    """Remove a network with its timetables, own profiles and remembered travel times."""
    from api.cli.console import console
    from api.networks import remove as drop

    drop(name)
    console().print(f"Removed: {name}", soft_wrap=True)


@network.command()
def calibrate(
    name: Name,
    trips: Annotated[
        Path,
        typer.Argument(
            metavar="TRIPS",
            show_default=False,
            help="CSV: mode, from_latitude, from_longitude, to_latitude, to_longitude, minutes, time (may be empty).",
        ),
    ],
    save: Annotated[bool, typer.Option("--save", help="Use the fitted numbers from now on.")] = False,
    json: JsonOption = False,
) -> None:
    """Fit how fast people are to a log of trips that carers really made, door to door.

    Tells how far off the times were and would be; --save keeps the numbers beside the network.
    """
    from api.cli.calibrating import fit_and_tell

    fit_and_tell(name, trips, save, json)
