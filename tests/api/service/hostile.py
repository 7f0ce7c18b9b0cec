"""Bodies that no honest client sends, made from a good one; each holds words that must appear nowhere else."""

import gzip
import json
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from random import Random
from typing import Any

from tests.api.service.parts import TEXT

SECRET = "Zsofia-Quux"
"""What a name could be: it must come back in no answer and in no log."""

JSON = "application/json"


@dataclass(frozen=True)
class Hostile:
    """A body. kind: what is wrong with it."""

    kind: str
    content: bytes
    type: str | None = JSON
    encoding: str | None = None


def _good() -> dict[str, Any]:
    document = json.loads(TEXT)
    document["name"] = SECRET
    document["carers"][0]["attributes"] = [SECRET]
    return document


def _bytes(document: Any) -> bytes:
    return json.dumps(document).encode()


def hostile(seed: int = 6) -> Iterator[Hostile]:
    """All of them, always the same for the same seed."""
    random = Random(seed)
    for family in (_numbers, _nesting, _types, _text, _clocks, _twice, _references, _media, _broken):
        yield from family(random)


def _spot(document: Any, random: Random) -> tuple[Any, Any]:
    """A random place in a document: what holds it, and its key there."""
    spots: list[tuple[Any, Any]] = []

    def walk(here: Any) -> None:
        for key in here if isinstance(here, dict) else range(len(here)):
            spots.append((here, key))
            if isinstance(here[key], dict | list):
                walk(here[key])

    walk(document)
    return random.choice(spots)


def _numbers(random: Random) -> Iterator[Hostile]:
    text = _bytes(_good())
    for number in ("NaN", "Infinity", "-Infinity", "1e999", "-1e999", "1" * 400, "9" * 5000, "1e308", "0.1", "-1"):
        for field in (b'"duration": 30', b'"days": 1', b'"end": 840', b'"ticks_per_minute": 1'):
            assert field in text
            name = field.split(b":")[0]
            yield Hostile(f"number {number[:12]}", text.replace(field, name + b": " + number.encode(), 1))
    for number in (2**31, 2**63, 2**64, -(2**31) - 1):
        document = _good()
        document["travel"][0]["times"][0][1] = number
        yield Hostile(f"travel {number}", _bytes(document))


def _nesting(random: Random) -> Iterator[Hostile]:
    for depth in (1_000, 100_000, 1_000_000):
        yield Hostile("deep list", b"[" * depth)
        yield Hostile("deep list, closed", b"[" * depth + b"]" * depth)
        yield Hostile("deep object", b'{"a":' * depth + b"1" + b"}" * depth)
        inside = json.dumps(SECRET).encode()
        yield Hostile("deep field", b'{"format": "ronda-problem-1", "name": ' + b"[" * depth + inside + b"]" * depth)


def _types(random: Random) -> Iterator[Hostile]:
    for _ in range(500):
        document = _good()
        holder, key = _spot(document, random)
        was = holder[key]
        wrong: list[Any] = [{SECRET: SECRET}, [[SECRET]], {"$ref": SECRET}, [None, [], {}]]
        if not isinstance(was, str):
            wrong.append(SECRET)
        if not isinstance(was, bool | int | float) and was is not None:
            wrong += [True, 3.5]
        holder[key] = random.choice(wrong)
        yield Hostile("wrong type", _bytes(document))
    for top in (None, [], 3, True, SECRET, [SECRET], {}, {SECRET: SECRET}):
        yield Hostile("wrong top", _bytes(top))
    for _ in range(60):
        document = _good()
        holder, key = _spot(document, random)
        holder = holder if isinstance(holder, dict) else document
        holder[f"{SECRET}-field"] = SECRET
        yield Hostile("unknown field", _bytes(document))


def _text(random: Random) -> Iterator[Hostile]:
    text = _bytes(_good())
    for wrong in (b"\xff", b"\xc3\x28", b"\xed\xa0\x80", b"\xf8\x88\x80\x80\x80", b"\xc0\xaf"):
        for _ in range(8):
            place = random.randrange(len(text))
            yield Hostile("no UTF-8", text[:place] + wrong + text[place:])
    for encoding in ("utf-16", "utf-32"):
        yield Hostile(encoding, TEXT.replace("a small week", SECRET + "é").encode(encoding))
    yield Hostile("nothing", b" ")
    yield Hostile("lone surrogate", text.replace(b'"berta"', b'"\\ud800' + SECRET.encode() + b'"', 1))


def _clocks(random: Random) -> Iterator[Hostile]:
    for start in ("2026-03-29T02:30:00", "2026-10-25T02:30:00+02:00", "2026-02-30", "29/03/2026", "0000-00-00", ""):
        yield Hostile(f"start {start}", _bytes({**_good(), "start": start, "timezone": "Europe/Madrid"}))
    for zone in ("Mars/Base", "../../etc/passwd", "/etc/passwd", SECRET, "Europe/Madrid\x00", "", "x" * 10_000):
        yield Hostile("time zone", _bytes({**_good(), "start": "2026-03-29", "timezone": zone}))
    for start in ("9999-12-31", "2026-03-29"):
        days = _good() | {"start": start, "days": 4_000_000, "timezone": "Europe/Madrid"}
        yield Hostile("days", _bytes(days))


def _twice(random: Random) -> Iterator[Hostile]:
    for kind in ("carers", "clients", "visits", "shifts", "places"):
        document = _good()
        document[kind].append(deepcopy(document[kind][0]))
        yield Hostile(f"{kind} twice", _bytes(document))
    text = _bytes(_good())
    for key in (b'"days"', b'"name"', b'"format"'):
        yield Hostile("key twice", text.replace(b"{", b"{" + key + b": " + json.dumps(SECRET).encode() + b",", 1))


def _references(random: Random) -> Iterator[Hostile]:
    for kind, field in (("visits", "client"), ("shifts", "carer"), ("clients", "place"), ("shifts", "start_place")):
        document = _good()
        document[kind][0][field] = SECRET
        yield Hostile(f"unknown {field}", _bytes(document))


def _media(random: Random) -> Iterator[Hostile]:
    text = _bytes(_good())
    for kind in (
        "text/plain",
        "application/xml",
        "multipart/form-data; boundary=x",
        "application/x-www-form-urlencoded",
    ):
        yield Hostile(kind, text, kind)
    for kind in ("application/json; charset=latin-1", "application/jsonp", "text/json", f"{SECRET}/json", None):
        yield Hostile(str(kind), text, kind)
    for encoding in ("gzip", "br", "deflate", SECRET):
        yield Hostile(encoding, gzip.compress(text), encoding=encoding)


def _broken(random: Random) -> Iterator[Hostile]:
    text = _bytes(_good())
    for _ in range(100):
        yield Hostile("cut off", text[: random.randrange(1, len(text))])
    for _ in range(200):
        noise = bytes(random.randrange(256) for _ in range(random.randrange(1, 200)))
        yield Hostile("noise", noise + SECRET.encode())
