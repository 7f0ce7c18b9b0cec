"""The page on which those who keep the library change a resource, whether readers see it yet or not."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from starlette.responses import Response

from api.access.principal import Principal
from api.library.naming import STATES
from api.refusals import Pointer, Refusal
from api.routes.hub.visitor import fields, onward, shown
from api.routes.library import review
from api.routes.library.asking import Number
from api.routes.library.forms import WantedResource
from api.routes.library.pages import Done
from api.routes.library.resource_form import BLANK, checked, document, filled, mendable, of_resource
from api.routes.library.telling import Opened, Reading, keeper
from api.routes.service import Parts, Service
from api.store.errors import Stale
from api.store.library import resources
from api.store.store import Books

router = APIRouter(prefix="/library/review/resources", include_in_schema=False)

_STALE = "somebody has changed it meanwhile: look at it in another window, then save again what is to stay"


@router.get("/{id}")
def show_edit(id: Number, opened: Reading, service: Parts, done: Done = False) -> Response:
    """A resource, published or not, with all of it to be changed."""
    asking = keeper(opened.frame)
    with service.store.reading(asking.coop) as books:
        kept = resources.get(books, id)
        return _edit_page(opened, books, kept, filled(kept.resource), done=done)


@router.post("/{id}/edit")
async def edit_here(id: Number, request: Request, opened: Reading, service: Parts) -> Response:
    """Put a resource as the form says, and publish it where that is wished."""
    asking = keeper(opened.frame)
    return await run_in_threadpool(_edited, opened, service, asking, id, await fields(request))


def _edited(opened: Opened, service: Service, asking: Principal, id: int, told: Mapping[str, str]) -> Response:
    with service.store.reading(asking.coop) as books:
        kept = resources.get(books, id)
        try:
            wanted, read = checked(WantedResource, document(told, kept.resource)), told.get("version", "")
            review.put(service, asking, id, wanted, int(read) if read.isdecimal() else None)
        except (Refusal, Stale) as wrong:
            faults = [Pointer("/version", "version", _STALE)] if isinstance(wrong, Stale) else mendable(wrong)
            return _edit_page(opened, books, kept, {**BLANK, **told}, 422, faults=faults)
    if told.get("act") == "publish":
        review.publish_resource(id, asking, service)
    return onward(f"/library/review/resources/{id}?done=1")


def _edit_page(
    opened: Opened, books: Books, kept: resources.Kept, given: Mapping[str, str], status: int = 200, **told: Any
) -> Response:
    (same,) = resources.same(books, [kept.resource], kept.number)
    more = {"faults": (), "done": False, **of_resource(given, opened.tell), **told}
    state = STATES[kept.state.value]
    return shown("edit.html.j2", opened.frame, status, tell=opened.tell, kept=kept, same=same, state=state, **more)
