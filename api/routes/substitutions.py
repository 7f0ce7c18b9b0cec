"""A carer cannot come: asked and answered at once, or as a job."""

from fastapi import APIRouter, Request, Response

from api.routes.questions import Prefer, answers, put, read
from api.routes.repeating import IdempotencyKey
from api.routes.works import Id, Matcher, Parts, Work
from api.web.described import gives, refuses, takes

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


@router.get(
    "/{id}",
    response_model=None,
    responses={
        200: gives("SubstitutionAnswerOrWork", "The answer, once it is there; until then how far the work is."),
        **refuses("unknown", "not-ready", "erased", "contradiction", "malformed"),
    },
)
def read_substitution(id: Id, asking: Matcher, service: Parts) -> Work | Response:
    """The answer to a question that was accepted as a job."""
    return read(service, asking, "substitution", id)
