"""ronda library: the resource library's files."""

from pathlib import Path
from typing import Annotated

import typer

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
    """The resource library: look through its files and bring them from one format into another."""


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
