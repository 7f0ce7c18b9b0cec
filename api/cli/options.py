"""The arguments and options that several commands share."""

import math
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Language(StrEnum):
    """The languages of sentences and reports."""

    EN = "en"
    CA = "ca"
    ES = "es"


def _seconds(value: float | None) -> float | None:
    if value is not None and not (math.isfinite(value) and value > 0):
        raise typer.BadParameter(f"{value} is no time: give seconds above 0, for example 30.")
    return value


ProblemPath = Annotated[
    Path,
    typer.Argument(
        metavar="PROBLEM", show_default=False, help="A JSON file, a folder of CSV files, or a UHHC instance."
    ),
]
PlanPath = Annotated[
    Path,
    typer.Argument(metavar="PLAN", show_default=False, help="A plan of it: JSON, plan.csv, or a UHHC solution."),
]
LanguageOption = Annotated[Language, typer.Option("--language", help="Of sentences and report.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object on stdout instead of tables.")]
TimeOption = Annotated[
    float | None,
    typer.Option("--time", metavar="SECONDS", callback=_seconds, show_default=False, help="How long to plan."),
]
SeedOption = Annotated[int, typer.Option("--seed", min=0, max=2**31 - 1, help="Of everything that is left to chance.")]
ReportOption = Annotated[
    Path | None,
    typer.Option("--report", metavar="FILE", show_default=False, help="Write a report as one HTML page."),
]
