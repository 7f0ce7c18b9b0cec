"""What OpenStreetMap's tags say of a way: what it is, who may use it which way, and how fast at most.

After the wiki's pages Key:highway, Key:access, Key:oneway and Key:maxspeed (2024), read as a carer would: who has
business at a house may drive up to it (access=destination), but not through a gate (private). Where custom differs from
country to country, the choice that keeps streets connected is taken.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from engine.travel.network import KINDS, MODES, against, along

_DECIDING = (
    "highway",
    "route",
    "area",
    "access",
    "foot",
    "vehicle",
    "bicycle",
    "motor_vehicle",
    "motorcar",
    "motorroad",
    "junction",
    "oneway",
    "oneway:bicycle",
    "oneway:motor_vehicle",
    "cycleway",
    "cycleway:left",
    "cycleway:right",
    "cycleway:both",
)

TAGS = (*_DECIDING, "maxspeed", "name")
"""Every tag that is read here; whoever asks a server for tagged ways asks for these."""

_OTHER_NAMES = {"road": "unclassified", "path": "footway", "corridor": "footway", "bridleway": "track"}

_USUAL = dict.fromkeys(KINDS, MODES) | {
    "motorway": ("car",),
    "pedestrian": ("walk", "bicycle"),  # a bicycle may be pushed, and the profile's speed says so; so on footways
    "footway": ("walk", "bicycle"),
    "cycleway": ("walk", "bicycle"),  # where walking on it is barred, a pavement beside it takes as long
    "steps": ("walk",),
    "ferry": ("walk",),
}
"""Who uses a kind of way unless its tags say otherwise."""

_ONLY = {"motorway": ("car",), "steps": ("walk",)}
"""Where no tag lets anybody else in."""

_OWN_KEYS = {"walk": ("foot",), "bicycle": ("bicycle",), "car": ("motorcar", "motor_vehicle")}
_SHARED_KEYS = {"walk": ("access",), "bicycle": ("vehicle", "access"), "car": ("vehicle", "access")}

_OPEN = {"yes", "designated", "official", "permissive"}
_CLOSED = {"no", "private", "use_sidepath", "agricultural", "forestry", "military", "emergency", "bus", "psv"}

_AHEAD, _BACKWARDS = {"yes", "true", "1"}, {"-1", "reverse"}

_SPEED = re.compile(r"(\d{1,3})(?:\.\d+)?\s*(mph|km/?h|kph)?\s*(?:[;,|].*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Way:
    """A way that counts. kind: index into KINDS. allowed: bits of along() and against(). limit: km/h, 0 = unknown."""

    kind: int
    allowed: int
    limit: int
    name: str


def read_way(tags: Mapping[str, str]) -> Way | None:
    """What a way's tags say; None for what is no street (yet, or any more), or is closed to all who move on streets."""
    use = _use(frozenset((key, value) for key in _DECIDING if (value := tags.get(key))))
    return Way(*use, read_limit(tags.get("maxspeed", "")), tags.get("name", "").strip()) if use else None


def read_limit(text: str) -> int:
    """A posted limit in km/h, the first of several; 0 where the tag gives no number ("none", "ES:urban")."""
    found = _SPEED.fullmatch(text.strip())
    if found is None:
        return 0
    per_unit = 1.609344 if (found[2] or "").lower() == "mph" else 1
    speed = round(int(found[1]) * per_unit)
    return speed if speed < 256 else 0


@lru_cache(maxsize=4096)
def _use(told: frozenset[tuple[str, str]]) -> tuple[int, int] | None:
    """Kind and permissions; remembered, since most of a city's ways are tagged like some other one."""
    tags = dict(told)
    kind = _kind(tags)
    if kind is None or tags.get("area") == "yes":
        return None
    allowed = sum(_directions(mode, tags) for mode in _modes(kind, tags))
    return (KINDS.index(kind), allowed) if allowed else None


def _kind(tags: Mapping[str, str]) -> str | None:
    highway = tags.get("highway", "")
    if not highway:
        return "ferry" if tags.get("route") == "ferry" else None
    kind = highway.removesuffix("_link")
    kind = _OTHER_NAMES.get(kind, kind)
    if kind == "footway" and tags.get("bicycle") in ("yes", "designated", "official"):
        return "cycleway"
    return kind if kind in KINDS and kind != "ferry" else None


def _modes(kind: str, tags: Mapping[str, str]) -> Iterator[str]:
    """Who may use a way: the tag that speaks most closely of a mode decides, and only its own may let it in."""
    for mode in _ONLY.get(kind, MODES):
        own = _first(tags, _OWN_KEYS[mode])
        said = own or _first(tags, _SHARED_KEYS[mode])
        banned = mode != "car" and tags.get("motorroad") == "yes"
        if said not in _CLOSED and not banned and (mode in _USUAL[kind] or own in _OPEN):
            yield mode


def _directions(mode: str, tags: Mapping[str, str]) -> int:
    said = "no" if mode == "walk" else _oneway(mode, tags)
    forth = 0 if said in _BACKWARDS else along(mode)
    back = 0 if said in _AHEAD else against(mode)
    return forth | back


def _oneway(mode: str, tags: Mapping[str, str]) -> str:
    """The one-way rule for a mode on wheels; roundabouts and motorways are one-way unless they say otherwise."""
    own = tags.get("oneway:bicycle" if mode == "bicycle" else "oneway:motor_vehicle", "")
    if not own and mode == "bicycle" and _contraflow(tags):
        return "no"
    implied = tags.get("junction") in ("roundabout", "circular") or tags.get("highway") == "motorway"
    return own or tags.get("oneway", "") or ("yes" if implied else "no")


def _contraflow(tags: Mapping[str, str]) -> bool:
    """Whether a bicycle lane runs against the one-way traffic."""
    lanes = (tags.get(key, "") for key in ("cycleway", "cycleway:left", "cycleway:right", "cycleway:both"))
    return any(lane.startswith("opposite") for lane in lanes)


def _first(tags: Mapping[str, str], keys: tuple[str, ...]) -> str:
    return next((tags[key] for key in keys if key in tags), "")
