"""Planning problems: put, read, listed and deleted; each put makes a version, told by its ETag."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response, Security
from fastapi.concurrency import run_in_threadpool

from api.access.principal import Principal
from api.refusals import Refusal, quoted
from api.routes.service import Parts, Service, answered, asker
from api.store import audit, problems
from api.store.errors import Unknown
from api.store.problems import Version
from api.web.conditions import IfMatch, IfNoneMatch, known, only_if_absent, the_one
from api.web.described import gives, refuses, takes, told
from api.web.pages import After, Page, Paging

router = APIRouter(prefix="/v1/problems", tags=["problems"])

Id = Annotated[str, Path(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$", description="The co-op's own name for it.")]
Reader = Annotated[Principal, Security(asker("problems:read"))]
Writer = Annotated[Principal, Security(asker("problems:write"))]


@dataclass(frozen=True, slots=True)
class Stored:
    """A version of a problem: how large it is, and under which weights it is planned."""

    id: str
    version: int
    etag: str
    weights: str
    visits: int
    carers: int
    clients: int
    made: datetime


def _stored(found: Version) -> Stored:
    size = (found.visits, found.carers, found.clients)
    return Stored(found.problem, found.version, found.etag, found.weights, *size, found.made)


@router.get("", responses={200: {"description": "One page.", **told("Link")}, **refuses()})
async def list_problems(asking: Reader, service: Parts, paging: Paging, after: After = None) -> Page[Stored]:
    """The newest version of every problem, in order of their ids."""
    return await service.look(
        asking.coop,
        lambda books: paging.page(
            lambda most: problems.page(books, after, most),
            lambda each: each.problem,
            _stored,
        ),
    )


@router.put(
    "/{id}",
    response_model=Stored,
    responses={
        200: {"description": "Replaced.", **told("ETag")},
        201: {"model": Stored, "description": "Made.", **told("ETag", "Location")},
        **refuses("contradiction", "stale", "condition-missing", "erased", "took-too-long", body=True),
    },
    openapi_extra=takes("Problem"),
)
async def put_problem(
    id: Id,
    request: Request,
    asking: Writer,
    service: Parts,
    if_match: IfMatch = None,
    if_none_match: IfNoneMatch = None,
) -> Response:
    """Store a problem. A new one needs no condition; one that is there is replaced only under `If-Match`."""
    absent = only_if_absent(if_none_match)
    expected = the_one(if_match)
    if if_match is not None and expected is None:
        expected = await run_in_threadpool(_etag, service, asking.coop, id)
    free = not absent and expected is None
    asked = {"id": id, "expected": expected, "absent": absent or free, "by": asking.id, "role": asking.role.value}
    try:
        answer = await service.answering.ask("problem", asking.coop, asked, await request.body())
    except Refusal as refusal:
        if free and refusal.code.code == "stale":
            raise _say_which(refusal.headers) from None
        raise
    return answered(answer)


def _say_which(headers: Mapping[str, str]) -> Refusal:
    detail = "There is a problem of this id: send If-Match with the ETag that you read."
    return Refusal("condition-missing", detail, headers={k: v for k, v in headers.items() if k.lower() == "etag"})


def _etag(service: Service, coop: str, id: str) -> str:
    with service.store.reading(coop) as books:
        try:
            return problems.head(books, id).etag
        except Unknown:
            raise Refusal("stale", "There is no problem of this id.") from None


@router.get(
    "/{id}",
    response_class=Response,
    responses={
        200: gives("Problem", "The problem.", "ETag"),
        304: {"description": "It is the version that If-None-Match tells.", **told("ETag")},
        **refuses("unknown", "erased"),
    },
)
def read_problem(
    id: Id,
    asking: Reader,
    service: Parts,
    version: Annotated[int | None, Query(ge=1, le=2**31 - 1, description="By default the newest.")] = None,
    if_none_match: IfNoneMatch = None,
) -> Response:
    """A problem as it was put, in canonical form."""
    with service.store.reading(asking.coop) as books:
        if version is None and if_none_match is not None:
            etag = problems.head(books, id).etag
            if known(if_none_match, etag):
                return Response(status_code=304, headers={"ETag": quoted(etag)})
        found, text = problems.get(books, id, version)
    if known(if_none_match, found.etag):
        return Response(status_code=304, headers={"ETag": quoted(found.etag)})
    return Response(text, headers={"ETag": quoted(found.etag)}, media_type="application/json")


@router.delete("/{id}", status_code=204, responses=refuses("unknown", "stale", "condition-missing"))
def delete_problem(id: Id, asking: Writer, service: Parts, if_match: IfMatch = None) -> None:
    """Delete a problem with all its versions; plans that were made of it stay as statistics."""
    if if_match is None:
        raise Refusal("condition-missing", "Send If-Match with the ETag that you read, or *.")
    expected = the_one(if_match)
    with service.store.of(asking.coop) as books:
        problems.delete(books, id, expected)
        audit.note(books, asking.id, asking.role.value, "problem.delete", f"problem:{id}")
