"""Documents as JSON: what JSON cannot say is null."""

import math
from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from typing import Any

import orjson


def finite(value: Any) -> Any:
    """The same with null for what is infinite: JSON has no infinity."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {str(key): finite(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [finite(one) for one in value]
    return value


def plain(thing: Any) -> Any:
    """What stands in objects of the engine, as dictionaries and lists; like dataclasses.asdict, which copies even texts
    and takes three times as long."""
    if isinstance(thing, str | int | float | None):
        return thing
    if isinstance(thing, list | tuple):
        return [plain(one) for one in thing]
    if isinstance(thing, Mapping):
        return {key: plain(one) for key, one in thing.items()}
    return {name: plain(getattr(thing, name)) for name in _fields(type(thing))}


@cache
def _fields(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def encoded(document: Mapping[str, Any]) -> bytes:
    """One JSON object in UTF-8. Objects of the engine may stand in it as they are: their fields are told, in order."""
    return orjson.dumps(document, default=_told)


def _told(value: Any) -> Any:
    """What the library does not know. Raises TypeError for what is no data."""
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} is no data")
