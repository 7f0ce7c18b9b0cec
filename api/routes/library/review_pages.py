"""The page on which those who keep the library look through what waits for them."""

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Request
from fastapi.concurrency import run_in_threadpool
from starlette.responses import Response

from api.library.document import document_of
from api.library.naming import COSTS
from api.library.terms import FIELDS
from api.refusals import Refusal
from api.routes.hub.visitor import fields, onward, shown
from api.routes.library import review
from api.routes.library.asking import Number
from api.routes.library.telling import Reading, Tell, keeper
from api.routes.service import Parts
from api.store.library import letters, resources
from api.store.library.states import Letter, Standing

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
            suggestions=[
                (one, kept, list(_changes(one, kept, opened.tell)))
                for one in letters.suggestions(books, None, MOST, Letter.OPEN)
                for kept in [resources.get(books, one.number)]
            ],
            reports=[
                (one, resources.get(books, one.number)) for one in letters.reports(books, None, MOST, Letter.OPEN)
            ],
        )


def _changes(one: letters.Suggestion, kept: resources.Kept, tell: Tell) -> Iterator[tuple[str, str, str]]:
    """What would be otherwise: the field, what it says now and what it would say; terms facet by facet."""
    now, then = ({**told, **told.get("terms", {})} for told in (document_of(kept.resource), one.fields))
    for field in (*one.fields, *(FIELDS.values() if "terms" in one.fields else ())):
        if field != "terms" and now.get(field) != then.get(field):
            yield tell.field(field), _in_words(now.get(field), field, tell), _in_words(then.get(field), field, tell)


def _in_words(value: Any, field: str, tell: Tell) -> str:
    match value:
        case None | False:
            return ""
        case True:
            return tell.frame.words.say(COSTS)
        case list():
            return ", ".join(_in_words(one, field, tell) for one in value)
        case {"name": name, **rest}:
            return f"{rest.get('given', '')} {name}".strip()
    facet = next((facet for facet, its in FIELDS.items() if its == field), field)
    return tell.name(facet, str(value))


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
