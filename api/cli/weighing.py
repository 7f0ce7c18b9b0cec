"""From what is typed to a version of the weights, and from there to its file."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import typer

from api.cli.console import console, print_json
from api.cli.guard import OutputError
from api.cli.options import typed_date
from api.cli.outputs import write_text
from api.cli.summary import called
from api.cli.weights_shown import print_difference
from api.documents.weights import difference_document
from engine.data.json_text import parse, text_of
from engine.data.recognise import read_problem
from engine.data.weights_file import WEIGHTS_FORMAT, weights_text
from engine.errors import Fault, WeightsError
from engine.problem import Weights, WeightsDocument
from engine.units import HARD, Weight
from engine.weights import Difference, differences, next_version, read


@dataclass(frozen=True, slots=True)
class Draft:
    """A version that is to be made, as it was typed. changes, reasons: `rule=...`."""

    before: Path | None
    author: str
    reason: str
    changes: tuple[str, ...]
    reasons: tuple[str, ...]
    name: str | None
    version: str | None
    effective: str | None
    output: Path | None


@dataclass(frozen=True, slots=True)
class Made:
    """A version that is written, and the weights that it was made of."""

    document: WeightsDocument
    before: WeightsDocument
    path: Path

    def print_json(self) -> None:
        found = difference_document(self._difference("en"))
        print_json({"hash": self.document.content_hash, "file": str(self.path), "difference": found})

    def print_tables(self, language: str) -> None:
        print_difference(self._difference(language), language)
        console().print()
        console().print(f"Weights: {called(self.document)}", soft_wrap=True)
        console().print(f"File:    {self.path}", soft_wrap=True)

    def _difference(self, language: str) -> Difference:
        return differences(self.before, self.document, language)


def given(source: Path | None) -> WeightsDocument:
    """The version in a file, or a problem's own weights, or the defaults. Raises EngineError."""
    found = _given(source)
    return found if isinstance(found, WeightsDocument) else undocumented(found)


def undocumented(weights: Weights) -> WeightsDocument:
    """A problem's own weights as they are shown: nobody has said who gave them, or why."""
    return WeightsDocument(
        name=weights.name,
        version=weights.version,
        values=weights.values,
        others=weights.others,
        author="",
        reason="",
    )


def _given(source: Path | None) -> WeightsDocument | Weights:
    if source is None:
        return Weights()
    if not source.is_dir() and source.suffix.lower() == ".json":
        document = parse(*text_of(source))
        if isinstance(document, dict) and str(document.get("format", "")).startswith(WEIGHTS_FORMAT[:-1]):
            return read(source)
    return read_problem(source)[0].weights


def followed(document: WeightsDocument, before: WeightsDocument) -> None:
    """Raises WeightsError where a version does not name another as its parent."""
    if document.parent != before.content_hash:
        remedy = f"{called(before)} is not its parent: compare them with ronda weights diff"
        raise WeightsError([Fault(f"weights {document.name}", "parent", document.parent, remedy)])


def draw_up(draft: Draft) -> Made:
    """Make the version and write it into a file that is new. Raises EngineError, OutputError and BadParameter."""
    before = _given(draft.before)
    document = next_version(
        before,
        author=draft.author,
        reason=draft.reason,
        version=draft.version,
        name=draft.name,
        values={rule: _weight(rule, told) for rule, told in _pairs(draft.changes, "--set", "travel=1.5")},
        reasons=dict(_pairs(draft.reasons, "--why", 'refused="our members asked for it"')),
        effective=None if draft.effective is None else typed_date(draft.effective, "--effective"),
    )
    path = draft.output or Path(_file_name(document))
    if path.exists():
        raise OutputError(f"{path}: is there already, and a version is never changed: name a new file with -o")
    write_text(path, weights_text(document))
    return Made(document, before if isinstance(before, WeightsDocument) else undocumented(before), path)


def _file_name(document: WeightsDocument) -> str:
    stem = re.sub(r"[^\w.-]+", "-", f"{document.name}-{document.version}").strip("-.") or "weights"
    return f"{stem}.weights.json"


def _pairs(typed: Iterable[str], option: str, example: str) -> Iterable[tuple[str, str]]:
    for one in typed:
        rule, equals, told = one.partition("=")
        if not equals or not rule.strip() or not told.strip():
            raise typer.BadParameter(f"{one!r}: give a rule and what is said of it: {example}", param_hint=option)
        yield rule.strip(), told.strip()


def _weight(rule: str, told: str) -> Weight | None:
    if told.upper() == HARD:
        return HARD
    if told.lower() in ("default", "off"):
        return None if told.lower() == "default" else 0
    try:
        number = float(told)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        remedy = "give a number, HARD, off or default"
        raise typer.BadParameter(f"{rule}={told}: {remedy}", param_hint="--set")
    return int(number) if number.is_integer() else number
