"""Keeping the library: what was handed in is published or refused, edits are taken or not, dead links are mended."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Response

from api.access.principal import Principal
from api.refusals import Refusal, quoted
from api.routes.library.asking import Keeper, Number
from api.routes.library.forms import LARGEST, WantedResource, edited
from api.routes.library.shown import (
    KeptResource,
    ShownReport,
    ShownSuggestion,
    report_shown,
    resource_kept,
    suggestion_shown,
)
from api.routes.service import Parts, Service
from api.store import audit
from api.store.library import letters, resources
from api.store.library.states import Letter, Standing
from api.store.store import Books
from api.web.conditions import IfMatch, the_one
from api.web.described import refuses, takes, told
from api.web.forms import form
from api.web.pages import After, Page, Paging

router = APIRouter(prefix="/v1/library/review", tags=["library review"])

Id = Annotated[str, Path(pattern="^[0-9a-z]{1,26}$", description="The id of a suggestion or report.")]
StateAsked = Annotated[Standing | None, Query(description="Only those in this state.")]
LetterAsked = Annotated[Letter | None, Query(description="Only those in this state.")]
NumberAfter = Annotated[int | None, Query(ge=0, le=2**31 - 1, description="The last number read.")]

_LIST = {200: {"description": "One page.", **told("Link")}, **refuses()}


@router.get("/resources", responses=_LIST)
def list_kept_resources(
    asking: Keeper, service: Parts, paging: Paging, state: StateAsked = None, after: NumberAfter = None
) -> Page[KeptResource]:
    """Everything that the library has, published or not, in the order in which it came in."""
    with service.store.reading(asking.coop) as books:
        return paging.page(
            lambda most: resources.page(books, after, most, state),
            lambda kept: kept.number,
            lambda kept: _kept(books, kept),
        )


@router.get("/resources/{id}", responses={200: {"description": "It.", **told("ETag")}, **refuses("unknown")})
def read_kept_resource(id: Number, asking: Keeper, service: Parts, response: Response) -> KeptResource:
    """One resource, and what it may be a duplicate of."""
    with service.store.reading(asking.coop) as books:
        kept = resources.get(books, id)
        response.headers["ETag"] = quoted(str(kept.version))
        return _kept(books, kept)


@router.put(
    "/resources/{id}",
    responses={
        200: {"description": "Changed.", **told("ETag")},
        **refuses("unknown", "contradiction", "stale", "condition-missing", body=True),
    },
    openapi_extra=takes("WantedResource"),
)
def edit_resource(
    id: Number,
    asking: Keeper,
    service: Parts,
    response: Response,
    wanted: Annotated[WantedResource, Depends(form(WantedResource, LARGEST))],
    if_match: IfMatch = None,
) -> KeptResource:
    """Put a resource as it is to be, under `If-Match` with the version that was read, or `*`."""
    if if_match is None:
        raise Refusal("condition-missing", "Send If-Match with the ETag that you read, or *.")
    expected = the_one(if_match)
    if expected is not None and not expected.isdigit():
        raise Refusal("stale", "It was changed since it was read.")
    kept = put(service, asking, id, wanted, None if expected is None else int(expected))
    response.headers["ETag"] = quoted(str(kept.version))
    return kept


def put(service: Service, asking: Principal, id: int, wanted: WantedResource, expected: int | None) -> KeptResource:
    """Put a resource as it is to be. expected: the version that was read. Raises Refusal, Unknown, Stale."""
    resource = wanted.resource()
    with service.store.of(asking.coop) as books:
        kept = resources.edit(books, id, resource, expected)
        _note(books, asking, "edit", id)
        return _kept(books, kept)


@router.post("/resources/{id}/publish", responses=refuses("unknown"))
def publish_resource(id: Number, asking: Keeper, service: Parts) -> KeptResource:
    """Let readers see it."""
    with service.store.of(asking.coop) as books:
        kept = resources.turn(books, id, Standing.PUBLISHED)
        _note(books, asking, "publish", id)
        return _kept(books, kept)


@router.post("/resources/{id}/withdraw", responses=refuses("unknown"))
def withdraw_resource(id: Number, asking: Keeper, service: Parts) -> KeptResource:
    """Refuse what was handed in, or take it off the shelf; nothing of it is deleted."""
    with service.store.of(asking.coop) as books:
        kept = resources.turn(books, id, Standing.WITHDRAWN)
        _note(books, asking, "withdraw", id)
        return _kept(books, kept)


@router.get("/suggestions", responses=_LIST)
def list_suggestions(
    asking: Keeper, service: Parts, paging: Paging, state: LetterAsked = None, after: After = None
) -> Page[ShownSuggestion]:
    """Edits that readers suggest, oldest first."""
    with service.store.reading(asking.coop) as books:
        return paging.page(
            lambda most: letters.suggestions(books, after, most, state),
            lambda one: one.id,
            suggestion_shown,
        )


@router.post("/suggestions/{id}/take", responses=refuses("unknown", "contradiction", "over"))
def take_suggestion(id: Id, asking: Keeper, service: Parts) -> KeptResource:
    """Do as a reader suggests."""
    with service.store.of(asking.coop) as books:
        one = letters.suggestion(books, id)
        if one.state is not Letter.OPEN:
            raise Refusal("over", "It has been judged already.")
        kept = resources.get(books, one.number)
        kept = resources.edit(books, one.number, edited(kept.resource, one.fields), kept.version)
        letters.judge_suggestion(books, id, Letter.TAKEN, asking.id)
        _note(books, asking, "edit", one.number)
        return _kept(books, kept)


@router.post("/suggestions/{id}/close", responses=refuses("unknown"))
def close_suggestion(id: Id, asking: Keeper, service: Parts) -> ShownSuggestion:
    """Leave the resource as it is."""
    with service.store.of(asking.coop) as books:
        return suggestion_shown(letters.judge_suggestion(books, id, Letter.CLOSED, asking.id))


@router.get("/reports", responses=_LIST)
def list_reports(
    asking: Keeper, service: Parts, paging: Paging, state: LetterAsked = None, after: After = None
) -> Page[ShownReport]:
    """Links that readers or the link checker say are dead, oldest first."""
    with service.store.reading(asking.coop) as books:
        return paging.page(
            lambda most: letters.reports(books, after, most, state),
            lambda one: one.id,
            report_shown,
        )


@router.post("/reports/{id}/close", responses=refuses("unknown"))
def close_report(id: Id, asking: Keeper, service: Parts) -> ShownReport:
    """Put a report away: the link was mended, or it is not dead."""
    with service.store.of(asking.coop) as books:
        return report_shown(letters.judge_report(books, id, Letter.CLOSED, asking.id))


def _kept(books: Books, kept: resources.Kept) -> KeptResource:
    return resource_kept(kept, resources.same(books, [kept.resource], kept.number)[0])


def _note(books: Books, asking: Principal, act: str, id: int) -> None:
    audit.note(books, asking.id, asking.role.value, f"resource.{act}", f"resource:{id}")
