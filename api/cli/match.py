"""ronda match: who should care for this client, and when."""

from pathlib import Path
from typing import Annotated

import typer

from api.cli.options import (
    HourOption,
    JsonOption,
    Language,
    LanguageOption,
    NetworkOption,
    OvertimeOption,
    TimetableDateOption,
    WeightsOption,
    over,
)

ASKED = "What is asked for"


def match(
    problem: Annotated[
        Path | None, typer.Argument(metavar="[PROBLEM]", show_default=False, help="Without it: the demo week.")
    ] = None,
    plan: Annotated[
        Path | None, typer.Argument(metavar="[PLAN]", show_default=False, help="The plan that is running.")
    ] = None,
    request: Annotated[
        Path | None,
        typer.Argument(metavar="[REQUEST]", show_default=False, help="A JSON file (ronda schema request); or options:"),
    ] = None,
    client: Annotated[
        str | None, typer.Option("--client", metavar="ID", show_default=False, rich_help_panel=ASKED, help="For whom.")
    ] = None,
    on: Annotated[
        str | None,
        typer.Option(
            "--on",
            metavar="DAYS",
            show_default=False,
            rich_help_panel=ASKED,
            help="Weekdays (mon,wed,fri) or one date (2026-03-03).",
        ),
    ] = None,
    between: Annotated[
        str | None,
        typer.Option(
            "--between",
            metavar="TIMES",
            show_default=False,
            rich_help_panel=ASKED,
            help="When it may begin: 09:00-10:30.",
        ),
    ] = None,
    minutes: Annotated[
        int | None,
        typer.Option(
            "--minutes", metavar="N", min=1, show_default=False, rich_help_panel=ASKED, help="How long each visit is."
        ),
    ] = None,
    weeks: Annotated[
        int | None,
        typer.Option(
            "--weeks",
            metavar="N",
            min=1,
            show_default=False,
            rich_help_panel=ASKED,
            help="For so many weeks; by default as far as the plan goes.",
        ),
    ] = None,
    times: Annotated[
        int | None,
        typer.Option(
            "--times",
            metavar="N",
            min=1,
            show_default=False,
            rich_help_panel=ASKED,
            help="So many times a week, on any of the days; by default on each.",
        ),
    ] = None,
    apart: Annotated[
        int,
        typer.Option(
            "--apart", metavar="N", min=0, rich_help_panel=ASKED, help="With --times: so many whole days between."
        ),
    ] = 0,
    needs: Annotated[
        str | None,
        typer.Option(
            "--needs",
            metavar="NAMES",
            show_default=False,
            rich_help_panel=ASKED,
            help='Competencies, with levels: "hoist:1, medication:2".',
        ),
    ] = None,
    two: Annotated[bool, typer.Option("--two", rich_help_panel=ASKED, help="Two carers at the same time.")] = False,
    carers: Annotated[
        int,
        typer.Option(
            "--carers",
            metavar="N",
            min=0,
            rich_help_panel=ASKED,
            help="At most so many different carers for all visits; 0 = as many as it takes.",
        ),
    ] = 1,
    moves: Annotated[
        int,
        typer.Option("--moves", metavar="N", min=0, help="At most so many other visits may begin later, with consent."),
    ] = 0,
    overtime: OvertimeOption = 0,
    without: Annotated[
        str | None, typer.Option("--without", metavar="IDS", show_default=False, help="Carers who are not asked.")
    ] = None,
    top: Annotated[int, typer.Option("--top", metavar="N", min=1, max=100, help="How many offers are told.")] = 3,
    weights: WeightsOption = None,
    network: NetworkOption = None,
    hour: HourOption = None,
    timetable_date: TimetableDateOption = None,
    language: LanguageOption = Language.EN,
    json: JsonOption = False,
) -> None:
    """Who should care for this client, and when: a ranked answer, with what each offer does to the plan.

    Nothing is changed. Without PROBLEM and PLAN the demo week is planned, and an example answered. Exit code 3: nobody
    can, and it is said what would help.
    """
    from api.cli.matching import Asked, May, Told, answer_demo, answer_given

    if problem is not None and plan is None:
        raise typer.BadParameter("give the PLAN that is running too: ronda match PROBLEM PLAN ...", param_hint="PLAN")
    asked = Asked(client, on, between, minutes, weeks, times, apart, needs, two, carers)
    left_out = tuple(filter(None, (one.strip() for one in (without or "").split(","))))
    may, told = May(moves, overtime, left_out), Told(top, language.value, json)
    if problem is None or plan is None:
        answer_demo(asked, may, told, weights)
    else:
        answer_given(problem, plan, over(network, hour, timetable_date), request, asked, may, told, weights)
