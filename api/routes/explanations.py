"""Why a visit is with its carer, why not with another, or why with nobody."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from api.routes.service import Parts, answered
from api.routes.works import Id, PlanReader, Speech
from api.web.described import gives, refuses

router = APIRouter(prefix="/v1/plans", tags=["plans"])


@router.get(
    "/{id}/explanations/{visit}",
    response_class=Response,
    responses={
        200: gives("Explanation", "Why it is so, and what else would cost what."),
        **refuses("unknown", "contradiction", "erased", engine=True),
    },
)
async def explain_visit(
    id: Id,
    visit: Annotated[str, Path(max_length=200)],
    asking: PlanReader,
    service: Parts,
    carer: Annotated[str | None, Query(max_length=200, description="Why is it not with this carer?")] = None,
    language: Speech = "en",
) -> Response:
    """Say why a visit is with its carer, or why nobody makes it; with `carer`, why it is not with that one."""
    asked = {"plan": id, "visit": visit, "carer": carer, "language": language}
    answer = await service.answering.ask("explanation", asking.coop, asked)
    return answered(answer)
