"""ronda weights: versions of the weights, to be read, compared, checked and made."""

from pathlib import Path
from typing import Annotated

import typer

from api.cli.options import JsonOption, Language, LanguageOption

weights = typer.Typer(
    no_args_is_help=True, rich_markup_mode="markdown", context_settings={"help_option_names": ["-h", "--help"]}
)

SOURCES = "A weights file, or a problem for its own weights"


@weights.callback()
def _about() -> None:
    """Versions of the weights: what each rule costs, who says so, since when and why."""


@weights.command()
def show(
    source: Annotated[
        Path | None,
        typer.Argument(metavar="[WEIGHTS]", show_default=False, help=f"{SOURCES}; without it the defaults."),
    ] = None,
    changed: Annotated[
        bool, typer.Option("--changed", help="Only the rules that do not weigh what they usually do.")
    ] = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="Print a page, to be handed out.")] = False,
    language: LanguageOption = Language.EN,
    json: JsonOption = False,
) -> None:
    """Tell a version rule by rule: what one unit costs, in a sentence, and whether it is the default."""
    if markdown and json:
        raise typer.BadParameter("give either --markdown or --json, not both", param_hint="--json")
    if changed and (markdown or json):
        raise typer.BadParameter("is for the table: pages and JSON tell every rule", param_hint="--changed")

    from api.cli.console import print_json
    from api.cli.weighing import given
    from api.cli.weights_shown import print_version
    from api.documents.weights import weights_document
    from engine.weights import as_markdown

    document = given(source)
    if json:
        print_json(weights_document(document, language.value))
    elif markdown:
        typer.echo(as_markdown(document, language.value), nl=False)
    else:
        print_version(document, language.value, changed)


@weights.command()
def diff(
    before: Annotated[Path, typer.Argument(metavar="BEFORE", show_default=False, help=f"{SOURCES}.")],
    after: Annotated[Path, typer.Argument(metavar="AFTER", show_default=False, help="The same, to compare with it.")],
    language: LanguageOption = Language.EN,
    json: JsonOption = False,
) -> None:
    """Tell what weighs otherwise in the second version, old and new, with the reasons."""
    from api.cli.console import console, print_json
    from api.cli.weighing import given
    from api.cli.weights_shown import print_difference
    from api.documents.weights import difference_document
    from engine.weights import differences

    found = differences(given(before), given(after), language.value)
    if json:
        print_json(difference_document(found))
        return
    print_difference(found, language.value)
    if not (found.follows or found.same):
        console().print("The second does not name the first as the version before it.", style="dim")


@weights.command()
def check(
    file: Annotated[Path, typer.Argument(metavar="WEIGHTS", show_default=False, help="A weights file.")],
    after: Annotated[
        Path | None,
        typer.Option("--after", metavar="WEIGHTS", show_default=False, help="The version that it must come after."),
    ] = None,
    json: JsonOption = False,
) -> None:
    """Say whether a weights file can be used: every fault at once, HARD without a reason among them.

    Exit code 2: it cannot. With --after also whether it names that version as its parent.
    """
    from api.cli.console import console, print_json
    from api.cli.summary import called
    from api.cli.weighing import followed
    from engine.weights import read

    document = read(file)
    if after is not None:
        followed(document, read(after))
    if json:
        print_json({"name": document.name, "version": document.version, "hash": document.content_hash})
    else:
        console().print(f"{called(document)}: nothing is wrong with it.", style="green")


@weights.command()
def new(
    author: Annotated[
        str, typer.Option("--author", metavar="TEXT", show_default=False, help="Who gives them: a body, no person.")
    ],
    reason: Annotated[
        str, typer.Option("--reason", metavar="TEXT", show_default=False, help="Why there is this version.")
    ],
    before: Annotated[
        Path | None,
        typer.Argument(metavar="[BEFORE]", show_default=False, help=f"{SOURCES}; without it the defaults."),
    ] = None,
    changes: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="RULE=WEIGHT",
            show_default=False,
            help="A number, HARD (which forbids), off, or default; may be repeated.",
        ),
    ] = None,
    reasons: Annotated[
        list[str] | None,
        typer.Option(
            "--why",
            metavar="RULE=TEXT",
            show_default=False,
            help="Why a rule weighs so; HARD needs one; may be repeated.",
        ),
    ] = None,
    name: Annotated[
        str | None, typer.Option("--name", metavar="TEXT", show_default=False, help="By default the same.")
    ] = None,
    version: Annotated[
        str | None,
        typer.Option("--version", metavar="TEXT", show_default=False, help="By default one more."),
    ] = None,
    effective: Annotated[
        str | None,
        typer.Option("--effective", metavar="DATE", show_default=False, help="The first day on which they count."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="FILE", show_default=False, help="By default NAME-VERSION.weights.json here."
        ),
    ] = None,
    language: LanguageOption = Language.EN,
    json: JsonOption = False,
) -> None:
    """Write the version after another into a new file, and tell what weighs otherwise in it."""
    from api.cli.weighing import Draft, draw_up

    made = draw_up(
        Draft(before, author, reason, tuple(changes or ()), tuple(reasons or ()), name, version, effective, output)
    )
    made.print_json() if json else made.print_tables(language.value)
