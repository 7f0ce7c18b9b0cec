"""What changed between two plans of one problem."""

from fastapi import APIRouter, Response

from api.routes.works import Id, Parts, PlanReader, Speech
from api.web.described import gives, refuses

router = APIRouter(prefix="/v1/plans", tags=["plans"])


@router.get(
    "/{before}/compare/{after}",
    response_class=Response,
    responses={
        200: gives("Comparison", "Visit by visit, and what it costs by which rule."),
        **refuses("unknown", "contradiction", "erased", "busy", "answering-died", "took-too-long"),
    },
)
async def compare_plans(before: Id, after: Id, asking: PlanReader, service: Parts, language: Speech = "en") -> Response:
    """Say what is different in the second plan, and what that costs."""
    asked = {"before": before, "after": after, "language": language}
    answer = await service.answering.ask("comparison", asking.coop, asked)
    return Response(answer.body, answer.status, answer.headers, "application/json")
