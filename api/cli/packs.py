"""ronda packs: the labour rules of laws and agreements."""

from typing import Annotated

import typer

from api.cli.options import JsonOption, typed_date


def packs(
    pack: Annotated[
        str | None,
        typer.Argument(
            metavar="[PACK]", show_default=False, help="Show this one: its name, or a TOML file of your own."
        ),
    ] = None,
    on: Annotated[
        str | None,
        typer.Option("--on", metavar="DATE", show_default=False, help="The version that holds on this date."),
    ] = None,
    json: JsonOption = False,
) -> None:
    """List the rule packs, or show one: each number with its source, and what a breach of it weighs.

    A problem names a pack in labour.pack (JSON), or in the setting labour.pack (CSV), where a TOML file of the folder
    may be named too. With --json a pack is printed as labour.pack takes it.
    """
    from api.cli.packs_shown import tell, tell_all

    if pack is None and on is not None:
        raise typer.BadParameter("matters for one pack: name it too", param_hint="--on")
    if pack is None:
        tell_all(json)
    else:
        tell(pack, None if on is None else typed_date(on, "--on"), json)
