"""An address taken apart: which of its words are the street, which the house number, and what is left."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from api.geocoding.spelling import fold
from api.geocoding.street_names import first_kinds, last_kinds

_POSTCODE = re.compile(r"\b\d{4,5}-\d{3}\b|\b0\d{4}\b|\b\d{5}\b(?=\s+[^\W\d])")
"""Portugal and Brazil; Spain, France and Germany. Five digits at the very end may be a house number (Brazil)."""

_UNNUMBERED = re.compile(r"\bs\s?[/.]\s?n\b\.?", re.IGNORECASE)
_STUCK = re.compile(r"\bn(?:[uú]m)?[º°o.]*(?=\d)", re.IGNORECASE)
"""The word for number, written together with it: "nº401"."""

_PARTS = re.compile(r"[,;()\n]")
_NUMBER = re.compile(r"(\d{1,5})[a-z]{0,3}")
_SAYS_NUMBER = frozenset({"n", "no", "nr", "num", "numero", "number"})

Words = Sequence[str]
IsPlace = Callable[[Words], int]
"""How many words at the beginning of some are the name of a place: 0 for none."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way of reading an address. street: folded words. number: of the house, None if there is none. rest: folded
    words that stand behind: floor, door, district, town."""

    street: str
    number: int | None
    rest: str


def readings(text: str, is_place: IsPlace) -> list[Reading]:
    """Every way of reading an address that leaves no word unaccounted for, the longest street first.

    "Transversal 12 5" is the street "transversal 12" with the house 5, or else the street "transversal" with the
    house 12: which of them depends on the streets that there are. "Sant Joan Malta 5" is never the street "sant joan".
    """
    cleared = _POSTCODE.sub(",", _UNNUMBERED.sub(",", _STUCK.sub("n ", text)))
    parts = [words for words in (fold(part).split() for part in _PARTS.split(cleared)) if words]
    found = [reading for at in _street_parts(parts) for reading in _read(parts, at, is_place)]
    return list(dict.fromkeys(found))


def _street_parts(parts: Sequence[Words]) -> Iterator[int]:
    """The parts in which the street may stand: the first one that says what kind of street it is, or else the first of
    all; one that comes later, such as "Oak House, 12 Main Street", needs a number of its own."""
    typed = [at for at, words in enumerate(parts) if _says_kind(words)]
    typed = typed or [at for at, words in enumerate(parts) if len(words) > 1 or _number(words[0]) is None][:1]
    for at in typed:
        if at == typed[0] or _numbered(parts[at]):
            yield at
        if _numbered(parts[at]):
            return


def _says_kind(words: Words) -> bool:
    own = words[1:] if _number(words[0]) is not None else words
    return len(own) > 1 and bool(first_kinds(own[0]) or any(last_kinds(word) for word in own[1:]))


def _read(parts: Sequence[Words], at: int, is_place: IsPlace) -> Iterator[Reading]:
    words = parts[at]
    behind = [word for part in parts[at + 1 :] for word in part]
    for end in range(len(words), 0, -1):
        if _may_end(words[end:], is_place):
            rest = [*words[end:], *behind]
            before = _number(parts[at - 1][0]) if at and len(parts[at - 1]) == 1 else None
            number = _house(rest, is_place)
            yield Reading(" ".join(words[:end]), before if number is None else number, " ".join(rest))
    leading = _number(words[0])
    if leading is not None:  # as in English: 12 Main Street
        for end in range(len(words), 1, -1):
            if _may_end(words[end:], is_place):
                yield Reading(" ".join(words[1:end]), leading, " ".join([*words[end:], *behind]))


def _may_end(tail: Words, is_place: IsPlace) -> bool:
    """Whether a street's name may end before these words."""
    return not tail or _numbered(tail[:1]) or tail[0] in _SAYS_NUMBER or bool(is_place(tail))


def _house(rest: Words, is_place: IsPlace) -> int | None:
    """The house number, if it is the next thing said apart from the district."""
    while rest and (rest[0] in _SAYS_NUMBER or is_place(rest)):
        rest = rest[max(1, is_place(rest)) :]
    return _number(rest[0]) if rest else None


def _number(word: str) -> int | None:
    """The number in "12", "8bis" or "12b"; 0 is none."""
    found = _NUMBER.fullmatch(word)
    return int(found.group(1)) or None if found else None


def _numbered(words: Words) -> bool:
    return any(character.isdigit() for word in words for character in word)
