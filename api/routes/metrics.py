"""The service's figures, for Prometheus."""

from typing import Annotated

from fastapi import APIRouter, Request, Response, Security

from api.access.principal import Principal
from api.routes.service import asker
from api.web.described import refuses
from api.web.figures import MEDIA_TYPE

router = APIRouter(tags=["health"])

Reader = Annotated[Principal, Security(asker("metrics:read"))]


@router.get("/metrics", response_class=Response, responses={200: {"content": {"text/plain": {}}}, **refuses()})
def read_figures(asking: Reader, request: Request) -> Response:
    """Counts and times of answers, in Prometheus' text format. A key with the scope metrics:read alone is enough."""
    return Response(request.app.state.figures.text(), media_type=MEDIA_TYPE)
