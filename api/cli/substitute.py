"""ronda substitute: a carer cannot come today; who takes which of their visits."""

from pathlib import Path
from typing import Annotated

import typer

from api.cli.exit_codes import ExitCode
from api.cli.options import (
    HourOption,
    JsonOption,
    Language,
    LanguageOption,
    NetworkOption,
    OvertimeOption,
    PlanPath,
    ProblemPath,
    TimetableDateOption,
    WeightsOption,
    over,
)


def substitute(
    problem: ProblemPath,
    plan: PlanPath,
    carer: Annotated[str, typer.Argument(metavar="CARER", show_default=False, help="Who cannot come.")],
    day: Annotated[
        str | None,
        typer.Option(
            "--day",
            metavar="DAY",
            show_default=False,
            help="A date, a weekday (mon .. sun), or 1 for the first day; needless where there is only one day.",
        ),
    ] = None,
    at: Annotated[
        str | None,
        typer.Option(
            "--at",
            metavar="HH:MM",
            show_default=False,
            help="The time now: what has begun by then stays as it is; by default the whole day is to come.",
        ),
    ] = None,
    moves: Annotated[
        int, typer.Option("--moves", metavar="N", min=0, max=50, help="So many visits of others may begin later.")
    ] = 0,
    overtime: OvertimeOption = 0,
    top: Annotated[
        int, typer.Option("--top", metavar="N", min=1, max=100, help="So many carers at most for each visit.")
    ] = 5,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="PLAN", show_default=False, help="Write the plan with a proposal (see --take)."
        ),
    ] = None,
    take: Annotated[
        int, typer.Option("--take", metavar="N", min=1, help="Which proposal to write, as they are numbered.")
    ] = 1,
    weights: WeightsOption = None,
    network: NetworkOption = None,
    hour: HourOption = None,
    timetable_date: TimetableDateOption = None,
    language: LanguageOption = Language.EN,
    json: JsonOption = False,
) -> None:
    """Say who can take which visits of a carer who cannot come, with as few clients as possible told a new time.

    Up to three proposals for all visits at once (fewest new times, cheapest, fewest helpers), then who could take each
    visit by itself. Costs are the referee's, compared with leaving the carer's visits undone. Everybody else keeps
    their visits and times. Exit code 3: the plan that is written breaks hard rules.
    """
    from api.cli.substituting import Order, answer

    order = Order(problem, plan, carer, day, at, moves, overtime, top, output, take, language.value, weights)
    done = answer(order, over(network, hour, timetable_date))
    if json:
        from api.cli.console import print_json
        from api.documents.substitutes import substitution_document

        document = substitution_document(done.problem, done.found, done.language)
        print_json(document | {"plan": None if done.path is None else str(done.path)})
    else:
        from api.cli.substitutes_shown import print_tables

        print_tables(done)
    if done.verdict is not None and not done.verdict.clean:
        raise typer.Exit(ExitCode.VIOLATED)
