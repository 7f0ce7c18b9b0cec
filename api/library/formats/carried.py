"""What a format cannot say travels beside what it can: one line for each field, in whatever the format has for notes.

    ronda-teaches: ["hoist"]
    ronda-paywall: yes

A plain text stands as it is, everything else as JSON without braces: a list of texts, and for contributors a list of
lists, [family, given] for a person and [name] for an organisation. Such a line is stronger than the format's own field.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields, replace
from typing import Any

from api.library.formats.reading import Row
from api.library.resource import PEOPLE, Contributor, Resource, Rights
from api.library.terms import FIELDS

PREFIX = "ronda-"
_OF_TERMS = tuple(FIELDS.values())
_LISTS = ("revised", "archived", "isbn", "issn", "teaches", "keywords", *_OF_TERMS)
KEYS = tuple(field.name for field in fields(Resource) if field.name != "terms") + _OF_TERMS
"""The fields that may travel so: those of a resource, and each facet of its terms."""


def carried_of(resource: Resource, said: Resource) -> dict[str, str]:
    """What a format does not say of a resource, given what it does say; by the names that the lines have."""
    wanted, there = _values(resource), _values(said)
    return {name_of(key): _text(wanted[key]) for key in KEYS if wanted[key] != there[key]}


def with_carried(said: Resource, values: Mapping[str, Any]) -> Resource:
    """What a format says, with what travelled beside it."""
    terms = {key: value for key, value in values.items() if key in _OF_TERMS}
    rest = {key: value for key, value in values.items() if key not in _OF_TERMS}
    return replace(said, terms=replace(said.terms, **terms), **rest)


def read_carried(given: Mapping[str, str], row: Row) -> dict[str, Any]:
    """The values of such lines by field; one that cannot be read refuses its row."""
    found: dict[str, Any] = {}
    for name, text in given.items():
        key = name.removeprefix(PREFIX).replace("-", "_")
        if key not in KEYS:
            row.leave(name, text)
            continue
        try:
            found[key] = _value(key, text)
        except (ValueError, TypeError, RecursionError):
            row.refuse(name, text, "was written by this library and has been changed: undo the change, or delete it")
    return found


def name_of(key: str) -> str:
    return PREFIX + key.replace("_", "-")


def as_lines(given: Mapping[str, str]) -> str:
    return "\n".join(f"{name}: {text}" for name, text in given.items())


def from_lines(told: Iterable[str]) -> tuple[dict[str, str], list[str]]:
    """The lines of this library among notes, and the other notes."""
    found: dict[str, str] = {}
    rest: list[str] = []
    for line in told:
        name, colon, text = line.strip().partition(":")
        if colon and name.startswith(PREFIX):
            found[name] = text.strip()
        elif line.strip():
            rest.append(line.strip())
    return found, rest


def _values(resource: Resource) -> dict[str, Any]:
    flat = {field.name: getattr(resource, field.name) for field in fields(resource) if field.name != "terms"}
    return flat | asdict(resource.terms)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return str(value) if _is_plain(value) else _json(value)
    return _json([_name_parts(one) if isinstance(one, Contributor) else one for one in value])


def _is_plain(text: str) -> bool:
    return bool(text) and text.isprintable() and text == text.strip() and not set(text) & set('{}\\"[')


def _json(value: object) -> str:
    """Braces are written out too: a format that counts them, such as BibTeX, sees none."""
    return json.dumps(value).replace("{", "\\u007b").replace("}", "\\u007d")


def _name_parts(one: Contributor) -> list[str]:
    return (
        [one.name]
        if one.organisation and not one.given
        else [one.name, one.given, *["organisation"] * one.organisation]
    )


def _value(key: str, text: str) -> Any:
    if key == "paywall":
        return {"yes": True, "no": False}[text] if text in ("yes", "no") else _wrong(text)
    if key in PEOPLE:
        return tuple(_contributor(one) for one in json.loads(text))
    if key in _LISTS:
        return tuple(_string(one) for one in json.loads(text))
    told = _string(json.loads(text)) if text.startswith('"') else text
    return Rights(told) if key == "rights" else told


def _contributor(told: object) -> Contributor:
    match told:
        case [str(name)]:
            return Contributor(name, organisation=True)
        case [str(name), str(given)]:
            return Contributor(name, given)
        case [str(name), str(given), "organisation"]:
            return Contributor(name, given, organisation=True)
    return _wrong(told)


def _string(told: object) -> str:
    return told if isinstance(told, str) else _wrong(told)


def _wrong(told: object) -> Any:
    raise ValueError(told)
