"""The command line as tests call it, and small problems to call it with."""

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from api.cli import app
from datasets.eixample import generate
from engine.data import canonical
from engine.problem import Need, Problem
from tests.engine.data.csv_folder.block import block
from tests.engine.data.uhhc.village import rounds, village


@dataclass(frozen=True)
class Run:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        return json.loads(self.out)


WIDE = {"COLUMNS": "120"}
"""How wide a screen is, whatever the tests themselves run in: workers that run beside one another have their own."""


def ronda(*words: object) -> Run:
    """Run a command; a fault of the program itself is raised, not swallowed."""
    told = [str(word) for word in words]
    found = CliRunner().invoke(app, told, catch_exceptions=False, prog_name="ronda", env=WIDE)
    return Run(found.exit_code, found.stdout, found.stderr)


def small() -> Problem:
    """Three clients and two carers for two days."""
    return generate(clients=3, carers=2, days=2, seed=4)


def small_file(folder: Path) -> Path:
    path = folder / "week.json"
    canonical.write_problem(small(), path)
    return path


def impossible_file(folder: Path) -> Path:
    """The same with a visit that must be done and needs what nobody holds."""
    problem = small()
    first, *others = problem.visits
    visits = (replace(first, must=True, needs=(Need("flying"),)), *others)
    path = folder / "impossible.json"
    canonical.write_problem(replace(problem, visits=visits), path)
    return path


def village_files(folder: Path) -> tuple[Path, Path]:
    """A UHHC instance and a solution of it that costs 2003."""
    instance, solution = folder / "village.json", folder / "rounds.json"
    instance.write_text(json.dumps(village()))
    solution.write_text(json.dumps(rounds()))
    return instance, solution


def block_folder(folder: Path) -> Path:
    """A folder of CSV files."""
    path = folder / "block"
    path.mkdir()
    for name, text in block().items():
        (path / name).write_text(text, encoding="utf-8")
    return path
