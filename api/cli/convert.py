"""ronda convert: from one format to another."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from api.cli.options import HourOption, NetworkOption, ProblemPath, TimetableDateOption, over


class To(StrEnum):
    """The formats by name."""

    JSON = "json"
    CSV = "csv"
    UHHC = "uhhc"


def convert(
    source: ProblemPath,
    target: Annotated[Path, typer.Argument(metavar="TARGET", show_default=False, help="The file or folder to write.")],
    plan: Annotated[
        Path | None,
        typer.Option("--plan", metavar="PLAN", show_default=False, help="Convert this plan of PROBLEM instead of it."),
    ] = None,
    to: Annotated[
        To | None,
        typer.Option(
            "--to", show_default=False, help="The format, where TARGET's name does not tell: .json, .csv, a folder."
        ),
    ] = None,
    network: NetworkOption = None,
    hour: HourOption = None,
    timetable_date: TimetableDateOption = None,
) -> None:
    """Convert a problem, or with --plan a plan of it, between JSON, CSV and UHHC.

    With --network the problem is written with its travel times measured over the streets.

    What a format cannot hold is told, and nothing is written then. Of a plan the rounds are converted; the figures
    beside them are left out. UHHC instances are only read, UHHC solutions are read and written.
    """
    from api.cli.console import console
    from api.cli.outputs import keep_apart, problem_format, save_problem, try_problem
    from api.cli.travelling import read_given
    from engine.data.recognise import Format, read_plan

    wanted = None if to is None else Format(to.value)
    problem = read_given(source, over(network, hour, timetable_date)).problem
    if plan is None:
        format = problem_format(target, wanted)
        keep_apart((target,), source)
        try_problem(target, format)
        save_problem(problem, target, format)
        written = target
    else:
        written = _convert_plan(problem, read_plan(problem, plan), plan, target, wanted)
    console().print(f"Written: {written}", soft_wrap=True)


def _convert_plan(problem, found, plan: Path, target: Path, wanted) -> Path:
    from api.cli.outputs import converted_plan_target, keep_apart
    from engine.check import check

    check(problem, found)  # refuses a plan of another problem
    goal = converted_plan_target(target, wanted)
    keep_apart((goal.path,), plan)
    goal.write(problem, found)
    return goal.path
