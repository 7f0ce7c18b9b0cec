"""What holds for every notebook: its question, its sources, and that it knows the engine by its public names only."""

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest

import notebooks
from notebooks import NOTEBOOKS, Notebook
from tests.notebooks.running import ran, words

ROOM = Path(notebooks.__file__).parent
CODE = sorted(ROOM.rglob("*.py"))
KNOWN = ("engine", "datasets", "notebooks")
ALLOWED = {"altair", "marimo", "numpy", "typer", "vl_convert"}

by_name = pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda one: one.name)
by_file = pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOM)))


def test_every_notebook_is_listed_and_no_other() -> None:
    files = {path.stem for path in ROOM.glob("*.py") if "marimo.App(" in path.read_text()}
    assert {one.name for one in NOTEBOOKS} == files


@by_name
def test_it_opens_with_its_question(notebook: Notebook) -> None:
    shown, _ = ran(notebook.name)
    first = next(str(one.text) for one in shown if one is not None)
    assert f">{notebook.question}</h1>" in first


@by_name
def test_it_says_where_its_data_come_from(notebook: Notebook) -> None:
    assert "Where the data come from" in words(ran(notebook.name)[0])


@by_name
def test_its_code_says_what_it_is_for(notebook: Notebook) -> None:
    told = ast.get_docstring(ast.parse(notebook.path.read_text()))
    assert told is not None
    assert notebook.question.lower().rstrip("?") in told.lower()


@by_file
def test_it_knows_others_by_their_public_names(path: Path) -> None:
    for module, names in imported(path):
        room = module.partition(".")[0]
        assert room in (*KNOWN, *ALLOWED) or room in STANDARD, f"{path.name} imports {module}"
        if room not in ("engine", "datasets"):
            continue
        assert not any(part.startswith("_") for part in module.split(".")), module
        found = importlib.import_module(module)
        public = getattr(found, "__all__", None)
        for name in names:
            assert not name.startswith("_"), f"{path.name} takes {module}.{name}"
            assert hasattr(found, name), f"{module} has no {name}"
            assert public is None or name in public, f"{module}.{name} is not public"


@by_file
def test_the_engine_is_asked_for_what_it_offers_at_its_doors(path: Path) -> None:
    """Names of the engine come from a package, or from one of the modules that are asked for by their own names."""
    for module, _ in imported(path):
        if module.startswith("engine."):
            own = module in DOORS or hasattr(importlib.import_module(module), "__path__")
            assert own, f"{path.name} reaches into {module}"


DOORS = {
    "engine.solve",
    "engine.data.recognise",
    "engine.data.trips",
    "engine.travel.calibration",
    "engine.travel.city",
    "engine.travel.profiles",
    "engine.travel.storage",
}
"""Modules of the engine that its readers ask for by their own names: loading them takes time, or they read files."""


def imported(path: Path) -> Iterator[tuple[str, list[str]]]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module, [alias.name for alias in node.names]
        elif isinstance(node, ast.Import):
            yield from ((alias.name, []) for alias in node.names)


STANDARD = importlib.import_module("sys").stdlib_module_names
