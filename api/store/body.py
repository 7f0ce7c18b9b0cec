"""A problem's text as it lies in the database: one blob, in which each part opens under the keys of those it tells of.

The blob begins with its list of parts, sealed under the co-op's key; the parts follow. Parts that tell of nobody are
sealed under the co-op's key, those of one or several persons under a key made of theirs.
"""

import json
import zlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from api.store.splitting import OF_PACKAGES, Persons, Split
from api.store.vault import Vault

_QUICK = 1
"""zlib's level: a matrix shrinks to a third with it, and more costs more time than it saves."""


@dataclass(frozen=True, slots=True)
class Lines:
    """A text of which some lines may be missing, with the erased. sections: as in `Split`."""

    lines: list[str | None]
    sections: dict[str, tuple[int, int]]

    def text(self) -> str | None:
        """The whole text; None where a line is missing."""
        end, _ = self.sections.get(OF_PACKAGES, (len(self.lines), 0))
        found = [line for line in self.lines[:end] if line is not None]
        return "\n".join(found) if len(found) == end else None

    def ids(self, section: str) -> list[str | None]:
        """The ids of a list's objects, those that packages mean behind the others; None for those that are missing."""
        spans = [self.sections.get(name, (0, 0)) for name in _lists_of(section)]
        entries = [line for first, count in spans for line in self.lines[first : first + count]]
        return [None if line is None else json.loads(line.rstrip(","))["id"] for line in entries]


def seal_body(vault: Vault, parts: Split, keys: Sequence[bytes], *row: str) -> bytes:
    """keys: of the persons, in the order of the split. row: what names the row of the blob."""
    groups: dict[Persons, list[int]] = {}
    for number, persons in enumerate(parts.about):
        groups.setdefault(persons, []).append(number)
    listed: list[tuple[list[int], list[int], int]] = []
    blobs: list[bytes] = []
    for number, (persons, lines) in enumerate(groups.items()):
        data = zlib.compress("\n".join(parts.lines[line] for line in lines).encode(), _QUICK)
        place = ("problem_version", "sealed_body", *row, str(number))
        blobs.append(vault.seal_of((keys[one] for one in sorted(persons)), data, *place))
        listed.append((sorted(persons), lines, len(blobs[-1])))
    head = json.dumps({"lines": len(parts.lines), "sections": parts.sections, "parts": listed}).encode()
    sealed = vault.seal(zlib.compress(head, _QUICK), "problem_version", "sealed_body", *row)
    return b"".join((len(sealed).to_bytes(4), sealed, *blobs))


def open_body(
    vault: Vault, blob: bytes, keys: Sequence[bytes | None], *row: str, only: Collection[str] | None = None
) -> Lines:
    """keys: of the persons, None for the erased, with whom all goes that tells of them. only: the lists to open, and
    nothing else."""
    size = int.from_bytes(blob[:4])
    head = json.loads(zlib.decompress(vault.open(blob[4 : 4 + size], "problem_version", "sealed_body", *row)))
    found = Lines([None] * head["lines"], {name: (first, count) for name, (first, count) in head["sections"].items()})
    wanted = _wanted(found, only)
    start = 4 + size
    for number, (persons, lines, length) in enumerate(head["parts"]):
        sealed, start = blob[start : start + length], start + length
        held = [keys[one] for one in persons]
        known = [key for key in held if key is not None]
        if len(known) < len(held) or not any(line in wanted for line in lines):
            continue
        place = ("problem_version", "sealed_body", *row, str(number))
        data = zlib.decompress(vault.open_of(known, sealed, *place)).decode()
        for line, told in zip(lines, data.split("\n"), strict=True):
            found.lines[line] = told
    return found


def of_nobody(vault: Vault, blob: bytes, *row: str) -> list[str]:
    """The lines that tell of nobody; they open whoever was erased."""
    size = int.from_bytes(blob[:4])
    head = json.loads(zlib.decompress(vault.open(blob[4 : 4 + size], "problem_version", "sealed_body", *row)))
    start = 4 + size
    for number, (persons, _, length) in enumerate(head["parts"]):
        if not persons:
            place = ("problem_version", "sealed_body", *row, str(number))
            return zlib.decompress(vault.open_of([], blob[start : start + length], *place)).decode().split("\n")
        start += length
    return []


def _lists_of(section: str) -> tuple[str, ...]:
    return (section, OF_PACKAGES) if section == "visits" else (section,)


def _wanted(found: Lines, only: Collection[str] | None) -> Collection[int]:
    if only is None:
        return range(len(found.lines))
    spans = (found.sections.get(name, (0, 0)) for section in only for name in _lists_of(section))
    return {line for first, count in spans for line in range(first, first + count)}
