"""What somebody looks for in the library, and where in the answer they are."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Sort(StrEnum):
    """In which order resources are told, each the largest or newest first."""

    RELEVANCE = "relevance"  # how well the words fit; newest first where none are given
    ADDED = "added"  # since when the library has it
    PUBLISHED = "published"  # when it came out
    FAVOURITES = "favourites"  # how many keep it


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page ended: what the order goes by, and the resource's number for those that are alike in it."""

    key: int
    number: int

    def __str__(self) -> str:
        return f"{self.key}.{self.number}"


PLACE = r"^-?[0-9]{1,18}\.[0-9]{1,9}$"
"""How a place is written."""


def place_of(text: str) -> Place:
    """A place as it was written. Raises ValueError for anything else."""
    if not re.fullmatch(PLACE, text):
        raise ValueError("no place of a page")
    key, _, number = text.partition(".")
    return Place(int(key), int(number))


@dataclass(frozen=True, slots=True)
class Question:
    """words: all of them are wanted, longer ones with the same beginning too. chosen: terms by facet."""

    text: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: Sort = Sort.RELEVANCE
    after: Place | None = None
    most: int = 25


@dataclass(frozen=True, slots=True)
class Found:
    """Numbers of resources in their order, how many there are in all, and how many each term would give. counts: by
    facet, then by term; those of a facet are counted as if nothing were chosen in it. end: where the page ends, None
    where it is the last."""

    numbers: tuple[int, ...]
    total: int
    counts: Mapping[str, Mapping[str, int]]
    end: Place | None = None
