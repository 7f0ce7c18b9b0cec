"""What all benchmarks write alike: tables, the machine, what they say while they run, and seeds on the command line."""

import platform
import sys
from collections.abc import Sequence

import typer

NOTHING = "–"
"""Stands in a table for what is not known."""


def markdown(columns: Sequence[str], body: Sequence[Sequence[str]]) -> str:
    """A Markdown table with its columns in line, so that it can be read in a terminal too."""
    widths = [max(len(row[place]) for row in (columns, *body)) for place in range(len(columns))]

    def written(cells: Sequence[str]) -> str:
        first, *rest = zip(cells, widths, strict=True)
        return "| " + " | ".join([first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in rest)]) + " |"

    rule = "|" + "|".join("-" * (width + 1) + ("-" if place == 0 else ":") for place, width in enumerate(widths)) + "|"
    return "\n".join([written(columns), rule, *(written(row) for row in body)]) + "\n"


def machine() -> str:
    return f"Python {platform.python_version()}, {platform.machine()}"


def say(text: str) -> None:
    """Tell how a run goes, apart from the tables that it prints in the end."""
    print(text, file=sys.stderr, flush=True)


def seeds_of(text: str) -> list[int]:
    """Seeds with commas between. Raises typer.BadParameter for anything else."""
    try:
        return [int(seed) for seed in text.split(",")]
    except ValueError:
        raise typer.BadParameter(f"--seeds {text}: give numbers with commas between, such as 1,2,3") from None
