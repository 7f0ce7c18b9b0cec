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
    WeightsOption,
    over,
)


def check(
    problem: ProblemPath,
    plan: PlanPath,
    weights: WeightsOption = None,
    network: NetworkOption = None,
    hour: HourOption = None,
    timetable_date: TimetableDateOption = None,
    language: LanguageOption = Language.EN,
    json: JsonOption = False,
) -> None:
    """Judge a plan: what it costs by which rule, and which hard rules it breaks.

    Exit code 0 where no hard rule is broken, 3 where one is.
    """
    from api.cli.console import console, note, print_json
    from api.cli.summary import called
    from api.cli.travelling import read_given, weights_words
    from api.documents.verdicts import verdict_document
    from engine.check import check as judge
    from engine.data.recognise import read_plan, weights_of_plan
    from engine.problem import content_hash

    travel = over(network, hour, timetable_date)
    given = read_given(problem, travel, weights).problem
    found = read_plan(given, plan)
    made = weights_of_plan(plan)
    if made is not None and made.hash != content_hash(given.weights):
        own = called(given.weights)
        note(f"The plan was made under the weights {made.name} {made.version}; it is judged by {own}.", style="yellow")
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
            further = f"ronda explain {problem} {plan}{weights_words(weights)}{travel.words}"
            out.print(f"Not planned: {len(verdict.unplanned)}. Why: {further}", soft_wrap=True)
        print_estimated(out, page)
    if not verdict.clean:
        raise typer.Exit(ExitCode.VIOLATED)
