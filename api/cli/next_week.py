"""ronda next-week: the next week's problem, after this week's plan."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from api.cli.options import HistoryOption, PlanPath, ProblemPath, WeightsOption, WriteHistoryOption


def next_week(
    problem: ProblemPath,
    plan: PlanPath,
    following: Annotated[
        Path,
        typer.Argument(metavar="NEXT", show_default=False, help="The problem of the next week or fortnight."),
    ],
    output: Annotated[
        Path,
        typer.Option(
            "-o",
            "--output",
            metavar="TARGET",
            show_default=False,
            help="Where to write it: a .json file or a new folder.",
        ),
    ],
    repeat: Annotated[
        bool,
        typer.Option(
            "--repeat", help="NEXT is a week that comes again and again: it is moved to the days after PROBLEM."
        ),
    ] = False,
    year_from: Annotated[
        datetime | None,
        typer.Option(
            "--year-from",
            metavar="DATE",
            formats=["%Y-%m-%d"],
            show_default=False,
            help="When the accounting year began: who has no hours left of it told gets those that the labour pack "
            "leaves from NEXT on, as if the average had been worked until then.",
        ),
    ] = None,
    weights: WeightsOption = None,
    history: HistoryOption = None,
    write_history: WriteHistoryOption = None,
    write_start: Annotated[
        Path | None,
        typer.Option(
            "--write-start",
            metavar="PLAN",
            show_default=False,
            help="Also write what is planned of it already: a plan to begin from, and to compare with.",
        ),
    ] = None,
) -> None:
    """Write the problem NEXT as it is after PLAN, ready for `ronda plan`.

    With the days before that rest, weekends and hours look back on, whose visits are pinned; with what PLAN has on days
    of NEXT as published; with each client's usual carers by the history; and with the carers' hour accounts, which are
    those of the history, or of PROBLEM where it has none. Days that are in the history already never count twice.
    A history is kept in one file: read with --history and written anew with --write-history.
    """
    from api.cli.console import console
    from api.cli.outputs import (
        converted_plan_target,
        keep_apart,
        problem_format,
        save_problem,
        try_problem,
        try_text,
        write_text,
    )
    from api.cli.travelling import AS_GIVEN, read_given, weighed
    from engine.accounts import year_opened
    from engine.data.canonical import history_text, read_history
    from engine.data.recognise import read_plan
    from engine.rolling import day_after, repeated
    from engine.rolling import following as follow

    before = read_given(problem, AS_GIVEN).problem
    planned = read_plan(before, plan)
    after = read_given(following, AS_GIVEN).problem
    if repeat:
        after = repeated(after, day_after(before))
    if weights is not None:
        after = weighed(after, weights)
    if year_from is not None:
        after = year_opened(after, year_from.date())
    known = None if history is None else read_history(history)
    format = problem_format(output, None)
    start = None if write_start is None else converted_plan_target(write_start, None)
    for source in (problem, plan, following):
        keep_apart((output, write_history, write_start), source)
    keep_apart((output, write_start), history)  # which is written anew by --write-history only
    try_problem(output, format)
    for path in (write_history, write_start):
        if path is not None:
            try_text(path)
    found = follow(before, planned, after, known)
    save_problem(found.problem, output, format)
    if write_history is not None:
        write_text(write_history, history_text(found.history))
    if start is not None:
        start.write(found.problem, found.plan)
    out, new = console(), found.problem
    still = len(new.visits) - sum(1 for _ in found.plan.visits())
    out.print(
        f"{new.days - new.past} days from {after.start}, after {new.past} that are over: {output}", soft_wrap=True
    )
    out.print(f"{still} visits to plan, {len(new.published)} of the others published", soft_wrap=True)
    out.print(f"Plan it: ronda plan {output}", style="dim", soft_wrap=True)
