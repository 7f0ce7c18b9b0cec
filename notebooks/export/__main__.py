"""Run notebooks without a screen and write what they show as pages.

python -m notebooks.export                      # all of them, into notebooks/out/
python -m notebooks.export fairness --short     # one, with plans that are only roughly good
"""

import importlib
import sys
import time
from pathlib import Path
from typing import Annotated

import typer

from notebooks import BY_NAME, NOTEBOOKS, Notebook
from notebooks.export.page import index, page

OUT = Path(__file__).parents[1] / "out"
SHORT = 10_000
"""Moves for each plan in the short form."""


def export(
    names: Annotated[list[str] | None, typer.Argument(metavar="NAME...", show_default=False)] = None,
    short: Annotated[
        bool, typer.Option("--short", help="Plan with few moves: for trying whether all of it runs.")
    ] = False,
    out: Annotated[Path, typer.Option("--out", help="The folder to write into.")] = OUT,
) -> None:
    """Run notebooks, all of them unless some are named, and write each as one page that loads nothing."""
    unknown = sorted(set(names or ()) - set(BY_NAME))
    if unknown:
        raise typer.BadParameter(f"no such notebook: {', '.join(unknown)}; there are {', '.join(BY_NAME)}")
    chosen = [one for one in NOTEBOOKS if not names or one.name in names]
    out.mkdir(parents=True, exist_ok=True)
    for one in chosen:
        began = time.perf_counter()
        path = out / f"{one.name}.html"
        path.write_text(page(one, run(one, short)), encoding="utf-8")
        print(f"{path}  {path.stat().st_size / 1e6:.1f} MB, {time.perf_counter() - began:.0f} s", flush=True)
    (out / "index.html").write_text(index(chosen), encoding="utf-8")


def run(notebook: Notebook, short: bool) -> list[object]:
    """What the cells of a notebook show. Raises what a cell raises."""
    arguments, sys.argv = sys.argv, sys.argv[:1]  # a notebook reads the arguments too, and these are not meant for it
    try:
        app = importlib.import_module(f"notebooks.{notebook.name}").app
        shown, _ = app.run(defs={"moves": SHORT} if short else None)
        return list(shown)
    finally:
        sys.argv = arguments


if __name__ == "__main__":
    typer.run(export)
