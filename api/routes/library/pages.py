"""The library's pages for readers: what there is, one resource, what somebody keeps, courses; without JavaScript."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Annotated, Any

from fastapi import APIRouter, Query
from markupsafe import Markup
from starlette.responses import Response

from api.library.facets import FACETS, filed_under
from api.library.formats import json_ld
from api.library.naming import SORTS, TITLES
from api.library.question import Found
from api.routes.hub.visitor import shown
from api.routes.library.asking import Number
from api.routes.library.courses import published
from api.routes.library.exchange import Ids
from api.routes.library.resources import Filters, PlaceAsked, Wanted
from api.routes.library.review import NumberAfter
from api.routes.library.telling import Opened, Reading, Tell
from api.routes.service import Parts
from api.store.library import courses, resources
from api.store.library.resources import Kept
from api.store.library.states import Standing

router = APIRouter(prefix="/library", include_in_schema=False)

PAGE = 20
MOST_TERMS = 60
"""So many terms of a facet stand on a page, the most frequent ones; what is chosen always does."""

Done = Annotated[bool, Query()]


@dataclass(frozen=True, slots=True)
class Box:
    """A term that can be ticked."""

    id: str
    name: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet of the form. chosen: how many of its terms are."""

    id: str
    title: str
    terms: list[Box]
    chosen: int
    open: bool


@dataclass(frozen=True, slots=True)
class Chip:
    """Something that was chosen, and where one gets by taking it away."""

    name: str
    address: str


@router.get("")
def show_library(opened: Reading, service: Parts, wanted: Wanted, after: PlaceAsked = None) -> Response:
    """What there is, by words and facets; the address of the page tells all that was chosen."""
    found, page = service.library.find(opened.coop, wanted.question(after, PAGE))
    tell, asked = opened.tell, list(_query(wanted))
    return shown(
        "shelf.html.j2",
        opened.frame,
        tell=tell,
        asked=wanted,
        found=found,
        page=page,
        sorts=list(SORTS.items()),
        facets=list(_facets(wanted, found, tell)),
        chips=list(_chips(wanted, tell)),
        later=after is not None,
        first=tell.page("/library", asked),
        next=None if found.end is None else tell.page("/library", [*asked, ("after", str(found.end))]),
        exports=tell.exports(asked),
        keeper=opened.keeps,
    )


@router.get("/kept")
def show_kept(opened: Reading, service: Parts, id: Ids = []) -> Response:  # noqa: B006 - FastAPI copies it
    """What somebody keeps: the browser knows it, and asks for it by numbers."""
    with service.store.reading(opened.coop) as books:
        page = resources.published(books, list(dict.fromkeys(id)))
    exports = opened.tell.exports([("id", str(kept.number)) for kept in page])
    return shown("kept.html.j2", opened.frame, tell=opened.tell, page=page, exports=exports)


@router.get("/courses")
def show_courses(opened: Reading, service: Parts, after: NumberAfter = None) -> Response:
    """Every course."""
    with service.store.reading(opened.coop) as books:
        found = courses.page(books, after, PAGE + 1, Standing.PUBLISHED)
    more = len(found) > PAGE
    next = opened.tell.page("/library/courses", [("after", str(found[PAGE - 1].number))]) if more else None
    return shown("courses.html.j2", opened.frame, tell=opened.tell, courses=found[:PAGE], next=next)


@router.get("/courses/{id}")
def show_course(id: Number, opened: Reading, service: Parts) -> Response:
    """One course, with its resources in their order."""
    with service.store.reading(opened.coop) as books:
        kept = published(books, id)
        steps = resources.published(books, kept.course.steps)
    return shown("course.html.j2", opened.frame, tell=opened.tell, kept=kept, steps=steps)


@router.get("/{id}")
def show_resource(id: Number, opened: Reading, service: Parts, done: Done = False) -> Response:
    """One resource."""
    return resource_page(opened, read_one(service, opened, id), done=done)


def read_one(service: Parts, opened: Opened, id: int) -> Kept:
    """A resource that readers may see. Raises Unknown."""
    with service.store.reading(opened.coop) as books:
        return resources.shown(books, id)


def resource_page(opened: Opened, kept: Kept, status: int = 200, **told: Any) -> Response:
    return shown(
        "resource.html.j2",
        opened.frame,
        status,
        tell=opened.tell,
        kept=kept,
        facts=list(_facts(kept, opened.tell)),
        linked_data=_linked(json_ld.document(kept.resource)),
        exports=opened.tell.exports([("id", str(kept.number))]),
        keeper=opened.keeps,
        **{"faults": (), "done": False, **told},
    )


def _query(wanted: Filters, without: tuple[str, str] | None = None) -> Iterator[tuple[str, str]]:
    """The query that asks the same, or all of it but one thing."""
    if wanted.text and without != ("q", wanted.text):
        yield "q", wanted.text
    for facet, terms in wanted.chosen.items():
        yield from ((facet, term) for term in terms if (facet, term) != without)
    if wanted.sort != "relevance":
        yield "sort", wanted.sort.value


def _facets(wanted: Filters, found: Found, tell: Tell) -> Iterator[Facet]:
    for number, facet in enumerate(FACETS):
        counts, chosen = found.counts[facet], wanted.chosen.get(facet, ())
        ids = sorted({*counts, *chosen}, key=lambda id: (id not in chosen, -counts.get(id, 0), tell.name(facet, id)))
        boxes = [Box(id, tell.name(facet, id), counts.get(id, 0), id in chosen) for id in ids[:MOST_TERMS]]
        yield Facet(facet, TITLES[facet], boxes, len(chosen), bool(chosen) or number == 0)


def _chips(wanted: Filters, tell: Tell) -> Iterator[Chip]:
    if wanted.text:
        yield Chip(f"“{wanted.text}”", tell.page("/library", _query(wanted, ("q", wanted.text))))
    for facet, terms in wanted.chosen.items():
        for term in terms:
            yield Chip(tell.name(facet, term), tell.page("/library", _query(wanted, (facet, term))))


def _facts(kept: Kept, tell: Tell) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """What a resource is filed under; each leads to all others of the same kind."""
    for facet, filed in groupby(filed_under(kept.resource), key=itemgetter(0)):
        yield TITLES[facet], [(tell.name(facet, id), tell.page("/library", [(facet, id)])) for _, id in filed]


def _linked(document: Mapping[str, Any]) -> Markup:
    """JSON for a script that is no program: nothing in it can end the element."""
    text = json.dumps(document, ensure_ascii=False)
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))
