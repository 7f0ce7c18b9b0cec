"""ronda assign: who cares for whom, without clock times."""

from pathlib import Path
from typing import Annotated

import typer

from api.cli.options import (
    JsonOption,
    Language,
    LanguageOption,
    ProblemPath,
    SeedOption,
    TimeOption,
    WeightsOption,
)


def assign(
    problem: ProblemPath,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            show_default=False,
            help="Write who takes what too: a table if the name ends in .csv, all there is if in .json.",
        ),
    ] = None,
    teams: Annotated[
        bool, typer.Option("--teams", help="Divide everybody into teams of 10 to 15 carers for 40 to 70 clients first.")
    ] = False,
    keep: Annotated[
        Path | None,
        typer.Option(
            "--keep",
            metavar="FILE",
            show_default=False,
            help="Keep the teams of an earlier answer (a .json that -o wrote) as far as possible.",
        ),
    ] = None,
    weights: WeightsOption = None,
    time: TimeOption = None,
    seed: SeedOption = 0,
    workers: Annotated[
        int | None,
        typer.Option("--workers", metavar="N", min=1, max=64, show_default=False, help="Processor cores to use."),
    ] = None,
    language: LanguageOption = Language.EN,
    json: JsonOption = False,
) -> None:
    """Assign every client's care to carers by part of the day, within 30 seconds unless told otherwise.

    Each part of a client's day gets one main carer. Looks at skills, wishes and refusals of both sides, hours and room
    by part of the day, and estimates the ways; `ronda plan` finds the clock times. Whatever nobody can take is told
    with its reason.
    """
    from api.cli.assigning import print_tables, save, target_of
    from api.cli.assigning_teams import asked_for, print_teams
    from api.cli.console import console, print_json
    from api.cli.solving import limits_from
    from api.cli.travelling import AS_GIVEN, read_given
    from api.documents.assignments import assignment_document
    from engine.assignment import assign as decide

    given = read_given(problem, AS_GIVEN, weights).problem
    goal = target_of(output, problem)
    found = decide(given, limits_from(time, None, seed, workers), language.value, asked_for(teams, keep))
    if goal is not None:
        save(goal, given, found)
    if json:
        print_json(assignment_document(given, found))
    else:
        print_tables(console(), given, found, language.value)
        print_teams(console(), given, found, language.value)
        if goal is not None:
            console().print(f"Written: {goal}", soft_wrap=True)
