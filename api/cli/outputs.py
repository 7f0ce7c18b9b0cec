"""Files that are written: where to, whether that is possible, and never by halves."""

import os
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from api.cli.guard import OutputError
from engine.data.recognise import Format, write_plan, write_problem
from engine.errors import DataError, Fault
from engine.plan import Plan
from engine.problem import Problem

PLAN_CSV = "plan.csv"
_ENDINGS = {Format.JSON: ".plan.json", Format.CSV: ".plan.csv", Format.UHHC: ".solution.json"}


# -- plans -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Target:
    """A plan's file, and the format in which it is written."""

    path: Path
    format: Format

    def write(self, problem: Problem, plan: Plan, extra: Mapping[str, Any] | None = None) -> None:
        """Write a plan. Raises DataError where the format cannot hold it."""
        write_whole(self.path, lambda part: write_plan(problem, plan, part, self.format, extra))

    def try_out(self, problem: Problem) -> None:
        """Make sure, before any planning, that a plan of this problem can be written here.

        Raises OutputError where the file cannot be written, DataError where the format cannot hold such a plan.
        """
        write_whole(self.path, lambda part: write_plan(problem, Plan(), part, self.format), keep=False)


def plan_target(given: Path | None, problem_path: Path, family: Format) -> Target:
    """Where a plan goes: by default into the current folder, in the family of formats of its problem; a name that ends
    in .csv or .json has its say."""
    stem = problem_path.resolve().name if problem_path.is_dir() else problem_path.stem
    default = f"{stem}{_ENDINGS[family]}"
    if given is None:
        return Target(Path(default), family)
    if given.is_dir():
        return Target(given / (PLAN_CSV if family is Format.CSV else default), family)
    if given.suffix.lower() == ".csv":
        return Target(given, Format.CSV)
    if given.suffix.lower() == ".json" and family is Format.CSV:
        return Target(given, Format.JSON)
    return Target(given, family)


def converted_plan_target(given: Path, wanted: Format | None) -> Target:
    """Where a converted plan goes. Raises DataError where neither name nor wish tells the format."""
    if given.is_dir() and wanted in (None, Format.CSV):
        return Target(given / PLAN_CSV, Format.CSV)
    by_name = {".csv": Format.CSV, ".json": Format.JSON}.get(given.suffix.lower())
    return Target(given, wanted or by_name or _ask_for_format(given))


def save_plan(target: Target, problem: Problem, plan: Plan, extra: Mapping[str, Any]) -> None:
    """Write a plan; one that its format cannot hold is kept as Ronda's JSON instead of being lost.

    Raises OutputError, saying where the plan is, in that case.
    """
    try:
        target.write(problem, plan, extra)
    except DataError as error:
        other = Target(target.path.with_name(f"{target.path.name}.plan.json"), Format.JSON)
        other.write(problem, plan, extra)
        raise OutputError(f"{target.path}: {error}\nThe plan is kept as JSON instead: {other.path}") from None


# -- problems ----------------------------------------------------------------------------------------------------------


def problem_format(given: Path, wanted: Format | None) -> Format:
    """The format in which a problem is written. Raises DataError where neither name nor wish tells one that can be."""
    if wanted is Format.UHHC:
        raise DataError([Fault(str(given), "format", wanted.value, "UHHC instances are only read: write json or csv")])
    if wanted is not None:
        return wanted
    if given.is_dir() or not given.suffix:
        return Format.CSV
    if given.suffix.lower() == ".csv":
        raise DataError([Fault(str(given), "name", given.name, "a problem is a folder of CSV files: name a folder")])
    if given.suffix.lower() != ".json":
        remedy = "does not tell the format: name a folder, without an ending, or a file that ends in .json"
        raise DataError([Fault(str(given), "name", given.name, remedy)])
    return Format.JSON


def _ask_for_format(given: Path) -> Format:
    remedy = "does not tell the format: end it in .json or .csv, or add --to json or --to csv"
    raise DataError([Fault(str(given), "name", given.name, remedy)])


def save_problem(problem: Problem, path: Path, format: Format) -> None:
    """Write a problem: JSON to a file, CSV to a new folder. Raises DataError where the format cannot hold it."""
    place = write_folder if format is Format.CSV else write_whole
    place(path, lambda part: write_problem(problem, part, format))


def try_problem(path: Path, format: Format) -> None:
    """Make sure that a problem can be written here. Raises OutputError."""
    if format is Format.CSV:
        write_folder(path, lambda _part: None, keep=False)
    else:
        try_text(path)


# -- files and folders -------------------------------------------------------------------------------------------------


def write_whole(path: Path, write: Callable[[Path], object], *, keep: bool = True) -> None:
    """Write a file beside its place and move it there when it is whole, so that nothing half-written is ever left.

    keep=False only tries. Raises OutputError where this is impossible.
    """
    goal = path.resolve()
    if goal.exists() and not goal.is_file() and not goal.is_dir():  # /dev/null cannot be moved onto
        if keep:
            _attempt(path, lambda: write(goal))
        return
    if goal.is_dir():
        raise OutputError(f"{path}: cannot be written (it is a folder): name a file in it")
    part = goal.with_name(f".{goal.name}.{os.getpid()}.part")
    try:
        _attempt(path, lambda: write(part))
        if keep:
            _attempt(path, lambda: os.replace(part, goal))
    finally:
        part.unlink(missing_ok=True)


def write_folder(path: Path, write: Callable[[Path], object], *, keep: bool = True) -> None:
    """Write a new folder beside its place and move it there when it is whole; keep=False only tries.

    Raises OutputError where there is something already, or where this is impossible.
    """
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise OutputError(f"{path}: is there already and not empty: name a new folder")
    goal = path.resolve()
    part = goal.with_name(f".{goal.name}.{os.getpid()}.part")
    try:
        _attempt(path, part.mkdir)
        _attempt(path, lambda: write(part))
        if keep and goal.exists():
            _attempt(path, goal.rmdir)
        if keep:
            _attempt(path, lambda: os.replace(part, goal))
    finally:
        shutil.rmtree(part, ignore_errors=True)


def write_text(path: Path, text: str) -> None:
    write_whole(path, lambda part: part.write_text(text, encoding="utf-8"))


def try_text(path: Path) -> None:
    """Make sure that a text can be written here. Raises OutputError."""
    write_whole(path, lambda part: part.write_text("", encoding="utf-8"), keep=False)


def keep_apart(outputs: Iterable[Path | None], source: Path | None = None) -> None:
    """Raises OutputError where an output would overwrite what is read, a sheet of it, or another output."""
    seen: dict[Path, Path] = {}
    for path in outputs:
        if path is None:
            continue
        goal = path.resolve()
        if goal in seen:
            raise OutputError(f"{path}: is named for two outputs: give each its own file")
        seen[goal] = path
        read = None if source is None else source.resolve()
        inside = read is not None and read.is_dir() and goal.parent == read and goal.name != PLAN_CSV
        if goal == read or (inside and goal.exists()):
            raise OutputError(f"{path}: would overwrite what is read: name another file")


def _attempt(path: Path, act: Callable[[], object]) -> None:
    try:
        act()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        remedy = "check that its folder exists and may be written to, or name another file"
        raise OutputError(f"{path}: cannot be written ({reason}): {remedy}") from None
