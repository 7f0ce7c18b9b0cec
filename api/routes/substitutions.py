"""A carer cannot come: asked and answered at once, or as a job."""

from fastapi import APIRouter, Request, Response

from api.routes.questions import Prefer, answers, offer_jobs, put
from api.routes.repeating import IdempotencyKey
from api.routes.service import Parts
from api.routes.works import Matcher
from api.web.described import takes

ADDRESS = "/v1/substitutions"

router = APIRouter(prefix=ADDRESS, tags=["substitutions"])


@router.post(
    "", response_class=Response, responses=answers("SubstitutionAnswer"), openapi_extra=takes("SubstitutionForm")
)
async def ask_for_substitution(
    request: Request, asking: Matcher, service: Parts, key: IdempotencyKey = None, prefer: Prefer = None
) -> Response:
    """Ask who takes the visits of a carer who cannot come.

    Plans of up to 2,000 visits are answered at once; larger ones come as a job.
    """
    return await put(service, asking, "substitution", ADDRESS, await request.body(), key, prefer)


offer_jobs(router, "substitution", "substitutions", "SubstitutionAnswer")
