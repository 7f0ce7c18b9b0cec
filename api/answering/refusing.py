"""What the engine or the store refuses, told to whoever asked: where it stands and how to mend it, never what it says.

A pointer holds rows and the names of fields that Ronda knows; a key that somebody made up ends it. A remedy loses what
stands in brackets, where the engine quotes what was given (see `engine.errors.Fault`).
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from functools import cache

from api.refusals import Pointer, Refusal, pointer, quoted
from api.store.errors import Closed, Erased, Final, Overtaken, Stale, StoreError, Unknown, UnreachableError
from engine.data.canonical import PlanFile, ProblemFile, RequestFile
from engine.data.weights_file import WeightsFile
from engine.errors import DataError, EngineError, Fault, FaultyError, RequestError
from engine.plan import Route, Stop
from engine.problem import (
    Break,
    CarePackage,
    Carer,
    Client,
    Competency,
    Labour,
    Link,
    Need,
    Pack,
    PackNumber,
    Pin,
    Place,
    Published,
    Shift,
    Tie,
    TravelMatrix,
    Visit,
    Want,
    Weights,
    Window,
)  # fmt: skip
from engine.rules import ORDER

Path = tuple[int | str, ...]
MOST_FAULTS = 1000

_FORMS = (
    Break, CarePackage, Carer, Client, Competency, Labour, Link, Need, Pack, PackNumber, Pin, Place, PlanFile,
    ProblemFile, Published, RequestFile, Route, Shift, Stop, Tie, TravelMatrix, Visit, Want, Weights, WeightsFile,
    Window,
)  # fmt: skip
_ASKED = (
    "accept", "at", "bound", "carer", "carers", "clients", "day", "iterations", "keep", "language", "moves", "name",
    "now", "plan", "priority", "problem", "reason", "request", "routes", "seconds", "seed", "shift", "start", "stops",
    "strategy", "teams", "top", "version", "visit", "weights", "without", "words",
)  # fmt: skip
_BRACKETS = re.compile(r"\s*\(.*\)", re.DOTALL)
_NO_REMEDY = "correct it"

_IN_FORM = {
    ("freedoms", "pushes"): "moves",
    ("freedoms", "overtime"): "overtime",
    ("freedoms", "without"): "without",
    ("substitution", "most"): "top",
    ("substitution", "now"): "at",
}
"""What the engine's options are called in the forms."""

_OF_ABSENCE = {
    "carer": "no such carer in the problem: correct the id",
    "day": "give a day of the horizon on which the carer has visits in the plan",
    "now": "all visits of the carer have begun by then: give an earlier time",
}


@contextmanager
def refusing(under: Path = ()) -> Iterator[None]:
    """Within, what engine or store refuse becomes a Refusal. under: where in the body stands what the engine saw."""
    try:
        yield
    except EngineError as error:
        raise refusal_of(error, under) from None
    except StoreError as error:
        raise of_store(error) from None
    except MemoryError:
        raise Refusal("too-large", "This takes more memory than there is: send less.") from None


def refusal_of(error: EngineError, under: Path = ()) -> Refusal:
    """A refusal of the engine's as one of the service's."""
    if not isinstance(error, FaultyError):
        return Refusal("contradiction", "The engine refuses what was given, taken together.")
    pointers = [_pointer(fault, under) for fault in error.faults[:MOST_FAULTS]]
    if not isinstance(error, DataError):
        return Refusal("contradiction", "What was given contradicts itself; see faults.", pointers)
    if all(fault.path is None for fault in error.faults):
        return Refusal("malformed", "The body cannot be read as JSON; see faults.", pointers)
    return Refusal("invalid", "What was given has the wrong form; see faults.", pointers)


def of_store(error: StoreError) -> Refusal:
    """What the store refuses, in the words of the API. Errors that only an operator can mend are raised again."""
    match error:
        case Unknown():
            return Refusal("unknown", f"The co-op has no such {error.kind}, or not any more.")
        case Stale(etag=None):
            return Refusal("stale", "There is nothing under this id.")
        case Stale(etag=str(etag)):
            return Refusal("stale", "It was changed since it was read.", headers={"ETag": quoted(etag)})
        case Closed():
            return Refusal("over", f"It is {error.state} already.")
        case Erased():
            return Refusal("erased", f"It tells of persons who were erased: {error.persons}.")
        case Final():
            return Refusal("published", "This version is published; draft a new one that comes after it.")
        case Overtaken():
            detail = "Another version of this name was published; draft one that comes after the newest."
            return Refusal("overtaken", detail)
        case UnreachableError():
            return Refusal("unavailable", "The database does not answer.", headers={"Retry-After": "1"})
        case _:
            raise error


def _pointer(fault: Fault, under: Path) -> Pointer:
    renamed = _IN_FORM.get((fault.where, fault.field))
    if renamed is not None or fault.where == "substitution":
        name = renamed or fault.field
        return Pointer(f"/{name}", name, _OF_ABSENCE.get(fault.field) or remedy(fault.remedy))
    path = (*under, *known(fault.path or ()))
    field = next((part for part in reversed(path) if isinstance(part, str)), "body")
    return Pointer(pointer(path), field, remedy(fault.remedy))


def known(path: Path) -> Iterator[int | str]:
    """A path as far as its names are ours."""
    for part in path:
        if isinstance(part, str) and part not in _names():
            return
        yield part


def remedy(text: str) -> str:
    """A remedy without what it quotes."""
    return _BRACKETS.sub("", text).strip() or _NO_REMEDY


def unknown_of(field: str) -> Refusal:
    """An id in a field that nothing in the problem has."""
    fault = Fault("request", field, "", f"no such {field} in the problem: correct the id", (field,))
    return refusal_of(RequestError([fault]))


def unpublished() -> Refusal:
    """Weights that are named in a form, and are no published version."""
    fault = Pointer("/weights", "weights", "no such published version: list them with GET /v1/weights?state=published")
    return Refusal("contradiction", "There is no such published version of the weights.", [fault])


@cache
def _names() -> frozenset[str]:
    of_forms = {field.name for form in _FORMS if is_dataclass(form) for field in fields(form)}
    return frozenset({*of_forms, *_ASKED, *ORDER})
