"""ronda roll: plan several weeks, one after the other."""

from typing import Annotated

import typer

from api.cli.exit_codes import ExitCode
from api.cli.options import (
    HistoryOption,
    IterationsOption,
    JsonOption,
    Language,
    LanguageOption,
    PlanOutput,
    ProblemPath,
    ReportOption,
    SeedOption,
    TimeOption,
    WeightsOption,
    WorkersOption,
    WriteHistoryOption,
)


def roll(
    problem: ProblemPath,
    output: PlanOutput = None,
    days: Annotated[int, typer.Option("--days", metavar="N", min=1, help="How many days to plan at a time.")] = 7,
    history: HistoryOption = None,
    write_history: WriteHistoryOption = None,
    time: TimeOption = None,
    iterations: IterationsOption = None,
    seed: SeedOption = 0,
    workers: WorkersOption = None,
    weights: WeightsOption = None,
    report: ReportOption = None,
    language: LanguageOption = Language.EN,
    json: JsonOption = False,
) -> None:
    """Plan several weeks one after the other, as a co-op does: what is planned of one is done when the next is planned.

    Rest, weekends and hours are kept over the borders, and clients get as usual carers who came in the weeks before.
    The time is for all weeks together. Exit code 3: the plan breaks hard rules.
    """
    from api.cli.rolling import Order, carry_out
    from api.cli.solving import limits_from

    limits = limits_from(time, iterations, seed, workers)
    done = carry_out(Order(problem, output, days, history, write_history, limits, report, language.value, weights))
    done.print_json() if json else done.print_summary()
    if not done.planned.result.verdict.clean:
        raise typer.Exit(ExitCode.VIOLATED)
