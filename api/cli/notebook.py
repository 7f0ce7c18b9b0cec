"""ronda notebook: a question about weights and plans, opened in the browser."""

from pathlib import Path
from typing import Annotated

import typer

from api.cli.options import WeightsOption

NameArgument = Annotated[
    str | None, typer.Argument(metavar="NAME", show_default=False, help="Which one; left out: a list of them.")
]
ProblemOption = Annotated[
    Path | None,
    typer.Option("--problem", metavar="PROBLEM", show_default=False, help="Your own week instead of the invented one."),
]
PlansOption = Annotated[
    list[Path] | None,
    typer.Option("--plan", metavar="PLAN", show_default=False, help="A plan of it; compare_plans takes two of them."),
]
NetworkOption = Annotated[
    str | None, typer.Option("--network", metavar="NAME", show_default=False, help="travel_calibration: your network.")
]
TripsOption = Annotated[
    Path | None,
    typer.Option("--trips", metavar="FILE", show_default=False, help="travel_calibration: trips that carers recorded."),
]


def notebook(
    name: NameArgument = None,
    problem: ProblemOption = None,
    weights: WeightsOption = None,
    plan: PlansOption = None,
    network: NetworkOption = None,
    trips: TripsOption = None,
    port: Annotated[
        int | None, typer.Option("--port", min=1, max=65535, show_default=False, help="By default one that is free.")
    ] = None,
    headless: Annotated[bool, typer.Option("--headless", help="Open no browser: only print the address.")] = False,
    edit: Annotated[bool, typer.Option("--edit", help="Show the code too, to be changed.")] = False,
) -> None:
    """Open a notebook: sliders for weights, two plans side by side, fairness, travel times, benchmarks.

    It is served to this machine only, behind a token, and loads nothing from elsewhere. Ctrl-C ends it.
    """
    from api.cli.notebooks_shown import list_notebooks, open_notebook

    if name is None:
        list_notebooks()
        return
    given = {"problem": problem, "weights": weights, "plan": plan, "network": network, "trips": trips}
    open_notebook(name, given, port, headless, edit)
