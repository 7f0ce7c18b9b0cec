"""Faults of a problem, a request or a plan that was read from JSON: where each stands in the document."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from engine.errors import Fault

Path = tuple[int | str, ...]

MOST = 1_000
"""So many faults, at most, get a path: nobody reads on."""

_LISTS = {
    "carer": ("carers", "id"),
    "client": ("clients", "id"),
    "account": ("accounts", "carer"),
    "familiar": ("familiar", "key"),
    "link": ("links", "key"),
    "package": ("packages", "key"),
    "pin": ("pins", "visit"),
    "place": ("places", "id"),
    "published": ("published", "visit"),
    "route": ("routes", "shift"),
    "shift": ("shifts", "id"),
    "tie": ("ties", "key"),
    "travel": ("travel", "mode"),
    "visit": ("visits", "id"),
}
"""In which list the thing of a kind stands that a fault names ("visit v-17"), and what it is called by there."""

_CALLED = ("name", "competency", "visit", "id")
"""What the parts of a field's name are ("needs.hoist.level") where they name one object of a list."""


def located(given: Any, faults: Iterable[Fault]) -> Iterator[Fault]:
    """The same faults with their paths. given: the objects as they were read, which have the document's names."""
    index: dict[str, Mapping[str, int]] = {}
    for number, fault in enumerate(faults):
        if fault.path is not None or number >= MOST:
            yield fault
            continue
        stem = _stem(given, fault.where, index)
        yield replace(fault, path=stem + tuple(_inside(_at(given, stem), fault.field)))


def _stem(given: Any, where: str, index: dict[str, Mapping[str, int]]) -> Path:
    kind, _, name = where.partition(" ")
    if kind not in _LISTS:
        return (kind,) if hasattr(given, kind) else ()
    listed, called = _LISTS[kind]
    things = getattr(given, listed, ())
    if listed not in index:
        index[listed] = {str(getattr(thing, called)): row for row, thing in enumerate(things)}
    row = index[listed].get(name)
    return (listed,) if row is None else (listed, row)


def _at(given: Any, path: Path) -> Any:
    for part in path:
        given = given[part] if isinstance(part, int) else getattr(given, part)
    return given


def _inside(thing: Any, field: str) -> Iterator[int | str]:
    """The parts of a field's name as far as they lead."""
    for part in field.split("."):
        if isinstance(thing, tuple):
            row = next((row for row, one in enumerate(thing) if _is_called(one, part)), None)
            if row is None:
                return
            yield row
            thing = thing[row]
        elif isinstance(thing, Mapping):
            yield part
            return
        elif hasattr(thing, "values") and part in thing.values:
            yield from ("values", part)
            return
        elif hasattr(thing, part):
            yield part
            thing = getattr(thing, part)
        else:
            return


def _is_called(thing: Any, name: str) -> bool:
    return any(getattr(thing, called, None) == name for called in _CALLED)
