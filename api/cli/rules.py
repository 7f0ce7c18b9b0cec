"""ronda rules: everything that is weighed."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.options import JsonOption, Language, LanguageOption

if TYPE_CHECKING:
    from engine.catalogue import Entry


def rules(
    problem: Annotated[
        Path | None,
        typer.Option("--problem", metavar="PROBLEM", show_default=False, help="Tell the weights of this problem."),
    ] = None,
    markdown: Annotated[bool, typer.Option("--markdown", help="Print the table as Markdown.")] = False,
    language: LanguageOption = Language.EN,
    json: JsonOption = False,
) -> None:
    """List every rule: what it says, what it counts, and what one unit of it costs."""
    if markdown and json:
        raise typer.BadParameter("give either --markdown or --json, not both", param_hint="--json")

    from dataclasses import asdict

    from api.cli.console import print_json
    from engine.catalogue import as_markdown, catalogue

    given = None
    if problem is not None:
        from engine.data.recognise import read_problem

        given, _ = read_problem(problem)
    entries = catalogue(language.value, given)
    if json:
        print_json({"rules": [asdict(entry) for entry in entries]})
    elif markdown:
        typer.echo(as_markdown(language.value, given), nl=False)
    else:
        _print(entries)


def _print(entries: "tuple[Entry, ...]") -> None:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    from api.cli.console import console

    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, leading=1)
    table.add_column("Rule", overflow="fold")
    table.add_column("Weight", justify="right")
    table.add_column("per", max_width=16)
    table.add_column("What it says")
    for entry in entries:
        unit = "–" if entry.shape == "fact" else f"{entry.unit} ({entry.shape})"
        table.add_row(entry.id, str(entry.weight), unit, f"{entry.title}\n{entry.sentence}")
    console().print(table)
