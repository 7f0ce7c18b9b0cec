"""Ronda's own JSON: a problem and a plan just as the engine has them, ids and ticks and all.

The format is published as JSON Schema beside this file (schemas/). A file names its format in its first field, so that
a reader of tomorrow still knows a file of today.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import ConfigDict, TypeAdapter
from pydantic.dataclasses import dataclass as checked

from engine.data.json_text import check, parse, text_of
from engine.data.labour_file import LabourFile
from engine.data.located import located
from engine.data.public_holidays import CalendarName, dates_of
from engine.data.weights_file import WEIGHTS, WEIGHTS_FORMAT, WeightsFile
from engine.errors import DataError, Fault, ProblemError, RequestError
from engine.history import History
from engine.packs import with_breaks
from engine.plan import Plan, Route
from engine.problem import CarePackage, Labour, Problem, Request, Tie, content_hash, expanded, folded
from engine.problem.calendar import head_faults

PROBLEM_FORMAT = "ronda-problem-1"
PLAN_FORMAT = "ronda-plan-1"
REQUEST_FORMAT = "ronda-request-1"
HISTORY_FORMAT = "ronda-history-1"

_STRICT = ConfigDict(strict=True, extra="forbid", allow_inf_nan=False)


@checked(frozen=True, kw_only=True, config=_STRICT)
class ProblemFile(Problem):
    """A planning problem: who can work when, who is owed which care, and what matters how much.

    visits and links: beside those that packages and ties mean; one with the id of a package's visit, or the key of its
    link, stands instead of it. holidays: dates, and countries or regions (ES-CT) for all of theirs.
    """

    format: Literal["ronda-problem-1"]
    holidays: tuple[date | CalendarName, ...] = ()  # pyright: ignore[reportIncompatibleVariableOverride]
    labour: LabourFile = field(default_factory=LabourFile)  # pyright: ignore[reportIncompatibleVariableOverride]

    def __post_init__(self) -> None:
        """Judged once, when it becomes a Problem."""


@checked(frozen=True, config=_STRICT)
class WeightsUsed:
    """The weights that a plan was made under: their name and version, and the hash of their content."""

    name: str
    version: str
    hash: str


@checked(frozen=True, config=_STRICT)
class PlanFile:
    """A plan: the rounds, the name of the problem that it answers, and the weights that it was made under, where they
    are known. Other sections may stand beside them."""

    format: Literal["ronda-plan-1"]
    problem: str
    routes: tuple[Route, ...]
    weights: WeightsUsed | None = None


@checked(frozen=True, kw_only=True, config=_STRICT)
class RequestFile(Request):
    """Care that a client asks for: single visits or packages, and by how many different carers."""

    format: Literal["ronda-request-1"]

    def __post_init__(self) -> None:
        """Judged once, when it becomes a Request."""


@checked(frozen=True, kw_only=True, config=_STRICT)
class HistoryFile(History):
    """What plans leave to the next one: who cared for whom before a day, and the carers' hour accounts."""

    format: Literal["ronda-history-1"]


PLAN_KEYS = tuple(field.name for field in fields(PlanFile))
_PROBLEM = TypeAdapter(ProblemFile)
_REQUEST = TypeAdapter(RequestFile)
_PLAN = TypeAdapter(PlanFile)
_USED = TypeAdapter(WeightsUsed)
_HISTORY = TypeAdapter(HistoryFile)
_PLAIN_HISTORY = TypeAdapter(History)
_ROUTES = TypeAdapter(tuple[Route, ...])
_PLAIN = TypeAdapter(Problem)
_PACKAGES = TypeAdapter(tuple[CarePackage, ...])
_TIES = TypeAdapter(tuple[Tie, ...])
_ANYTHING = TypeAdapter(Any)


# -- problems ----------------------------------------------------------------------------------------------------------


def read_problem(source: Path | str | bytes, every: bool = True) -> Problem:
    """Read a problem from a path or a JSON text.

    Raises DataError with everything that has the wrong form, each located (every=False: with the first of each list);
    ProblemError with all that contradicts itself.
    """
    name, text = text_of(source)
    found = check(_PROBLEM, name, text, every)
    faults: list[Fault] = []
    given = {field.name: getattr(found, field.name) for field in fields(Problem)}
    sound = not any(head_faults(found.start, found.days, found.timezone, found.ticks_per_minute))
    # which days are a country's holidays is looked up for the horizon, so that it must be one
    dates = [one for one in found.holidays if sound or isinstance(one, date)]
    given["holidays"] = dates_of(dates, found.start, found.days, faults)
    labour = _labour(found, faults)
    try:
        shifts = with_breaks(found.shifts, labour, found.ticks_per_minute)
        problem = expanded(**given | {"labour": labour, "shifts": shifts})
    except ProblemError as error:
        raise ProblemError(located(found, (*faults, *error.faults))) from None
    if faults:
        raise ProblemError(located(found, faults))
    return problem


def _labour(found: ProblemFile, faults: list[Fault]) -> Labour:
    """The bounds of a file; where they cannot be told a fault is added, and Ronda's own take their place."""
    try:
        return found.labour.labour(found.start)
    except ProblemError as error:
        faults += error.faults
        return Labour()


def write_problem(problem: Problem, path: Path) -> None:
    """Write a problem, one object a line, so that two versions of it can be compared line by line."""
    path.write_text(problem_text(problem), encoding="utf-8")


def problem_text(problem: Problem) -> str:
    written = folded(problem)
    told = problem.with_care(written.visits, problem.clients, written.links)
    document = {"format": PROBLEM_FORMAT, **_PLAIN.dump_python(told, mode="json")}
    document["packages"] = _PACKAGES.dump_python(written.packages, mode="json")
    document["ties"] = _TIES.dump_python(written.ties, mode="json")
    return "".join(_lines(document))


# -- requests ----------------------------------------------------------------------------------------------------------


def read_request(source: Path | str | bytes) -> Request:
    """Read a request from a path or a JSON text.

    Raises DataError with everything that has the wrong form, each located; RequestError with all that makes no sense.
    """
    name, text = text_of(source)
    return request_of(check(_REQUEST, name, text))


def request_of(found: RequestFile) -> Request:
    """A request file as a request. Raises RequestError, each fault located in it."""
    try:
        return Request(**{field.name: getattr(found, field.name) for field in fields(Request)})
    except RequestError as error:
        raise RequestError(located(found, error.faults)) from None


# -- plans -------------------------------------------------------------------------------------------------------------


def read_plan(source: Path | str | bytes) -> Plan:
    """Read a plan from a path or a JSON text; sections beside the routes are passed over. Raises DataError."""
    name, text = text_of(source)
    document = parse(name, text)
    if isinstance(document, dict):
        own = {key: document[key] for key in PLAN_KEYS if key in document}
        text = json.dumps(own, ensure_ascii=False)
    return Plan(check(_PLAN, name, text).routes)


def weights_of_plan(source: Path | str | bytes) -> WeightsUsed | None:
    """The weights that a plan says it was made under; None where it is silent. Raises DataError."""
    name, text = text_of(source)
    document = parse(name, text)
    told = document.get("weights") if isinstance(document, dict) else None
    return None if told is None else check(_USED, name, json.dumps(told))


def weights_used(problem: Problem) -> dict[str, str]:
    """The section `weights` of a plan of this problem."""
    told = problem.weights
    return {"name": told.name, "version": told.version, "hash": content_hash(told)}


def write_plan(plan: Plan, path: Path, problem_name: str, extra: Mapping[str, Any] | None = None) -> None:
    """Write a plan, and beside it whatever else is to be told of it (`verdict`, `kpis`), each under its own key."""
    path.write_text(plan_text(plan, problem_name, extra), encoding="utf-8")


def plan_text(plan: Plan, problem_name: str, extra: Mapping[str, Any] | None = None) -> str:
    """Raises DataError where an extra section would hide one of the plan's own."""
    routes = _ROUTES.dump_python(plan.routes, mode="json")
    document = {"format": PLAN_FORMAT, "problem": problem_name, "routes": routes}
    taken = [key for key in extra or {} if key in document]
    if taken:
        raise DataError(Fault("plan", key, "extra section", "the plan has this itself: rename it") for key in taken)
    beside = json.loads(_ANYTHING.dump_json(dict(extra or {})))  # an infinite number becomes null: JSON has none
    return "".join(_lines(document | beside))


# -- histories ---------------------------------------------------------------------------------------------------------


def read_history(source: Path | str | bytes) -> History:
    """Read a history from a path or a JSON text. Raises DataError with every fault, each located."""
    name, text = text_of(source)
    found = check(_HISTORY, name, text)
    history = History(**{field.name: getattr(found, field.name) for field in fields(History)})
    faults = tuple(located(found, history.faults()))
    if faults:
        raise DataError(replace(fault, where=f"{name}: {fault.where}") for fault in faults)
    return history


def history_text(history: History) -> str:
    return "".join(_lines({"format": HISTORY_FORMAT, **_PLAIN_HISTORY.dump_python(history, mode="json")}))


def _lines(document: Mapping[str, Any]) -> Iterator[str]:
    """JSON with a line for each object of a list and for each row of a matrix: neither one line nor a million."""
    yield "{\n"
    for position, (key, value) in enumerate(document.items()):
        end = ",\n" if position + 1 < len(document) else "\n"
        if isinstance(value, list) and value and isinstance(value[0], dict):
            items = ",\n    ".join(_line(item) for item in value)
            yield f"  {json.dumps(key)}: [\n    {items}\n  ]{end}"
        else:
            yield f"  {json.dumps(key)}: {_line(value)}{end}"
    yield "}\n"


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


# -- the published schemas ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Schema:
    """A published JSON Schema: the file beside this module, and what must stand in it."""

    path: Path
    content: dict[str, Any]

    @property
    def text(self) -> str:
        return json.dumps(self.content, indent=2, ensure_ascii=False) + "\n"


def problem_schema() -> dict[str, Any]:
    """What a problem file looks like, as JSON Schema 2020-12."""
    return _schema(_PROBLEM, "Problem", PROBLEM_FORMAT, ProblemFile.__doc__)


def plan_schema() -> dict[str, Any]:
    """What a plan file looks like, as JSON Schema 2020-12."""
    found = _schema(_PLAN, "Plan", PLAN_FORMAT, PlanFile.__doc__)
    return found | {"additionalProperties": True}


def request_schema() -> dict[str, Any]:
    """What a request file looks like, as JSON Schema 2020-12."""
    return _schema(_REQUEST, "Request", REQUEST_FORMAT, RequestFile.__doc__)


def history_schema() -> dict[str, Any]:
    """What a history file looks like, as JSON Schema 2020-12."""
    return _schema(_HISTORY, "History", HISTORY_FORMAT, HistoryFile.__doc__)


def weights_schema() -> dict[str, Any]:
    """What a weights file looks like, as JSON Schema 2020-12."""
    return _schema(WEIGHTS, "WeightsDocument", WEIGHTS_FORMAT, WeightsFile.__doc__)


def schemas() -> tuple[Schema, ...]:
    """The schemas that are published."""
    folder = Path(__file__).parent / "schemas"
    return (
        Schema(folder / f"{PROBLEM_FORMAT}.schema.json", problem_schema()),
        Schema(folder / f"{PLAN_FORMAT}.schema.json", plan_schema()),
        Schema(folder / f"{REQUEST_FORMAT}.schema.json", request_schema()),
        Schema(folder / f"{HISTORY_FORMAT}.schema.json", history_schema()),
        Schema(folder / f"{WEIGHTS_FORMAT}.schema.json", weights_schema()),
    )


def _schema(adapter: TypeAdapter[Any], title: str, format_name: str, description: str | None) -> dict[str, Any]:
    found = adapter.json_schema(mode="validation")
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{format_name}.schema.json",
        "title": title,
        "description": description,
    }
    properties = {"format": found["properties"]["format"], **found["properties"]}
    return {**head, **{key: value for key, value in found.items() if key not in head}, "properties": properties}


if __name__ == "__main__":
    for schema in schemas():
        schema.path.write_text(schema.text, encoding="utf-8")
