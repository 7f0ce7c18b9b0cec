"""Plans are judged, whoever made them."""

from fastapi import APIRouter, Request, Response

from api.routes.service import Parts, answered
from api.routes.works import PlanWriter
from api.web.described import gives, refuses, takes

router = APIRouter(prefix="/v1/plans", tags=["plans"])


@router.post(
    "/check",
    response_class=Response,
    responses={
        200: gives("Verdict", "The referee's verdict, and the plan's KPIs."),
        **refuses("unknown", "contradiction", "erased", engine=True, body=True),
    },
    openapi_extra=takes("CheckForm"),
)
async def check_plan(request: Request, asking: PlanWriter, service: Parts) -> Response:
    """Judge a plan of a problem: what it costs by which rule, and what it breaks."""
    answer = await service.answering.ask("check", asking.coop, {}, await request.body())
    return answered(answer)
