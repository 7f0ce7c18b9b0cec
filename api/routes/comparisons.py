"""What changed between two plans of one problem."""

from fastapi import APIRouter, Response

from api.routes.service import Parts, answered
from api.routes.works import Id, PlanReader, Speech
from api.web.described import gives, refuses

router = APIRouter(prefix="/v1/plans", tags=["plans"])


@router.get(
    "/{before}/compare/{after}",
    response_class=Response,
    responses={
        200: gives("Comparison", "Visit by visit, and what it costs by which rule."),
        **refuses("unknown", "contradiction", "erased", engine=True),
    },
)
async def compare_plans(before: Id, after: Id, asking: PlanReader, service: Parts, language: Speech = "en") -> Response:
    """Say what is different in the second plan, and what that costs."""
    asked = {"before": before, "after": after, "language": language}
    answer = await service.answering.ask("comparison", asking.coop, asked)
    return answered(answer)
