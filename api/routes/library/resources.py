"""Reading the library: what there is, by words and facets; one resource; what the terms are called."""

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request, Response

from api.library.facets import FACETS
from api.library.question import PLACE, Place, Question, Sort, place_of
from api.library.terms import LANGUAGES, vocabulary
from api.routes.library.asking import Number, Reading, open_to_all
from api.routes.library.shown import ResourcePage, ShownResource, facets_shown, resource_shown
from api.routes.service import Parts
from api.store.library import resources
from api.web.described import told

router = APIRouter(prefix="/v1/library", tags=["library"])

Text = Annotated[str, Query(max_length=300, description="Words that are wanted, all of them; accents do not matter.")]
Term = Annotated[str, Query(max_length=200)]
Chosen = Annotated[list[Term], Query(max_length=50, description="Any of these; may be given several times.")]
Speech = Annotated[str, Query(pattern=f"^({'|'.join(LANGUAGES)})$", description="In which language terms are named.")]
SortAsked = Annotated[Sort, Query(description="In which order; by default how well the words fit.")]
PlaceAsked = Annotated[
    str | None, Query(pattern=PLACE, max_length=40, description="Where the page before ended; from its Link.")
]
MOST = 100


class Filters:
    """What is sought, as the query of an address has it; the same address always asks the same."""

    def __init__(
        self,
        q: Text = "",
        goal: Chosen = [],  # noqa: B006 - FastAPI copies it
        topic: Chosen = [],  # noqa: B006
        coop_type: Chosen = [],  # noqa: B006
        sector: Chosen = [],  # noqa: B006
        region: Chosen = [],  # noqa: B006
        format: Chosen = [],  # noqa: B006
        language: Chosen = [],  # noqa: B006
        rights: Chosen = [],  # noqa: B006
        teaches: Chosen = [],  # noqa: B006
        sort: SortAsked = Sort.RELEVANCE,
    ):
        given = (goal, topic, coop_type, sector, region, format, language, rights, teaches)
        self.text, self.sort = q, sort
        self.chosen = {facet: tuple(terms) for facet, terms in zip(FACETS, given, strict=True) if terms}

    def question(self, after: str | Place | None = None, most: int = 25) -> Question:
        place = place_of(after) if isinstance(after, str) else after
        return Question(self.text, self.chosen, self.sort, place, most)


Wanted = Annotated[Filters, Depends()]


@router.get("/resources", responses={200: {"description": "One page.", **told("Link")}, **open_to_all()})
def find_resources(
    visitor: Reading,
    service: Parts,
    request: Request,
    response: Response,
    wanted: Wanted,
    after: PlaceAsked = None,
    limit: Annotated[int, Query(ge=1, le=MOST, description="How many at most.")] = 25,
    lang: Speech = "en",
) -> ResourcePage:
    """What the library has: any of what is chosen inside a facet, and of every facet. Counts of a facet are told as if
    nothing were chosen in it."""
    question = wanted.question(after, limit)
    found, page = service.library.find(visitor.coop, question)
    if found.end is not None:
        asked = [(name, value) for name, value in request.query_params.multi_items() if name != "after"]
        response.headers["Link"] = f'<{request.url.path}?{urlencode([*asked, ("after", str(found.end))])}>; rel="next"'
    return ResourcePage(found.total, [resource_shown(kept) for kept in page], facets_shown(found.counts, lang))


@router.get("/resources/{id}", responses=open_to_all())
def read_library_resource(id: Number, visitor: Reading, service: Parts) -> ShownResource:
    """One resource."""
    with service.store.reading(visitor.coop) as books:
        return resource_shown(resources.shown(books, id))


@dataclass(frozen=True, slots=True)
class NamedTerm:
    """A term and what it is called, by language."""

    id: str
    names: dict[str, str]


@router.get("/terms", responses=open_to_all())
async def list_library_terms(visitor: Reading) -> dict[str, list[NamedTerm]]:
    """Every term that a resource may be filed under, by facet."""
    return {
        facet: [NamedTerm(term.id, dict(term.words)) for term in terms.values()]
        for facet, terms in vocabulary().items()
    }
