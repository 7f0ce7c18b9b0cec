"""Which format a file or folder is in, told from what is inside; and reading and writing whichever it is."""

import json
import re
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any

from engine.data import canonical, csv_folder, uhhc
from engine.data.csv_folder.sheets import PLAN, REQUIRED, SETTINGS
from engine.data.json_text import parse, short, text_of
from engine.errors import DataError, Fault
from engine.plan import Plan
from engine.problem import Problem

_NAMED_FIRST = re.compile(r'\s*\{\s*"format"\s*:\s*"ronda-problem-')
"""How our own files begin: a large one need not be read twice."""


class Format(StrEnum):
    """A family of formats: one for the problem, one for its plan."""

    JSON = "json"
    CSV = "csv"
    UHHC = "uhhc"


def format_of_problem(path: Path) -> Format:
    """Which format a problem is in: Ronda's JSON, a folder of CSV files, or a UHHC instance.

    Raises DataError that says what was found instead.
    """
    if path.is_dir():
        return _format_of_folder(path)
    if path.suffix.lower() == ".csv":
        raise _refusal(path, path.name, "one CSV file is no problem: give the folder that it lies in")
    name, text = text_of(path)
    if _NAMED_FIRST.match(text):
        return Format.JSON
    document = _document(name, text)
    named = str(document.get("format", ""))
    if named.startswith("ronda-problem"):
        return Format.JSON
    if {"patients", "caregivers"} <= set(document):
        return Format.UHHC
    if named.startswith("ronda-history"):
        raise _refusal(path, "a history", "give the problem, and the history with --history")
    if named.startswith("ronda-plan") or "routes" in document:
        raise _refusal(path, "a plan", "give the problem that it answers, and the plan as the second file")
    remedy = (
        f'no problem: Ronda\'s own JSON begins with "format": "{canonical.PROBLEM_FORMAT}", a UHHC instance has '
        "patients and caregivers"
    )
    raise _refusal(path, f"an object with {', '.join(list(document)[:8]) or 'nothing in it'}", remedy)


def format_of_plan(path: Path) -> Format:
    """Which format a plan is in. Raises DataError that says what was found instead."""
    if path.is_dir() and (path / PLAN.file).is_file():
        return Format.CSV
    if path.is_dir():
        raise _refusal(path, "a folder", f"has no {PLAN.file}: give the file of the plan")
    if path.suffix.lower() == ".csv":
        return Format.CSV
    document = _document(*text_of(path))
    if str(document.get("format", "")).startswith("ronda-plan"):
        return Format.JSON
    if "routes" in document:
        return Format.UHHC
    remedy = f'no plan: Ronda\'s own JSON begins with "format": "{canonical.PLAN_FORMAT}", a UHHC solution has routes'
    raise _refusal(path, f"an object with {', '.join(list(document)[:8]) or 'nothing in it'}", remedy)


def read_problem(path: Path) -> tuple[Problem, Format]:
    """Read a problem, whichever format it is in. Raises DataError or ProblemError with every fault."""
    found = format_of_problem(path)
    readers = {Format.JSON: canonical.read_problem, Format.CSV: csv_folder.read, Format.UHHC: uhhc.read}
    return readers[found](path), found


def write_problem(problem: Problem, path: Path, format: Format) -> None:
    """Write a problem: JSON to a file, CSV to a folder. Raises DataError for UHHC, which is only read."""
    if format is Format.JSON:
        canonical.write_problem(problem, path)
    elif format is Format.CSV:
        csv_folder.write(problem, path)
    else:
        raise _refusal(path, format.value, "instances of UHHC are only read: write json or csv")


def read_plan(problem: Problem, path: Path, format: Format | None = None) -> Plan:
    """Read a plan of a problem; without a format, whichever it is in. Raises DataError with every fault."""
    found = format_of_plan(path) if format is None else format
    if found is Format.JSON:
        return canonical.read_plan(path)
    if found is Format.CSV:
        return csv_folder.read_plan(problem, path / PLAN.file if path.is_dir() else path)
    return uhhc.read_plan(problem, path)


def weights_of_plan(path: Path) -> canonical.WeightsUsed | None:
    """The weights that a plan says it was made under; None where it is silent, as in CSV and UHHC. Raises DataError."""
    return canonical.weights_of_plan(path) if format_of_plan(path) is Format.JSON else None


def write_plan(
    problem: Problem, plan: Plan, path: Path, format: Format, extra: Mapping[str, Any] | None = None
) -> None:
    """Write a plan: for CSV to plan.csv where the path is a folder. extra: sections beside it, which only JSON can
    hold. Raises DataError where the format cannot say what the plan does."""
    if format is Format.JSON:
        canonical.write_plan(plan, path, problem.name, extra)
    elif format is Format.CSV:
        csv_folder.write_plan(problem, plan, path / PLAN.file if path.is_dir() else path)
    else:
        path.write_text(json.dumps(uhhc.write(problem, plan), indent=2) + "\n", encoding="utf-8")


def _format_of_folder(path: Path) -> Format:
    ours = {SETTINGS, *(sheet.file for sheet in REQUIRED)}
    names = sorted(one.name for one in path.iterdir())
    if ours & {name.lower() for name in names}:
        return Format.CSV
    found = ", ".join(names[:8]) + (" ..." if len(names) > 8 else "")
    remedy = f"a folder of CSV files has {', '.join(sorted(ours))}"
    raise _refusal(path, f"a folder with {found or 'nothing in it'}", remedy)


def _document(name: str, text: str) -> dict[str, Any]:
    document = parse(name, text)
    if not isinstance(document, dict):
        raise _refusal(Path(name), short(document), "neither a problem nor a plan: those are JSON objects, in { }")
    return document


def _refusal(path: Path, found: object, remedy: str) -> DataError:
    return DataError([Fault(str(path.name or path), "found", found, remedy)])
