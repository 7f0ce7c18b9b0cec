"""Who should care for this client: asked and answered at once, or as a job."""

from fastapi import APIRouter, Request, Response

from api.routes.questions import Prefer, answers, listed, put, read, reading
from api.routes.repeating import IdempotencyKey
from api.routes.service import Parts
from api.routes.works import Id, Matcher, StateAsked, Work
from api.web.described import refuses, takes, told
from api.web.pages import After, Limit, Page

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


@router.get("", responses={200: {"description": "One page.", **told("Link")}, **refuses()})
def list_matches(
    asking: Matcher,
    service: Parts,
    request: Request,
    response: Response,
    after: After = None,
    limit: Limit = 50,
    state: StateAsked = None,
) -> Page[Work]:
    """Every question of this kind that was accepted as a job, in the order in which it was."""
    return listed(service, asking, "match", request, response, after, limit, state)


@router.get("/{id}", response_model=None, responses=reading("MatchAnswer"))
def read_match(id: Id, asking: Matcher, service: Parts, response: Response) -> Work | Response:
    """The answer to a question that was accepted as a job."""
    return read(service, asking, "match", id, response)
