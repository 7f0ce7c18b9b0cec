"""Who cares for whom, without clock times: asked and answered at once, or as a job."""

from fastapi import APIRouter, Request, Response

from api.routes.questions import Prefer, answers, offer_jobs, put
from api.routes.repeating import IdempotencyKey
from api.routes.service import Parts
from api.routes.works import Matcher
from api.web.described import takes

ADDRESS = "/v1/assignments"

router = APIRouter(prefix=ADDRESS, tags=["assignments"])


@router.post("", response_class=Response, responses=answers("AssignmentAnswer"), openapi_extra=takes("AssignmentForm"))
async def ask_for_assignment(
    request: Request, asking: Matcher, service: Parts, key: IdempotencyKey = None, prefer: Prefer = None
) -> Response:
    """Ask who cares for whom, by part of the day, without clock times.

    Problems of up to 500 visits, with up to 5 seconds, are answered at once; others come as a job.
    """
    return await put(service, asking, "assignment", ADDRESS, await request.body(), key, prefer)


offer_jobs(router, "assignment", "assignments", "AssignmentAnswer")
