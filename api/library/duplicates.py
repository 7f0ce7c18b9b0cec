"""Whether the library has a resource already, and by what it is known to be the same."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from api.library.folding import folded
from api.library.links import normalised
from api.library.resource import Resource

Key = TypeVar("Key")


class By(StrEnum):
    """By what two resources are the same, the surest first."""

    DOI = "doi"
    ISBN = "isbn"
    LINK = "link"
    TITLE = "title and year"


@dataclass(frozen=True, slots=True)
class Same(Generic[Key]):
    """The resource that is there already: under which key, by what, and the value that both have."""

    key: Key
    resource: Resource
    by: By
    value: str


def marks_of(resource: Resource) -> Iterator[tuple[By, str]]:
    """By what a resource is recognised, the surest first. A title counts with a year only: there are many handbooks."""
    if resource.doi:
        yield By.DOI, resource.doi
    for number in resource.isbn:
        yield By.ISBN, number
    yield By.LINK, normalised(resource.link)
    title, year = folded(resource.title or resource.short_title), resource.published[:4]
    if title and year:
        yield By.TITLE, f"{title} {year}"


class Known(Generic[Key]):
    """A collection of resources, each under a key of the caller's, in which the same one is found again."""

    def __init__(self, resources: Iterable[tuple[Key, Resource]] = ()) -> None:
        self._by_mark: dict[tuple[By, str], list[tuple[Key, Resource]]] = {}
        for key, resource in resources:
            self.add(key, resource)

    def add(self, key: Key, resource: Resource) -> None:
        for mark in marks_of(resource):
            self._by_mark.setdefault(mark, []).append((key, resource))

    def find(self, resource: Resource) -> Same[Key] | None:
        """The first that is the same by the surest of what they share; None where this one is new."""
        for by, value in marks_of(resource):
            for key, other in self._by_mark.get((by, value), ()):
                if not _told_apart(resource, other):
                    return Same(key, other, by, value)
        return None


def duplicates(resources: Iterable[tuple[Key, Resource]]) -> Iterator[tuple[Key, Same[Key]]]:
    """Each resource of a collection that is the same as an earlier one."""
    known: Known[Key] = Known()
    for key, resource in resources:
        same = known.find(resource)
        if same is not None:
            yield key, same
        known.add(key, resource)


def _told_apart(one: Resource, other: Resource) -> bool:
    """Two DOIs name two resources, whatever else they share: the chapters of a book have its ISBN."""
    return bool(one.doi and other.doi and one.doi != other.doi)
