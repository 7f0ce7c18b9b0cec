"""Persons: one thing can be done with them here, and it is for good."""

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Security
from fastapi.concurrency import run_in_threadpool

from api.access.principal import Principal
from api.routes.service import Parts, asker
from api.store import people
from api.web.described import refuses

router = APIRouter(prefix="/v1/people", tags=["people"])


@router.delete("/{kind}/{id}", status_code=204, responses=refuses("unknown"))
async def erase_person(
    kind: Literal["carer", "client"],
    id: Annotated[str, Path(min_length=1, max_length=200, description="The co-op's own id of the person.")],
    asking: Annotated[Principal, Security(asker("people:erase"))],
    service: Parts,
) -> None:
    """Erase a person: destroy the key of all that is personal. Plans stay as statistics; nothing brings it back."""

    def erase() -> None:
        with service.store.of(asking.coop) as books:
            people.erase(books, kind, id, asking.id, asking.role.value)

    await run_in_threadpool(erase)
    service.door.forget()
    service.lately.forget(asking.coop)
