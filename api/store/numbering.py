"""A plan's document without any name: ids become numbers of the problem's version, all other words are set apart.

Every text of the numbered document is one of ours and begins with a sign: `=` a word that names nobody (of a rule, a
strategy), `?` the place of a word that was set apart (a sentence, a team's name), or the kind of an id and its number.
Nothing is left as it is because nobody thought of it: what is not known to name nobody is set apart.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

ERASED = "erased"
"""What stands where an id or a word went with a person."""

KINDS = {
    "visit": "visits",
    "other": "visits",
    "shift": "shifts",
    "place": "places",
    "carer": "carers",
    "client": "clients",
}
"""Fields that hold an id, wherever they stand, and the list of the problem that it is of."""

NAMELESS = frozenset({"format", "rule", "strategy", "stopped", "phase"})
"""Fields whose words come from Ronda itself."""

WEIGHTS = "weights"
"""The section that tells the weights: their name and version, which name nobody, and a hash. A plan says for good which
they were, also when somebody is erased."""

_SIGNS = {"visits": "v", "shifts": "s", "places": "p", "carers": "c", "clients": "k"}
_LISTS = {sign: name for name, sign in _SIGNS.items()}
_PLAIN = re.compile(r"[a-z][a-z_0-9]*")

Ids = Mapping[str, Sequence[str | None]]
"""The ids of each list of a version in its order; None for those that went with an erased person."""


@dataclass(slots=True)
class Numbered:
    """A document with numbers for ids, and the words that were set apart."""

    document: Any = None
    words: list[Any] = field(default_factory=list)


def numbered(document: Mapping[str, Any], ids: Ids) -> Numbered:
    """Take the names out of a document."""
    places = {name: {id: place for place, id in enumerate(every) if id is not None} for name, every in ids.items()}
    known = frozenset(id for every in places.values() for id in every)
    found = Numbered()

    def apart(value: Any) -> str:
        found.words.append(value)
        return f"?{len(found.words) - 1}"

    def walk(value: Any, name: str, root: bool = False) -> Any:
        if isinstance(value, Mapping):
            if not (root or name == WEIGHTS) and any(key in known or not _PLAIN.fullmatch(key) for key in value):
                return apart(_finite(value))
            return {key: walk(one, _below(name, key)) for key, one in value.items()}
        if isinstance(value, list | tuple):
            return [walk(one, name) for one in value]
        if isinstance(value, str):
            place = places.get(KINDS.get(name, ""), {}).get(value)
            if place is not None:
                return f"{_SIGNS[KINDS[name]]}{place}"
            return f"={value}" if name in NAMELESS or name == WEIGHTS else apart(value)
        return _finite(value)

    found.document = walk(document, "", root=True)
    return found


def named(document: Any, ids: Ids, words: Sequence[Any] | None) -> Any:
    """Put the names back. words: None where they went with an erased person."""

    def walk(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: walk(one) for key, one in value.items()}
        if isinstance(value, list):
            return [walk(one) for one in value]
        if not isinstance(value, str):
            return value
        sign, rest = value[0], value[1:]
        if sign == "=":
            return rest
        if sign == "?":
            return ERASED if words is None else words[int(rest)]
        every = ids.get(_LISTS[sign], ())
        found = every[int(rest)] if int(rest) < len(every) else None
        return ERASED if found is None else found

    return walk(document)


def nameless(figures: Mapping[str, Any], ids: Ids) -> dict[str, Any]:
    """Figures without whoever is named in them: no texts but Ronda's own, no entries of single persons or visits."""
    known = frozenset(id for every in ids.values() for id in every if id is not None)

    def kept(value: Any, name: str, key: str) -> bool:
        if key in known and name != WEIGHTS:
            return False
        if isinstance(value, Mapping):
            return not any(isinstance(value.get(field), str) for field in KINDS)
        return not isinstance(value, str) or key in NAMELESS or name == WEIGHTS

    def walk(value: Any, name: str) -> Any:
        if isinstance(value, Mapping):
            return {key: walk(one, _below(name, key)) for key, one in value.items() if kept(one, name, key)}
        if isinstance(value, list | tuple):
            return [walk(one, name) for one in value if kept(one, name, name)]
        return _finite(value)

    return walk(figures, "")


def _below(name: str, key: str) -> str:
    """What a field is called by: all of the section of weights by the section's name."""
    return WEIGHTS if name == WEIGHTS else key


def _finite(value: Any) -> Any:
    """JSON has no infinity: null instead."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {str(key): _finite(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(one) for one in value]
    return value
