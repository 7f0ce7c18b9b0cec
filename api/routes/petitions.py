"""What carers and clients ask of the planner: read, and answered with stand-ins at hand."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response, Security

from api.access.principal import Principal
from api.answering.petitions import petition_document
from api.documents.plain import encoded
from api.routes.mine import PetitionId
from api.routes.service import Parts, answered, asker
from api.routes.works import Speech
from api.store import out, people, petitions
from api.store.errors import Unknown
from api.store.out import Out
from api.store.petitions import Petition, PetitionKind, PetitionState
from api.store.store import Books
from api.web.described import gives, refuses, takes, told
from api.web.forms import small
from api.web.pages import After, Page, Paging

router = APIRouter(prefix="/v1/petitions", tags=["petitions"])

Answerer = Annotated[Principal, Security(asker("petitions:answer"))]


@router.get(
    "", response_model=Page[dict[str, Any]], responses={200: {"description": "One page.", **told("Link")}, **refuses()}
)
async def list_petitions(
    asking: Answerer,
    service: Parts,
    paging: Paging,
    after: After = None,
    state: Annotated[PetitionState | None, Query(description="Only those in this state.")] = None,
    kind: Annotated[PetitionKind | None, Query(description="Only those of this kind.")] = None,
) -> Page[dict[str, Any]]:
    """Everything that was asked, in the order in which it was."""
    return await service.seek(
        asking.coop,
        lambda books: paging.page(
            lambda most: petitions.page(books, after, most, state=state, kind=kind),
            lambda each: each.id,
            lambda each: for_planner(books, each),
        ),
    )


def for_planner(books: Books, found: Petition) -> dict[str, Any]:
    """A petition, and whose it is; empty where they were erased."""
    known = people.known(books, found.person)
    return petition_document(found, "" if known is None else known[1])


@router.get(
    "/{id}", response_class=Response, responses={200: gives("Petition", "What was asked."), **refuses("unknown")}
)
async def read_petition(id: PetitionId, asking: Answerer, service: Parts) -> Response:
    """What was asked, by whom, and what came of it."""
    document = await service.look(asking.coop, lambda books: for_planner(books, petitions.get(books, id)))
    return Response(encoded(document), media_type="application/json")


@router.get(
    "/{id}/stand-ins",
    response_class=Response,
    responses={
        200: gives("StandIns", "For each visit who could take it; none where the carer does not have it any more."),
        **refuses("unknown", "contradiction", "erased", engine=True),
    },
)
async def list_stand_ins(id: PetitionId, asking: Answerer, service: Parts, language: Speech = "en") -> Response:
    """Who could take what a carer asks to swap, in the plan that is out now."""

    def look(books: Books) -> str:
        found = petitions.get(books, id)
        return plan_now(out.plans_out(books), found)

    asked = {"petition": id, "plan": await service.look(asking.coop, look), "language": language}
    return answered(await service.answering.ask("stand_ins", asking.coop, asked))


def plan_now(found: list[Out], petition: Petition) -> str:
    """The plan that is out for the days of a petition. Raises Unknown where none is any more."""
    for one in found:
        if one.problem == petition.problem:
            return one.plan
    raise Unknown("plan", petition.plan)


@router.post(
    "/{id}/reply",
    response_class=Response,
    responses={
        200: gives("Petition", "Answered."),
        **refuses("unknown", "contradiction", "over", "stale", "erased", engine=True, body=True),
    },
    openapi_extra=takes("ReplyForm"),
)
async def reply_to_petition(id: PetitionId, request: Request, asking: Answerer, service: Parts) -> Response:
    """Accept or decline. An accepted refusal enters the problem, as a new version of it; the planner makes a swap."""
    asked = {"petition": id, "by": asking.id, "role": asking.role.value}
    return answered(await service.answering.ask("reply", asking.coop, asked, await small(request)))
