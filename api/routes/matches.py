"""Who should care for this client: asked and answered at once, or as a job."""

from fastapi import APIRouter, Request, Response

from api.routes.questions import Prefer, answers, offer_jobs, put
from api.routes.repeating import IdempotencyKey
from api.routes.service import Parts
from api.routes.works import Matcher
from api.web.described import takes

ADDRESS = "/v1/matches"

router = APIRouter(prefix=ADDRESS, tags=["matches"])


@router.post("", response_class=Response, responses=answers("MatchAnswer"), openapi_extra=takes("MatchForm"))
async def ask_for_match(
    request: Request, asking: Matcher, service: Parts, key: IdempotencyKey = None, prefer: Prefer = None
) -> Response:
    """Ask who should care for a client, and when: offers ranked by what they do to the plan, and what rules others out.

    Up to 60 visits, packages spelled out, are answered at once; more come as a job.
    """
    return await put(service, asking, "match", ADDRESS, await request.body(), key, prefer)


offer_jobs(router, "match", "matches", "MatchAnswer")
