"""Who cares for whom, without clock times: asked and answered at once, or as a job."""

from fastapi import APIRouter, Request, Response

from api.routes.questions import Prefer, answers, listed, put, read, reading
from api.routes.repeating import IdempotencyKey
from api.routes.service import Parts
from api.routes.works import Id, Matcher, StateAsked, Work
from api.web.described import refuses, takes, told
from api.web.pages import After, Limit, Page

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


@router.get("", responses={200: {"description": "One page.", **told("Link")}, **refuses()})
def list_assignments(
    asking: Matcher,
    service: Parts,
    request: Request,
    response: Response,
    after: After = None,
    limit: Limit = 50,
    state: StateAsked = None,
) -> Page[Work]:
    """Every question of this kind that was accepted as a job, in the order in which it was."""
    return listed(service, asking, "assignment", request, response, after, limit, state)


@router.get("/{id}", response_model=None, responses=reading("AssignmentAnswer"))
def read_assignment(id: Id, asking: Matcher, service: Parts, response: Response) -> Work | Response:
    """The answer to a question that was accepted as a job."""
    return read(service, asking, "assignment", id, response)
