"""The page on which those who keep the library look through what waits for them."""

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Request
from fastapi.concurrency import run_in_threadpool
from starlette.responses import Response

from api.refusals import Refusal
from api.routes.hub.visitor import fields, onward, shown
from api.routes.library import review
from api.routes.library.asking import Number
from api.routes.library.telling import Reading, keeper
from api.routes.service import Parts
from api.store.library import letters, resources
from api.store.library.states import Letter, Standing
from api.store.store import Books

router = APIRouter(prefix="/library/review", include_in_schema=False)

MOST = 50
"""So many of each kind are shown; the next ones come when these are done."""

Id = Annotated[str, Path(pattern="^[0-9a-z]{1,26}$")]
Kind = Literal["suggestions", "reports"]


@router.get("")
def show_review(opened: Reading, service: Parts) -> Response:
    """What waits: resources, edits, dead links."""
    asking = keeper(opened.frame)
    with service.store.reading(asking.coop) as books:
        waiting = resources.page(books, None, MOST, Standing.SUBMITTED)
        return shown(
            "review.html.j2",
            opened.frame,
            tell=opened.tell,
            waiting=[(kept, resources.same(books, [kept.resource], kept.number)[0]) for kept in waiting],
            suggestions=_with_resources(books, letters.suggestions(books, None, MOST, Letter.OPEN)),
            reports=_with_resources(books, letters.reports(books, None, MOST, Letter.OPEN)),
        )


def _with_resources(books: Books, found: list) -> list:
    return [(one, resources.get(books, one.number)) for one in found]


@router.post("/resources/{id}")
async def judge_resource(id: Number, request: Request, opened: Reading, service: Parts) -> Response:
    """Publish what was handed in, or refuse it."""
    asking = keeper(opened.frame)
    act = (await fields(request)).get("act")
    acts = {"publish": review.publish_resource, "withdraw": review.withdraw_resource}
    await run_in_threadpool(_known(acts, act), id, asking, service)
    return onward("/library/review")


@router.post("/{kind}/{id}")
async def judge_letter(kind: Kind, id: Id, request: Request, opened: Reading, service: Parts) -> Response:
    """Take an edit, or put a letter away."""
    asking = keeper(opened.frame)
    act = (await fields(request)).get("act")
    acts = (
        {"take": review.take_suggestion, "close": review.close_suggestion}
        if kind == "suggestions"
        else {"close": review.close_report}
    )
    await run_in_threadpool(_known(acts, act), id, asking, service)
    return onward("/library/review")


def _known(acts, act):
    if act not in acts:
        raise Refusal("malformed", "The form does not say what to do.")
    return acts[act]
