"""ronda check: let the referee judge a plan."""

import typer

from api.cli.exit_codes import ExitCode
from api.cli.options import (
    HourOption,
    JsonOption,
    Language,
    LanguageOption,
    NetworkOption,
    PlanPath,
    ProblemPath,
    TimetableDateOption,
    over,
)


def check(
    problem: ProblemPath,
    plan: PlanPath,
    network: NetworkOption = None,
    hour: HourOption = None,
    timetable_date: TimetableDateOption = None,
    language: LanguageOption = Language.EN,
    json: JsonOption = False,
) -> None:
    """Judge a plan: what it costs by which rule, and which hard rules it breaks.

    Exit code 0 where no hard rule is broken, 3 where one is.
    """
    from api.cli.console import console, print_json
    from api.cli.travelling import read_given
    from api.documents.verdicts import verdict_document
    from engine.check import check as judge
    from engine.data.recognise import read_plan

    travel = over(network, hour, timetable_date)
    given = read_given(problem, travel).problem
    found = read_plan(given, plan)
    verdict = judge(given, found)
    if json:
        print_json(verdict_document(given, found, verdict, language.value))
    else:
        from api.cli.summary import page_of, print_charges, print_estimated, print_figures, print_violations

        out, page = console(), page_of(given, found, verdict, language.value)
        print_figures(out, page)
        out.print()
        print_charges(out, page)
        out.print()
        print_violations(out, page)
        if verdict.unplanned:
            out.print(
                f"Not planned: {len(verdict.unplanned)}. Why: ronda explain {problem} {plan}{travel.words}",
                soft_wrap=True,
            )
        print_estimated(out, page)
    if not verdict.clean:
        raise typer.Exit(ExitCode.VIOLATED)
