"""Which instances are meant, and where they lie: they are not part of the project."""

import os
from collections.abc import Sequence
from pathlib import Path

import typer

from benchmarks.quality.published import Published, Set, chosen, published
from benchmarks.written import say

SHARED = Path(os.environ.get("RONDA_SHARED", Path(__file__).parents[3] / "shared"))
"""The folder that holds `uhhc/`, where nothing else is asked for."""


def meant(data: Path, sets: Sequence[Set], names: Sequence[str]) -> dict[Set, list[Published]]:
    """The instances whose names begin so, all without names, set by set; ends with code 2 where they are not there."""
    try:
        found = {which: published(data, which) for which in sets}
        those = chosen([one for some in found.values() for one in some], names)
    except (FileNotFoundError, LookupError) as error:
        say(f"{error}\nInstances are read from {data / 'uhhc'}: name another place by --data or RONDA_SHARED.")
        raise typer.Exit(2) from None
    return {which: some for which in found if (some := [one for one in found[which] if one in those])}
