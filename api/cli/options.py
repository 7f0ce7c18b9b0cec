"""The arguments and options that several commands share."""

import math
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

if TYPE_CHECKING:
    from api.cli.travelling import Over


class Language(StrEnum):
    """The languages of sentences and reports."""

    EN = "en"
    CA = "ca"
    ES = "es"
    HI = "hi"
    GU = "gu"
    PT_BR = "pt-BR"


class Hour(StrEnum):
    """The parts of the day, as engine.travel.profiles tells them apart."""

    NIGHT = "night"
    MORNING = "morning"
    MIDDAY = "midday"
    EVENING = "evening"


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
OvertimeOption = Annotated[
    int, typer.Option("--overtime", metavar="MINUTES", min=0, help="A round may end so long after its shift's end.")
]
NetworkOption = Annotated[
    str | None,
    typer.Option(
        "--network", metavar="NAME", show_default=False, help="Measure travel over this network (ronda network list)."
    ),
]
HourOption = Annotated[
    Hour | None,
    typer.Option(
        "--hour", show_default=False, help="With --network: whose traffic counts; by default that of most shifts."
    ),
]
TimetableDateOption = Annotated[
    str | None,
    typer.Option(
        "--timetable-date",
        metavar="DATE",
        show_default=False,
        help='With --network: whose timetable counts; by default that of the first working day; "nearest": of old '
        "timetables, their day nearest to it.",
    ),
]


def over(network: str | None, hour: Hour | None, timetable_date: str | None) -> "Over":
    """What the three options about travel say together."""
    if network is None and (hour or timetable_date):
        name = "--hour" if hour else "--timetable-date"
        raise typer.BadParameter("matters over a network only: give --network NAME too", param_hint=name)
    from api.cli.travelling import Over

    return Over(network, None if hour is None else hour.value, _timetable_date(timetable_date))


def _timetable_date(text: str | None) -> date | Literal["nearest"] | None:
    if text is None or text == "nearest":
        return text
    return typed_date(text, "--timetable-date", ", or nearest")


def typed_date(text: str, option: str, others: str = "") -> date:
    """The date that was typed for an option. others: what else it takes, for who typed neither."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text}: give a date such as 2026-01-14{others}", param_hint=option) from None


WeightsOption = Annotated[
    Path | None,
    typer.Option(
        "--weights",
        metavar="FILE",
        show_default=False,
        help="Weigh by this version of the weights, instead of the problem's own (ronda weights).",
    ),
]
PlanOutput = Annotated[
    Path | None,
    typer.Option(
        "-o",
        "--output",
        metavar="PLAN",
        show_default=False,
        help="Where to write the plan; by default into the current folder, named after the problem.",
    ),
]
IterationsOption = Annotated[
    int | None,
    typer.Option("--iterations", metavar="N", min=1, show_default=False, help="How many moves to try at most."),
]
WorkersOption = Annotated[
    int | None,
    typer.Option(
        "--workers",
        metavar="N",
        min=1,
        max=64,
        show_default=False,
        help="Processor cores to use; by default up to 8, with --iterations one.",
    ),
]
HistoryOption = Annotated[
    Path | None,
    typer.Option(
        "--history",
        metavar="FILE",
        show_default=False,
        help="Who cared for whom before, and the hour accounts, as an earlier week wrote them.",
    ),
]
WriteHistoryOption = Annotated[
    Path | None,
    typer.Option(
        "--write-history", metavar="FILE", show_default=False, help="Where to write the same, with what is planned."
    ),
]
