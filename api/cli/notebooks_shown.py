"""Opening a notebook: what it may be told, and the program that serves it."""

import importlib.util
import os
import sys
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import NoReturn

from rich.box import SIMPLE_HEAD
from rich.table import Table

from api.cli.console import console
from api.cli.exit_codes import ExitCode
from api.cli.guard import refuse
from api.networks import known_folder
from notebooks import BY_NAME, NOTEBOOKS, Notebook

NEEDED = ("marimo", "altair")
HOST = "127.0.0.1"
OFTEN = {1: "once", 2: "twice"}

Given = Mapping[str, Path | str | list[Path] | None]


def list_notebooks() -> None:
    """Every notebook with its question."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for head in ("Notebook", "Question", "Your own files"):
        table.add_column(head, overflow="fold")
    for one in NOTEBOOKS:
        table.add_row(one.name, one.question, ", ".join(f"--{option}" for option in one.takes) or "none")
    console().print(table)
    console().print(f"Open one: ronda notebook {NOTEBOOKS[0].name}")


def open_notebook(name: str, given: Given, port: int | None, headless: bool, edit: bool) -> NoReturn:
    """Serve a notebook in place of this process; refused where it is unknown, or what it needs is missing."""
    known = BY_NAME.get(name)
    if known is None:
        near = get_close_matches(name, BY_NAME, 3, 0.4) or list(BY_NAME)
        refuse(f"{name}: there is no such notebook: did you mean {', '.join(near)}?", ExitCode.BAD_INPUT)
    told = list(_told(known, given))
    missing = [package for package in NEEDED if importlib.util.find_spec(package) is None]
    if missing:
        remedy = "type: pip install marimo altair (in a clone, make test has installed them)"
        refuse(f"{' and '.join(missing)}: not installed, and notebooks need it: {remedy}", ExitCode.BAD_INPUT)
    sys.stdout.flush()
    environment = {**os.environ, "MARIMO_SKIP_UPDATE_CHECK": "1"}  # it would ask a server which version is the newest
    os.execve(sys.executable, command(known, told, port, headless, edit), environment)


def command(known: Notebook, told: list[str], port: int | None, headless: bool, edit: bool) -> list[str]:
    """What serves a notebook."""
    doing = "edit" if edit else "run"
    options = [*(("--port", str(port)) if port else ()), *(("--headless",) if headless else ())]
    return [sys.executable, "-m", "marimo", doing, str(known.path), "--host", HOST, "--token", *options, "--", *told]


def _told(known: Notebook, given: Given) -> Iterator[str]:
    """The options as the notebook reads them: files that are there, by whole paths."""
    for option, value in given.items():
        values = [value] if isinstance(value, str | Path) else list(value or ())
        most = known.takes.get(option, 0)
        if len(values) > most:
            takes = ", ".join(f"--{name}" for name in known.takes) or "no files of your own"
            remedy = f"{known.name} takes {takes}" + (f", this one {OFTEN[most]} at most" if most else "")
            refuse(f"--{option}: {remedy}", ExitCode.BAD_INPUT)
        for one in values:
            path = known_folder(one) if isinstance(one, str) else one
            if not path.exists():
                refuse(f"--{option}: {path}: there is no such file or folder: check the path", ExitCode.BAD_INPUT)
            yield from (f"--{option}", str(path.resolve()))
