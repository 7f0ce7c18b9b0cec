"""JSON text to checked objects: every fault at once, each located by its path and by the id of the object it is in."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import SchemaValidator

from engine.errors import DataError, Fault

Checked = TypeVar("Checked")

MOST_FIELDS = 10_000
"""So many fields, at most, one object has."""

SAME_KIND_SHOWN = 20
"""How many faults of one kind in one list are told one by one; the rest is counted."""

_REMEDIES = {
    "missing": "it is missing: add it",
    "int_type": "give a whole number",
    "int_from_float": "give a whole number",
    "float_type": "give a number",
    "finite_number": "give a finite number",
    "string_type": "give a text, in quotes",
    "bool_type": "give true or false",
    "tuple_type": "give a list, in [ ]",
    "list_type": "give a list, in [ ]",
    "dict_type": "give an object, in { }",
    "mapping_type": "give an object, in { }",
    "model_type": "give an object, in { }",
    "dataclass_type": "give an object, in { }",
    "date_type": "give a date such as 2026-01-31",
    "date_from_datetime_parsing": "give a date such as 2026-01-31",
    "date_parsing": "give a date such as 2026-01-31",
    "unexpected_keyword_argument": "no such field: correct its name, or leave it out",
    "extra_forbidden": "no such field: correct its name, or leave it out",
}

_TOO_LARGE = "times and metres are below 2,147,483,648"

_NAMES = ("id", "visit", "shift", "mode", "caregiver_id")
"""The fields by which people call an object, in this order."""


class _Said:
    """A value told in words instead of printed: what is not there, or what would fill pages."""

    def __init__(self, words: str):
        self.words = words

    def __repr__(self) -> str:
        return self.words


def text_of(source: Path | str | bytes) -> tuple[str, str]:
    """The name and the text of what is given: a path, a JSON text, or its bytes. Raises DataError if it is no UTF-8
    text or cannot be read."""
    if isinstance(source, str) and source.lstrip()[:1] in ("{", "["):
        return "text", source
    name, raw = ("text", source) if isinstance(source, bytes) else (Path(source).name, _bytes_of(Path(source)))
    try:
        return name, raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - raw.rfind(b"\n", 0, error.start)
        place = f"line {line}, byte {column}"
        fault = Fault(name, place, raw[error.start : error.start + 4], "this is no UTF-8: save the file as UTF-8")
        raise DataError([fault]) from None


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise DataError([Fault(str(path), "file", path.name, f"cannot be read ({reason}): check the path")]) from None


def parse(name: str, text: str) -> Any:
    """A JSON text as plain objects. Raises DataError where it is no JSON, with line and column; NaN, Infinity and a
    key given twice in one object are refused too."""

    def refuse(constant: str) -> NoReturn:
        raise DataError([Fault(name, "number", _Said(constant), "JSON has finite numbers only: give one, or null")])

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        if len(pairs) > MOST_FIELDS:
            raise DataError([Fault(name, "fields", _Said("..."), f"one object has {MOST_FIELDS:,} fields at most")])
        found = dict(pairs)
        if len(found) < len(pairs):
            twice = [key for key, times in Counter(key for key, _ in pairs).items() if times > 1]
            raise DataError([Fault(name, key, found[key], "given twice in one object: keep one") for key in twice])
        return found

    try:
        return json.loads(text, parse_constant=refuse, object_pairs_hook=once)
    except json.JSONDecodeError as error:
        around = text[max(0, error.pos - 20) : error.pos + 20]
        place = f"line {error.lineno}, column {error.colno}"
        raise DataError([Fault(name, place, around, f"no JSON ({error.msg}): correct it, or export again")]) from None
    except RecursionError:
        raise DataError([Fault(name, "text", text[:20], "nested too deeply to be a plan or a problem")]) from None
    except ValueError:  # Python reads no number of more than 4,300 digits
        raise DataError([Fault(name, "number", _Said("..."), "a number has too many digits: shorten it")]) from None


def check(adapter: TypeAdapter[Checked], name: str, text: str, every: bool = True) -> Checked:
    """A JSON text as the objects that an adapter describes; raises DataError with every fault.

    every: False stops at the first faulty item of each list, so that a text of millions of them takes no minute.
    """
    document = parse(name, text)
    if not every and isinstance(document, dict):
        gone = [field for field in _required(adapter) if field not in document]
        if gone:  # the checker would hold the whole document against each of them
            raise DataError(Fault(name, field, _Said("missing"), _REMEDIES["missing"], (field,)) for field in gone)
    try:
        return adapter.validate_json(text) if every else _stopping(adapter).validate_json(text)
    except ValidationError as error:
        raise DataError(_faults(name, document, error)) from None
    except OverflowError:
        raise DataError([Fault(name, "travel", _Said("..."), _TOO_LARGE, ("travel",))]) from None


@cache
def _required(adapter: TypeAdapter[Any]) -> tuple[str, ...]:
    return tuple(adapter.json_schema().get("required", ()))


@cache
def _stopping(adapter: TypeAdapter[Any]) -> SchemaValidator:
    """The same adapter, but a list is left at its first fault."""
    return SchemaValidator(_left_at_fault(adapter.core_schema), _use_prebuilt=False)


def _left_at_fault(schema: Any) -> Any:
    if isinstance(schema, list | tuple):
        return type(schema)(_left_at_fault(one) for one in schema)
    if not isinstance(schema, dict):
        return schema
    found = {key: _left_at_fault(value) for key, value in schema.items()}
    return found | {"fail_fast": True} if found.get("type") in ("list", "tuple") else found


def _faults(name: str, document: Any, error: ValidationError) -> Iterator[Fault]:
    """One fault for each place; where several forms are allowed there, their remedies are joined."""
    kinds: Counter[tuple[Any, ...]] = Counter()
    found: dict[tuple[str, str], tuple[Any, list[str], tuple[int | str, ...]]] = {}
    for one in error.errors(include_url=False, include_context=False, include_input=False):
        kind = (one["type"], *("[]" if isinstance(part, int) else part for part in one["loc"]))
        kinds[kind] += 1
        if kinds[kind] <= SAME_KIND_SHOWN:
            remedy = _REMEDIES.get(one["type"]) or _as_order(one["msg"])
            path = tuple(_walk(document, one["loc"]))
            value = _Said("missing") if one["type"] == "missing" else short(_at(document, path))
            _, remedies, _ = found.setdefault(locate(document, path), (value, [], path))
            remedies += [] if remedy in remedies else [remedy]
    for (where, field), (value, remedies, path) in found.items():
        yield Fault(f"{name}: {where}" if where else name, field, value, ", or ".join(_widest(remedies)), path)
    for kind, times in kinds.items():
        if times > SAME_KIND_SHOWN:
            field = pointer(tuple(part for part in kind[1:] if part != "[]"))
            yield Fault(name, field, _Said("..."), f"and {times - SAME_KIND_SHOWN} more of this kind")


def _as_order(message: str) -> str:
    """A checker's remark as a remedy: "Input should be 'a' or 'b'" says to give one of them."""
    said = message.removeprefix("Input should be ")
    return f"give {said}" if said != message else message[:1].lower() + message[1:]


def _widest(remedies: list[str]) -> list[str]:
    """Where any number will do, it need not be a whole one."""
    whole, any_number = _REMEDIES["int_type"], _REMEDIES["float_type"]
    return [one for one in remedies if one != whole or any_number not in remedies]


def locate(document: Any, path: Sequence[int | str]) -> tuple[str, str]:
    """Where a path leads: the object of a top-level list with its id where it has one, and the field in it."""
    path = tuple(_walk(document, path))
    if len(path) < 2 or not isinstance(path[1], int):
        return "", pointer(path) or "document"
    item = document[path[0]][path[1]]
    called = next((item[key] for key in _NAMES if isinstance(item.get(key), str)), "") if isinstance(item, dict) else ""
    where = f"{path[0]}[{path[1]}]" + (f" ({called[:40]})" if called else "")
    return where, pointer(path[2:]) or "value"


def _walk(document: Any, path: Sequence[int | str]) -> Iterator[int | str]:
    """The parts of a path that are keys of the document; the names of alternatives that a checker adds are not."""
    here = document
    for position, part in enumerate(path):
        if _leads(here, part):
            here = here[part]
        elif position < len(path) - 1 or not isinstance(here, dict):
            continue
        yield part


def _at(document: Any, path: Sequence[int | str]) -> Any:
    """What stands at the end of a path; where it leads too far, what it leads to last."""
    for part in path:
        document = document[part] if _leads(document, part) else document
    return document


def _leads(here: Any, part: int | str) -> bool:
    if isinstance(here, list):
        return isinstance(part, int) and part < len(here)
    return isinstance(here, dict) and part in here


def pointer(path: Sequence[int | str]) -> str:
    """A path as people write it: windows[0].start."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).lstrip(".")


def short(value: Any) -> Any:
    """A value as a message may show it: lists and objects are counted, not printed."""
    if isinstance(value, Mapping):
        return _Said(f"an object of {len(value)}")
    if isinstance(value, list | tuple):
        return _Said(f"a list of {len(value)}")
    return value[:100] if isinstance(value, str | bytes) else value
