"""A carer cannot come: asked and answered at once, or as a job."""

from fastapi import APIRouter, Request, Response

from api.routes.questions import Prefer, answers, listed, put, read, reading
from api.routes.repeating import IdempotencyKey
from api.routes.service import Parts
from api.routes.works import Id, Matcher, StateAsked, Work
from api.web.described import refuses, takes, told
from api.web.pages import After, Limit, Page

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


@router.get("", responses={200: {"description": "One page.", **told("Link")}, **refuses()})
def list_substitutions(
    asking: Matcher,
    service: Parts,
    request: Request,
    response: Response,
    after: After = None,
    limit: Limit = 50,
    state: StateAsked = None,
) -> Page[Work]:
    """Every question of this kind that was accepted as a job, in the order in which it was."""
    return listed(service, asking, "substitution", request, response, after, limit, state)


@router.get("/{id}", response_model=None, responses=reading("SubstitutionAnswer"))
def read_substitution(id: Id, asking: Matcher, service: Parts, response: Response) -> Work | Response:
    """The answer to a question that was accepted as a job."""
    return read(service, asking, "substitution", id, response)
