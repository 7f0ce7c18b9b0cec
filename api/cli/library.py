"""ronda library: the resource library's files, and what goes in and out of a co-op's own."""

from pathlib import Path
from typing import Annotated

import typer

from api.cli.keys import CoopOption
from api.cli.options import JsonOption
from api.library.formats import Format

library = typer.Typer(
    no_args_is_help=True, rich_markup_mode="markdown", context_settings={"help_option_names": ["-h", "--help"]}
)

Source = Annotated[
    Path,
    typer.Argument(
        metavar="FILE", show_default=False, help="Zotero CSV, CSL-JSON, RIS, BibTeX, JSON-LD, oai_dc, Atom or Markdown."
    ),
]
FromOption = Annotated[
    Format | None, typer.Option("--from", show_default=False, help="The format of FILE, where its name does not tell.")
]
SectionOption = Annotated[
    list[str] | None,
    typer.Option(
        "--section",
        metavar="HEADING",
        show_default=False,
        help="Of a Markdown list: only what stands under this heading; may be given several times.",
    ),
]


@library.callback()
def _about() -> None:
    """The resource library: look through its files, bring them from one format into another, import and export."""


@library.command()
def convert(
    source: Source,
    target: Annotated[Path, typer.Argument(metavar="TARGET", show_default=False, help="The file to write.")],
    from_: FromOption = None,
    to: Annotated[
        Format | None,
        typer.Option("--to", show_default=False, help="The format of TARGET, where its name does not tell."),
    ] = None,
    section: SectionOption = None,
) -> None:
    """Bring resources from one format into another; nothing that the library keeps is lost.

    By their endings: .csv (Zotero), .json (CSL), .ris, .bib, .jsonld, .xml (oai_dc), .atom; .md is only read.

    A row with faults stops no other: the rest is written, the faults are printed, and the exit code is 2.
    """
    from api.cli.library_files import convert as bring

    bring(source, target, from_, to, section or ())


@library.command()
def check(file: Source, from_: FromOption = None, section: SectionOption = None, json: JsonOption = False) -> None:
    """Look through a file: what in it has faults, what the library would not keep, and what is in it twice.

    Exit code 2 where rows have faults, 0 otherwise.
    """
    from api.cli.library_files import check as look

    look(file, from_, section or (), json)


PublishOption = Annotated[bool, typer.Option("--publish", help="Let readers see it without waiting for review.")]


@library.command("import")
def import_(
    file: Source,
    from_: FromOption = None,
    section: SectionOption = None,
    publish: PublishOption = False,
    duplicates: Annotated[
        bool, typer.Option("--duplicates", help="Take in also what is there already, so that both can be compared.")
    ] = False,
    coop: CoopOption = None,
    json: JsonOption = False,
) -> None:
    """Import a file into the library of a co-op; what is there already is told and left out.

    A row with faults stops no other: the faults are printed, and the exit code is 2.
    """
    from api.cli.library_shelf import bring

    bring(file, from_, section or (), publish=publish, twice=duplicates, coop=coop, json=json)


@library.command()
def export(
    target: Annotated[Path, typer.Argument(metavar="TARGET", show_default=False, help="The file to write.")],
    to: Annotated[
        Format | None,
        typer.Option("--to", show_default=False, help="The format of TARGET, where its name does not tell."),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Also what waits for review, or was withdrawn.")] = False,
    coop: CoopOption = None,
) -> None:
    """Write the library of a co-op into a file; importing it again gives the same."""
    from api.cli.library_shelf import take_out

    take_out(target, to, everything=everything, coop=coop)


@library.command()
def begin(publish: PublishOption = False, coop: CoopOption = None) -> None:
    """Begin with the small library that comes with Ronda: openly readable titles about care and co-ops, and courses."""
    from api.cli.library_shelf import begin as plant

    plant(publish=publish, coop=coop)
