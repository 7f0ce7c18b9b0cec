"""The hub's first page."""

from fastapi import APIRouter
from starlette.responses import Response

from api.routes.hub.visitor import Anybody, shown
from api.routes.service import Parts
from api.store import tools

router = APIRouter(prefix="/hub", include_in_schema=False)


@router.get("")
async def show_overview(frame: Anybody, service: Parts) -> Response:
    """Where to go from here, and the co-op's other tools."""
    others = [] if frame.reader is None else await service.look(frame.reader.coop, tools.all_of)
    return shown("front.html.j2", frame, tools=others)
