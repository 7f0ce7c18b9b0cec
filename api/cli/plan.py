"""ronda plan: plan a problem."""

from pathlib import Path
from typing import Annotated

import typer

from api.cli.exit_codes import ExitCode
from api.cli.options import (
    HourOption,
    IterationsOption,
    JsonOption,
    Language,
    LanguageOption,
    NetworkOption,
    PlanOutput,
    ProblemPath,
    ReportOption,
    SeedOption,
    TimeOption,
    TimetableDateOption,
    WeightsOption,
    WorkersOption,
    over,
)


def plan(
    problem: ProblemPath,
    output: PlanOutput = None,
    time: TimeOption = None,
    iterations: IterationsOption = None,
    seed: SeedOption = 0,
    workers: WorkersOption = None,
    strategy: Annotated[
        str, typer.Option("--strategy", metavar="NAME", help="One of default, search, exact, polish, rolling, nearby.")
    ] = "default",
    start: Annotated[
        Path | None,
        typer.Option("--start", metavar="PLAN", show_default=False, help="Begin from this plan."),
    ] = None,
    bound: Annotated[
        float | None,
        typer.Option(
            "--bound",
            metavar="SECONDS",
            min=0.1,
            show_default=False,
            help="Spend so long, after planning, on how far from perfect the plan may be.",
        ),
    ] = None,
    weights: WeightsOption = None,
    network: NetworkOption = None,
    hour: HourOption = None,
    timetable_date: TimetableDateOption = None,
    report: ReportOption = None,
    language: LanguageOption = Language.EN,
    json: JsonOption = False,
) -> None:
    """Plan a problem, within 30 seconds unless told otherwise.

    Writes the plan in the format of the problem: JSON for JSON, plan.csv for a folder of CSV files, a UHHC solution for
    a UHHC instance. Ctrl-C keeps the best plan so far; a second Ctrl-C ends at once. The same --seed and --iterations
    give the same plan. Exit code 3: the plan breaks hard rules.
    """
    from api.cli.planning import Order, carry_out
    from api.cli.solving import limits_from

    limits = limits_from(time, iterations, seed, workers)
    travel = over(network, hour, timetable_date)
    order = Order(problem, output, limits, strategy, start, bound, report, language.value, travel, weights)
    done = carry_out(order)
    done.print_json() if json else done.print_summary()
    if not done.result.verdict.clean:
        raise typer.Exit(ExitCode.VIOLATED)
