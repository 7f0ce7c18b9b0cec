"""ronda explain: why this carer, why not that one, why nobody."""

from typing import Annotated

import typer

from api.cli.options import (
    HourOption,
    JsonOption,
    Language,
    LanguageOption,
    NetworkOption,
    PlanPath,
    ProblemPath,
    TimetableDateOption,
    WeightsOption,
    over,
)


def explain(
    problem: ProblemPath,
    plan: PlanPath,
    visit: Annotated[
        str | None,
        typer.Argument(metavar="[VISIT]", show_default=False, help="A visit's id; without it, all unplanned visits."),
    ] = None,
    carer: Annotated[
        str | None,
        typer.Option("--carer", metavar="ID", show_default=False, help="Why is the visit not with this carer?"),
    ] = None,
    weights: WeightsOption = None,
    network: NetworkOption = None,
    hour: HourOption = None,
    timetable_date: TimetableDateOption = None,
    language: LanguageOption = Language.EN,
    json: JsonOption = False,
) -> None:
    """Say why a visit is with its carer and what the best alternatives would cost, or why nobody makes it."""
    if carer is not None and visit is None:
        raise typer.BadParameter(
            "name the VISIT too: ronda explain PROBLEM PLAN VISIT --carer ID", param_hint="--carer"
        )

    from api.cli.asking import Asking

    asking = Asking.about(problem, plan, language.value, over(network, hour, timetable_date), weights)
    if visit is None:
        asking.tell_unplanned(json)
    elif carer is None:
        asking.tell_why(visit, json)
    else:
        asking.tell_why_not(visit, carer, json)
