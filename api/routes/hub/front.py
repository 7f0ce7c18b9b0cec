"""The hub's first page."""

from fastapi import APIRouter
from starlette.responses import Response

from api.routes.hub.visitor import Anybody, shown

router = APIRouter(prefix="/hub", include_in_schema=False)


@router.get("")
async def show_overview(frame: Anybody) -> Response:
    """Where to go from here."""
    return shown("front.html.j2", frame)
