"""Versions of the weights: drafted by analysts and planners, published by a named planner, read by every member."""

import json
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Path, Query, Request, Response, Security
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel

from api.access.principal import Principal
from api.answering.refusing import refusing
from api.refusals import Pointer, Refusal
from api.routes.repeating import IdempotencyKey, made_once
from api.routes.service import Parts, asker
from api.routes.works import Speech
from api.store import audit, weights
from api.store.store import Books
from api.store.weights import Version
from api.web.described import refuses, takes, told
from api.web.forms import STRICT, form, small
from api.web.pages import After, Page, Paging
from engine.data.weights_file import weights_text
from engine.problem import WeightsDocument
from engine.weights import Difference, Line, differences, heads, judged, lines, read

router = APIRouter(prefix="/v1/weights", tags=["weights"])

LARGEST = 100_000
"""Bytes of a draft: every rule with a reason of some length."""

_ID = r"[0-9a-hjkmnp-tv-z]{26}"
Reader = Annotated[Principal, Security(asker("weights:read"))]
Drafter = Annotated[Principal, Security(asker("weights:write"))]
Publisher = Annotated[Principal, Security(asker("weights:publish"))]
Id = Annotated[str, Path(pattern=f"^{_ID}$", description="The id that was given when it was drafted.")]
Ref = Annotated[str, Path(pattern=f"^({_ID}|[0-9a-f]{{64}})$", description="An id, or a published content hash.")]


@dataclass(frozen=True, slots=True)
class Shown:
    """A version without what it says. parent: the hash of the version before; by, publisher: who drafted and who
    published it, as the audit log has them; published: null for a draft."""

    id: str
    name: str
    version: str
    hash: str
    parent: str | None
    effective: date | None
    by: str
    made: datetime
    publisher: str | None
    published: datetime | None


@dataclass(frozen=True, slots=True)
class Whole:
    """A version. document: what it says, as a weights file; summary and rules: the same in words."""

    weights: Shown
    document: dict[str, Any]
    summary: list[str]
    rules: list[Line]


class Day(BaseModel):
    """The first day on which a version counts."""

    model_config = STRICT

    effective: date


def _shown(found: Version) -> Shown:
    told_of: dict[str, Any] = asdict(found) | {"parent": found.parent or None}
    return Shown(**told_of)


def _only_published(asking: Principal) -> bool:
    """Drafts are for those who may draft."""
    return not asking.may("weights:write")


# -- reading -----------------------------------------------------------------------------------------------------------


@router.get("", responses={200: {"description": "One page.", **told("Link")}, **refuses()})
async def list_weights(
    asking: Reader,
    service: Parts,
    paging: Paging,
    after: After = None,
    state: Annotated[Literal["draft", "published"] | None, Query(description="Only those.")] = None,
    name: Annotated[str | None, Query(max_length=60, description="Only those of this name.")] = None,
) -> Page[Shown]:
    """Versions in the order in which they were drafted; drafts are told to those who may draft."""
    if _only_published(asking):
        if state == "draft":
            raise Refusal("scope-missing", "The key needs the scope weights:write to read drafts.")
        state = "published"
    published = None if state is None else state == "published"
    return await service.seek(
        asking.coop,
        lambda books: paging.page(
            lambda most: weights.page(books, after, most, published, name),
            lambda each: each.id,
            _shown,
        ),
    )


@router.get("/{id}", responses=refuses("unknown"))
def read_weights(id: Ref, asking: Reader, service: Parts, language: Speech = "en") -> Whole:
    """A version: as a file, and rule by rule in words that a member understands."""
    with service.store.reading(asking.coop) as books:
        found, document = weights.get(books, id, _only_published(asking))
    file = json.loads(weights_text(document))
    return Whole(_shown(found), file, list(heads(document, language)), list(lines(document, language)))


@router.get("/diff/{before}/{after}", responses=refuses("unknown"))
def compare_weights(before: Ref, after: Ref, asking: Reader, service: Parts, language: Speech = "en") -> Difference:
    """What weighs otherwise in the second version, old and new, with the reasons."""
    with service.store.reading(asking.coop) as books:
        _, old = weights.get(books, before, _only_published(asking))
        _, new = weights.get(books, after, _only_published(asking))
    return differences(old, new, language)


# -- drafting ----------------------------------------------------------------------------------------------------------

_EXAMPLE = {
    "format": "ronda-weights-1",
    "name": "default",
    "version": "2",
    "values": {"travel": 1.5, "missed_break": "HARD"},
    "reasons": {"missed_break": "Nobody works through lunch."},
    "author": "planning group",
    "reason": "What the assembly of February asked for.",
}


@router.post(
    "",
    status_code=201,
    response_model=Shown,
    responses={
        201: {"model": Shown, "description": "Drafted.", **told("Location")},
        **refuses("contradiction", "key-reused", "unknown", body=True),
    },
    openapi_extra=takes("WeightsDocument", example=_EXAMPLE),
)
async def draft_weights(
    request: Request, response: Response, asking: Drafter, service: Parts, key: IdempotencyKey = None
) -> Shown:
    """Keep a draft: a weights file. It counts for nothing until it is published. The same `Idempotency-Key` with the
    same body is the same draft."""
    body = await small(request, LARGEST)
    with refusing():
        document = read(body)

    def draft() -> Version:
        return made_once(
            service, asking, key, "POST /v1/weights", body, lambda books: _kept(books, asking, document), weights.head
        )[0]

    made = await run_in_threadpool(draft)
    response.headers["Location"] = f"/v1/weights/{made.id}"
    return _shown(made)


def _kept(books: Books, asking: Principal, document: WeightsDocument) -> Version:
    made = weights.draft(books, document, asking.id)
    _note(books, asking, "draft", made)
    return made


@router.delete("/{id}", status_code=204, responses=refuses("unknown", "published"))
def delete_draft(id: Id, asking: Drafter, service: Parts) -> None:
    """Delete a draft; what is published stays."""
    with service.store.of(asking.coop) as books:
        _note(books, asking, "delete", weights.drop(books, id))


# -- publishing --------------------------------------------------------------------------------------------------------


@router.post(
    "/{id}/publish",
    responses=refuses("unknown", "contradiction", "published", "overtaken", body=True),
    openapi_extra=takes("Day", example={"effective": "2030-01-01"}),
)
def publish_weights(id: Id, asking: Publisher, service: Parts, wanted: Annotated[Day, Depends(form(Day))]) -> Shown:
    """Publish a draft, for good: from its day on it counts. Publishing it for that day once more changes nothing."""
    if not asking.named:
        raise Refusal("scope-missing", "A key without a label publishes nothing: nobody could tell who it was.")
    with service.store.of(asking.coop) as books:
        found = weights.head(books, id)
        if found.published is not None and found.effective == wanted.effective:
            return _shown(found)
        if found.published is None:
            _judge(books, found, wanted.effective)
        made = weights.publish(books, id, wanted.effective, asking.id)
        _note(books, asking, "publish", made, effective=wanted.effective.isoformat())
    return _shown(made)


def _judge(books: Books, found: Version, effective: date) -> None:
    """Raises Refusal where a draft cannot count from this day on, or weighs rules that this Ronda no longer has."""
    if effective < books.now().date() - timedelta(days=1):  # somewhere it is still yesterday
        raise _wrong_day("give a day that is to come: until now nobody planned by them")
    before = weights.newest(books, found.name)
    if before is not None and before.effective is not None and effective < before.effective:
        raise _wrong_day("give a day that is not before that of the version before it")
    with refusing():
        judged(weights.get(books, found.id)[1])


def _wrong_day(remedy: str) -> Refusal:
    detail = "The version cannot count from this day on."
    return Refusal("contradiction", detail, [Pointer("/effective", "effective", remedy)])


def _note(books: Books, asking: Principal, act: str, found: Version, **detail: str) -> None:
    told = {"hash": found.hash, **detail}
    audit.note(books, asking.id, asking.role.value, f"weights.{act}", f"weights:{found.id}", found.label, **told)
