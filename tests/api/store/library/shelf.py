"""Resources for tests: invented titles, with whatever a test wants otherwise."""

from dataclasses import replace
from typing import Any

from api.library.question import Question, Sort, place_of
from api.library.resource import Contributor, Resource, Rights, Terms
from api.store.library import resources
from api.store.library.searching import Library
from api.store.library.states import Standing
from api.store.store import Store

HOIST = Resource(
    link="https://example.org/hoist",
    short_title="Moving people safely with a hoist",
    summary="How two carers lift somebody with dignity.",
    authors=(Contributor("Solà", "Núria"),),
    published="2021-05",
    language="en",
    rights=Rights.CC_BY,
    terms=Terms(goals=("care-better",), topics=("person-centred-care",), formats=("course",)),
    teaches=("hoist",),
)
STATUTES = Resource(
    link="https://example.org/estatuts",
    title="Estatuts d'una cooperativa d'iniciativa social: col·lecció",
    authors=(Contributor("Federació de Cooperatives", organisation=True),),
    published="2019",
    language="ca",
    rights=Rights.ALL_RESERVED,
    terms=Terms(goals=("start-a-coop", "run-a-coop"), topics=("law",), regions=("catalonia",)),
)
DIGNITY = Resource(
    link="https://example.org/hi",
    title="देखभाल में गरिमा",
    summary="Care with dignity.",
    published="2023-01-15",
    language="hi",
    rights=Rights.CC_BY_SA,
    terms=Terms(goals=("care-better",), topics=("person-centred-care", "working-conditions")),
)
ALL = (HOIST, STATUTES, DIGNITY)


def fill(store: Store, *given: Resource, coop: str = "sol", state: Standing = Standing.PUBLISHED) -> list[int]:
    """Take resources in, one transaction for all; their numbers."""
    with store.of(coop) as books:
        return resources.take_in(books, given or ALL, "key-1", state)


def many(count: int, **more: Any) -> list[Resource]:
    return [replace(HOIST, link=f"https://example.org/{number}", **more) for number in range(count)]


def ask(library: Library, coop: str = "sol", text: str = "", sort: str = "relevance", after: str = "", **more: Any):
    """Find; facets are given by name, as one term or several."""
    most = more.pop("most", 25)
    chosen = {facet: (terms,) if isinstance(terms, str) else tuple(terms) for facet, terms in more.items()}
    place = place_of(after) if after else None
    return library.find(coop, Question(text, chosen, Sort(sort), place, most))
