"""ronda replan: plan the rest of a published plan anew, from a moment on."""

from typing import Annotated

import typer

from api.cli.exit_codes import ExitCode
from api.cli.options import (
    IterationsOption,
    JsonOption,
    Language,
    LanguageOption,
    PlanOutput,
    PlanPath,
    ProblemPath,
    ReportOption,
    SeedOption,
    TimeOption,
    WeightsOption,
    WorkersOption,
)


def replan(
    problem: ProblemPath,
    plan: PlanPath,
    since: Annotated[
        str,
        typer.Option(
            "--from", metavar="MOMENT", show_default=False, help="From when on: 2026-03-04, or 2026-03-04T12:00."
        ),
    ],
    away: Annotated[
        list[str] | None,
        typer.Option("--away", metavar="CARER", show_default=False, help="Who cannot come any more; may be repeated."),
    ] = None,
    output: PlanOutput = None,
    time: TimeOption = None,
    iterations: IterationsOption = None,
    seed: SeedOption = 0,
    workers: WorkersOption = None,
    weights: WeightsOption = None,
    report: ReportOption = None,
    language: LanguageOption = Language.EN,
    json: JsonOption = False,
) -> None:
    """Plan the rest of a published plan anew, from a moment on, and say what changes for whom.

    What has begun by then stays as it is; what was published moves only where that pays, by the weights of
    changed_carer and changed_time. For a single day `ronda substitute` answers at once. Exit code 3: the plan breaks
    hard rules.
    """
    from api.cli.replanning import Order, carry_out
    from api.cli.solving import limits_from

    limits = limits_from(time, iterations, seed, workers)
    order = Order(problem, plan, since, tuple(away or ()), output, limits, report, language.value, weights)
    done = carry_out(order)
    done.print_json() if json else done.print_summary()
    if not done.planned.result.verdict.clean:
        raise typer.Exit(ExitCode.VIOLATED)
