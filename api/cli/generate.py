"""ronda generate: an invented week to try things on."""

from pathlib import Path
from typing import Annotated

import typer

from api.cli.options import SeedOption


def generate(
    target: Annotated[
        Path,
        typer.Argument(metavar="TARGET", show_default=False, help="A new folder for CSV files, or a name in .json."),
    ],
    visits: Annotated[
        int | None,
        typer.Option("--visits", min=1, max=200_000, metavar="N", show_default=False, help="About so many visits."),
    ] = None,
    clients: Annotated[
        int | None, typer.Option("--clients", min=1, max=20_000, metavar="N", help="60 by default.")
    ] = None,
    carers: Annotated[
        int | None, typer.Option("--carers", min=1, max=5_000, metavar="N", help="14 by default.")
    ] = None,
    days: Annotated[int | None, typer.Option("--days", min=1, max=60, metavar="N", help="7 by default.")] = None,
    seed: SeedOption = 1,
    network: Annotated[
        str | None,
        typer.Option(
            "--network", metavar="NAME", show_default=False, help="Along the streets of this network instead."
        ),
    ] = None,
) -> None:
    """Write an invented week of home care in Barcelona's Eixample, the one of the demo unless told otherwise.

    As a folder of CSV files it is a pattern for your own data: open the files in a spreadsheet and put in your people.
    """
    if visits is not None and (clients or carers or days):
        raise typer.BadParameter("give --visits, or --clients, --carers and --days", param_hint="--visits")

    from api.cli.console import console
    from api.cli.outputs import problem_format, save_problem, try_problem
    from datasets import eixample

    format = problem_format(target, None)
    try_problem(target, format)
    if visits is None:
        problem = eixample.generate(clients or 60, carers or 14, days or 7, seed)
    else:
        problem = eixample.sized(visits, seed)
    if network is not None:
        from api.networks import city
        from datasets.anywhere import moved

        problem = moved(problem, city(network), seed)
    save_problem(problem, target, format)
    out = console()
    out.print(problem.name, soft_wrap=True)
    out.print(f"{len(problem.visits)} visits, {len(problem.shifts)} shifts: {target}", soft_wrap=True)
    out.print(f"Plan it: ronda plan {target}", style="dim", soft_wrap=True)
