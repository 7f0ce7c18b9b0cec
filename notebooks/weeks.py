"""Whose week a notebook looks at: the invented demo week, or the files that were named when it was opened."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from datasets.eixample import generate
from engine import Plan, Problem
from engine.data.recognise import read_plan, read_problem
from engine.weights import read, under

PROBLEM, WEIGHTS, PLAN = "problem", "weights", "plan"
"""What a notebook may be told when it is opened: `ronda notebook NAME --problem my-week --plan my-week.plan.csv`."""


@dataclass(frozen=True, slots=True)
class Week:
    """A problem, and a sentence that says where it comes from. invented: nobody in it exists."""

    problem: Problem
    source: str
    invented: bool


def week(asked: Mapping[str, Any], clients: int = 60, carers: int = 14) -> Week:
    """The week of the file or folder under "problem", else the demo week, of a size; with the weights of the file under
    "weights" instead of its own, if one is named. Raises DataError, ProblemError."""
    found = _own(Path(str(asked[PROBLEM]))) if asked.get(PROBLEM) else _demo(clients, carers)
    if not asked.get(WEIGHTS):
        return found
    version = read(Path(str(asked[WEIGHTS])))
    called = f"{version.weights.name} {version.weights.version}"
    told = f"{found.source} Its weights are the version “{called}”, by {version.author}."
    return Week(under(found.problem, version), told, found.invented)


def _own(path: Path) -> Week:
    found, _ = read_problem(path)
    return Week(found, f"The week is your own, read from `{path.name}`; nothing of it leaves this machine.", False)


def _demo(clients: int, carers: int) -> Week:
    found = generate(clients=clients, carers=carers, seed=1)
    size = f"{len(found.clients)} clients, {len(found.carers)} carers, {len(found.visits)} visits"
    told = (
        f"The week is `datasets.eixample`: {size} in Barcelona's Eixample, generated with seed 1. **Everybody in it is "
        "invented**, and its travel times are estimates."
    )
    return Week(found, told, True)


def own_plans(this: Week, asked: Mapping[str, Any]) -> dict[str, Plan]:
    """The plans of the files under "plan", by their names; none where none was named. Raises DataError."""
    named = asked.get(PLAN) or []
    paths = [Path(str(one)) for one in (named if isinstance(named, list) else [named])]
    return {path.name: read_plan(this.problem, path) for path in paths}
