"""The library's things as they go out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from api.hub.speech import Speech, speech
from api.library.course import Course
from api.library.duplicates import Same
from api.library.naming import RIGHTS, term_name
from api.library.resource import Resource
from api.store.library import courses
from api.store.library.letters import Report, Suggestion
from api.store.library.resources import Kept
from api.store.library.states import Letter, Standing


@dataclass(frozen=True, slots=True)
class ShownResource:
    """A resource that can be read. favourites: how many keep it; added: since when the library shows it."""

    id: int
    favourites: int
    added: datetime | None
    changed: datetime
    resource: Resource


@dataclass(frozen=True, slots=True)
class FacetTerm:
    """A term of a facet in the reader's words, and how many resources choosing it would give."""

    id: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class ResourcePage:
    """One page of what was found. total: of all pages; facets: every term that would give something."""

    total: int
    items: list[ShownResource]
    facets: dict[str, list[FacetTerm]]


@dataclass(frozen=True, slots=True)
class SameAs:
    """The library has it already: under which number, and by what it is known to be the same."""

    id: int
    by: str


@dataclass(frozen=True, slots=True)
class KeptResource:
    """A resource as those who keep the library see it. version: to be sent back in If-Match; by: the key of whoever
    brought it in, or `reader`; same: what it may be a duplicate of."""

    id: int
    state: Standing
    version: int
    favourites: int
    by: str
    made: datetime
    added: datetime | None
    changed: datetime
    resource: Resource
    same: SameAs | None = None


@dataclass(frozen=True, slots=True)
class ShownSuggestion:
    """An edit that a reader suggests. id: of it, resource: the number of what it is about."""

    id: str
    resource: int
    state: Letter
    fields: dict[str, Any]
    note: str
    made: datetime
    done: datetime | None
    by: str | None


@dataclass(frozen=True, slots=True)
class ShownReport:
    """A link that a reader or the link checker says is dead. status: what its host answered, 0: nothing."""

    id: str
    resource: int
    state: Letter
    link: str
    source: str
    status: int | None
    note: str
    made: datetime
    done: datetime | None
    by: str | None


@dataclass(frozen=True, slots=True)
class ShownCourse:
    """A course. state: whether readers can see it."""

    id: int
    state: Standing
    changed: datetime
    course: Course


def resource_shown(kept: Kept) -> ShownResource:
    return ShownResource(kept.number, kept.favourites, kept.added, kept.changed, kept.resource)


def resource_kept(kept: Kept, same: Same[int] | None = None) -> KeptResource:
    times = (kept.made, kept.added, kept.changed)
    of = same_as(same)
    return KeptResource(kept.number, kept.state, kept.version, kept.favourites, kept.by, *times, kept.resource, of)


def same_as(same: Same[int] | None) -> SameAs | None:
    return None if same is None else SameAs(same.key, same.by.value)


def suggestion_shown(one: Suggestion) -> ShownSuggestion:
    told = (one.note, one.made, one.done, one.by)
    return ShownSuggestion(one.id, one.number, one.state, dict(one.fields), *told)


def report_shown(one: Report) -> ShownReport:
    told = (one.link, one.source, one.status, one.note, one.made, one.done, one.by)
    return ShownReport(one.id, one.number, one.state, *told)


def course_shown(kept: courses.Kept) -> ShownCourse:
    return ShownCourse(kept.number, kept.state, kept.changed, kept.course)


def facets_shown(counts: Mapping[str, Mapping[str, int]], language: str) -> dict[str, list[FacetTerm]]:
    """The most frequent first, those alike in the order of their names."""
    return {
        facet: sorted(
            (FacetTerm(id, name_of(facet, id, speech(language)), count) for id, count in terms.items()),
            key=lambda one: (-one.count, one.name),
        )
        for facet, terms in counts.items()
    }


def name_of(facet: str, id: str, words: Speech) -> str:
    """What a term is called in a language."""
    found = term_name(facet, id, words.language)
    return words.say(found) if found in RIGHTS.values() else found
