"""ronda locate: from addresses to coordinates."""

from pathlib import Path
from typing import Annotated

import typer

from api.cli.exit_codes import ExitCode
from api.cli.options import JsonOption


def locate(
    address: Annotated[
        str | None, typer.Argument(metavar="ADDRESS", show_default=False, help="Street, number and district.")
    ] = None,
    network: Annotated[
        str | None, typer.Option("--network", metavar="NAME", show_default=False, help="Whose house numbers to use.")
    ] = None,
    fill: Annotated[
        Path | None,
        typer.Option(
            "--fill",
            metavar="FOLDER",
            show_default=False,
            help="Fill in coordinates in places.csv, clients.csv and carers.csv, from their columns #address.",
        ),
    ] = None,
    nominatim: Annotated[
        str | None,
        typer.Option(
            "--nominatim",
            metavar="SERVER",
            show_default=False,
            help="Ask this Nominatim server for what is not found here: its URL, or 'osm' for the public one. "
            "The addresses leave this machine.",
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="With --fill: only tell, write nothing.")] = False,
    json: JsonOption = False,
) -> None:
    """Find the coordinates of an address, or of all addresses in a folder of CSV files.

    It happens on this machine alone, with the house numbers of a street network, unless you ask for --nominatim.
    Coordinates that are given are never overwritten. Exit code 2 where an address was not found.
    """
    if (address is None) == (fill is None):
        raise typer.BadParameter("give an address, or --fill with a folder", param_hint="ADDRESS")
    if network is None and nominatim is None:
        raise typer.BadParameter("give the network whose house numbers to use", param_hint="--network")
    if dry_run and fill is None:
        raise typer.BadParameter("goes with --fill", param_hint="--dry-run")

    from api.cli.locating import fill_in, finder, look_up

    found_by = finder(network, nominatim)
    if fill is not None:
        sound = fill_in(fill, found_by, dry_run, json)
    else:
        sound = look_up(address or "", found_by, json)
    if not sound:
        raise typer.Exit(ExitCode.BAD_INPUT)
