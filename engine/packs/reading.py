"""Packs as TOML: a head, and a table for each number by the name of what it bounds."""

import json
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from engine.errors import DataError, Fault
from engine.problem import BOUNDS, Pack, PackNumber

FOLDER = Path(__file__).parent
_HEAD = {"id": str, "version": str, "title": str, "from": date, "until": date}
_NEEDED = ("id", "version", "title", "from")
_NUMBER = {
    "value": (int, float, bool),
    "unit": str,
    "source": str,
    "year": int,
    "weight": (int, float, str),
    "note": str,
}
_SAID = {str: "a text, in quotes", date: "a date such as 2026-01-31, without quotes", int: "a whole number"}


@cache
def shipped() -> tuple[Pack, ...]:
    """The packs that come with Ronda, by id and then by date."""
    found = (read_pack(path) for path in FOLDER.glob("*.toml"))
    return tuple(sorted(found, key=lambda pack: (pack.id, pack.since)))


def named(name: str, on: date | None = None) -> Pack:
    """The pack of a name that came with Ronda and holds on a date; without a date, the newest.

    Raises DataError that says which there are, or when the pack holds.
    """
    versions = [pack for pack in shipped() if pack.id == name]
    if not versions:
        known = ", ".join(dict.fromkeys(pack.id for pack in shipped()))
        raise DataError([Fault("labour", "pack", name, f"no such pack (there are: {known}): correct the name")])
    holding = [pack for pack in versions if on is None or pack.holds(on, on)]
    if not holding:
        spans = "; ".join(
            f"{one.version} from {one.since}" + (f" until {one.until}" if one.until else "") for one in versions
        )
        remedy = f"does not hold on {on} ({spans}): give a pack for that date, or leave it out"
        raise DataError([Fault("labour", "pack", name, remedy)])
    return holding[-1]


def read_pack(source: Path | str, name: str = "") -> Pack:
    """Read a pack from a path or a TOML text; name: what a text is called in messages. Raises DataError with every
    fault."""
    where, text = (source.name, _text_of(source)) if isinstance(source, Path) else (name or "pack", source)
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError([Fault(where, "text", text[:20], f"no TOML ({error}): correct it")]) from None
    faults = list(_form(where, document))
    if faults:
        raise DataError(faults)
    head = {key: document[key] for key in _HEAD if key in document}
    numbers = tuple(PackNumber(bound, **given) for bound, given in document.items() if bound not in _HEAD)
    pack = Pack(head["id"], head["version"], head["title"], head["from"], head.get("until"), numbers)
    faults = list(pack.faults(where))
    if faults:
        raise DataError(faults)
    return pack


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise DataError([Fault(str(path), "file", path.name, f"cannot be read ({reason}): check the path")]) from None
    except UnicodeDecodeError:
        raise DataError([Fault(path.name, "file", path.name, "this is no UTF-8: save the file as UTF-8")]) from None


def _form(where: str, document: Mapping[str, Any]) -> Iterator[Fault]:
    """What has the wrong form, before what it says is looked at."""
    for key in _NEEDED:
        if key not in document:
            yield Fault(where, key, "", "is missing: add it at the top")
    for key, value in document.items():
        if key in _HEAD:
            kind = _HEAD[key]
            if not isinstance(value, kind) or isinstance(value, datetime):
                yield Fault(where, key, value, f"give {_SAID[kind]}")
        elif not isinstance(value, Mapping):
            known = ", ".join((*_HEAD, *BOUNDS))
            yield Fault(where, key, value, f"no such field, and no table of a number (there are: {known})")
        else:
            yield from _number_form(where, key, value)


def _number_form(where: str, bound: str, given: Mapping[str, Any]) -> Iterator[Fault]:
    for key, value in given.items():
        kind = _NUMBER.get(key)
        if kind is None:
            yield Fault(where, f"{bound}.{key}", value, f"no such field (there are: {', '.join(_NUMBER)})")
        elif not isinstance(value, kind) or (isinstance(value, bool) and key != "value"):
            said = _SAID[kind] if isinstance(kind, type) else "a number, or HARD in quotes for a weight"
            yield Fault(where, f"{bound}.{key}", value, f"give {said}")


def pack_text(pack: Pack) -> str:
    """A pack as TOML, which `read_pack` reads back."""
    head = {"id": pack.id, "version": pack.version, "title": pack.title, "from": pack.since, "until": pack.until}
    lines = [f"{key} = {_toml(value)}" for key, value in head.items() if value is not None]
    for one in pack.numbers:
        fields = {"value": one.value, "unit": one.unit, "source": one.source, "year": one.year, "weight": one.weight}
        fields["note"] = one.note
        told = [f"{key} = {_toml(value)}" for key, value in fields.items() if value not in (None, "")]
        lines += ["", f"[{one.bound}]", *told]
    return "\n".join(lines) + "\n"


def _toml(value: object) -> str:
    """A value as TOML writes it; its texts are written as JSON's are."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return (
        value.isoformat()
        if isinstance(value, date)
        else json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    )
