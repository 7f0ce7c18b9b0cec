"""Who asks, as the service sees them."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Security

from api.access.principal import SCOPES, Principal, Role
from api.routes.service import asker
from api.web.described import refuses

router = APIRouter(prefix="/v1/me", tags=["access"])

Anybody = Annotated[Principal, Security(asker(*SCOPES))]


@dataclass(frozen=True, slots=True)
class Me:
    """Who asks: their co-op, their made-up id, what they may do. person: whose rounds or visits they see."""

    coop: str
    id: str
    role: Role
    scopes: list[str]
    person: str | None


@router.get("", responses=refuses())
async def read_me(asking: Anybody) -> Me:
    """What the key or token that was shown may do."""
    return Me(asking.coop, asking.id, asking.role, sorted(asking.scopes), asking.person)
