"""The audit log: who asked, under which weights, for which plan, and who overrode; under made-up ids."""

from typing import Annotated

from fastapi import APIRouter, Query, Security

from api.access.principal import Principal
from api.routes.service import Parts, asker
from api.store import audit
from api.store.audit import Entry
from api.web.described import refuses, told
from api.web.pages import Page, Paging

router = APIRouter(prefix="/v1/audit", tags=["audit"])


@router.get("", responses={200: {"description": "One page.", **told("Link")}, **refuses()})
def list_audit(
    asking: Annotated[Principal, Security(asker("audit:read"))],
    service: Parts,
    paging: Paging,
    after: Annotated[int | None, Query(ge=0, le=2**63 - 1, description="The number of the last entry read.")] = None,
) -> Page[Entry]:
    """What was done, oldest first."""
    with service.store.reading(asking.coop) as books:
        return paging.page(
            lambda most: audit.page(books, after, most),
            lambda each: each.number,
            lambda each: each,
        )
