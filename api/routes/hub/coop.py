"""The member's pages: what the co-op weighs and since when, how fairly it is shared out, and what changed."""

import json
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from starlette.responses import Response

from api.hub.rendering import Frame
from api.hub.shares import SHARES, rows_of
from api.refusals import Refusal
from api.routes.coop import TOLD, Change, change
from api.routes.hub.visitor import shown, signed_in, visitor
from api.routes.hub.week import is_missing
from api.routes.mine import about_plan
from api.routes.service import Parts
from api.store import audit
from api.store.store import Books

router = APIRouter(prefix="/hub/coop", include_in_schema=False)

Member = Annotated[Frame, Depends(visitor())]

MOST = 50
"""So many changes are on one page."""


@router.get("")
async def show_coop(frame: Member, service: Parts) -> Response:
    """What we weigh, and how it is shared out."""
    asking = signed_in(frame)
    try:
        answer = await about_plan(service, asking, "overview", None, {"language": frame.words.language})
    except Refusal as refusal:
        return shown("no_plan.html.j2", frame, plans=[], erased=is_missing(refusal, None), address="/hub/coop")
    told = json.loads(answer.body)
    shares = [(share, told["fairness"][share.name], rows_of(told["fairness"][share.name])) for share in SHARES]
    return shown("coop.html.j2", frame, told=told, shares=shares)


@router.get("/changes")
async def show_changes(
    frame: Member, service: Parts, before: Annotated[int | None, Query(ge=0, le=2**63 - 1)] = None
) -> Response:
    """What was done, the newest first."""

    def look(books: Books) -> list[Change]:
        return [change(one) for one in audit.newest(books, TOLD, before, MOST + 1)]

    found = await service.seek(signed_in(frame).coop, look)
    more = found[MOST - 1].number if len(found) > MOST else None
    return shown("changes.html.j2", frame, changes=found[:MOST], more=more)
