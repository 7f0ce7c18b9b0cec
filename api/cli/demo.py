"""ronda demo: a first look."""

from pathlib import Path
from typing import Annotated

import typer

from api.cli.exit_codes import ExitCode
from api.cli.options import Language, LanguageOption, SeedOption, TimeOption


def demo(
    time: TimeOption = 20.0,
    seed: SeedOption = 1,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="PLAN", help="Where to write the plan.")] = Path(
        "plan.json"
    ),
    report: Annotated[Path, typer.Option("--report", metavar="FILE", help="Where to write the report.")] = Path(
        "report.html"
    ),
    language: LanguageOption = Language.EN,
) -> None:
    """Plan a week of an invented co-operative in Barcelona, and say why it came out so. Takes less than a minute."""
    from api.cli.showing import show
    from api.cli.solving import limits_from

    limits = limits_from(time, None, seed, None)
    done = show(limits, output, report, language.value)
    if not done.result.verdict.clean:
        raise typer.Exit(ExitCode.VIOLATED)
