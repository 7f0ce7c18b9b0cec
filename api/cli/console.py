"""Where the command line writes: results on stdout, everything about the run on stderr."""

import json
import os
from collections.abc import Mapping
from typing import Any

import typer
from rich.console import Console

from api.documents.plain import finite

WIDE = 120
"""Columns where the output goes into a file or a pipe, which does not say how wide it is."""


def console() -> Console:
    """For results. Ids are printed as they are, brackets and all."""
    found = Console(highlight=False, markup=False, emoji=False)
    if not found.is_terminal and "COLUMNS" not in os.environ:
        found.width = WIDE
    return found


def error_console() -> Console:
    """For progress, notes and errors."""
    return Console(stderr=True, highlight=False, markup=False, emoji=False)


def note(text: str, style: str = "dim") -> None:
    """A line about the run, on stderr; never broken, so that paths in it can be copied."""
    error_console().print(text, style=style, soft_wrap=True)


def print_json(document: Mapping[str, Any]) -> None:
    """One JSON object on stdout."""
    typer.echo(json.dumps(finite(document), ensure_ascii=False, indent=2, allow_nan=False))
