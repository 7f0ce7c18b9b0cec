"""What carers and clients see and do for themselves: their week, their visits, why, and what they ask the planner."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response, Security
from fastapi.concurrency import run_in_threadpool

from api.access.principal import Principal, Role
from api.answering.answer import Answer
from api.answering.petitions import petition_document
from api.documents.plain import encoded
from api.refusals import Refusal
from api.routes.service import Parts, Service, answered, asker
from api.routes.works import Speech
from api.store import audit, erasures, out, petitions
from api.store.errors import Unknown
from api.store.out import Out
from api.store.petitions import PetitionState
from api.store.store import Books
from api.web.described import gives, refuses, takes, told
from api.web.forms import small
from api.web.pages import After, Page, Paging

router = APIRouter(prefix="/v1/me", tags=["one's own"])

Owner = Annotated[Principal, Security(asker("plans:own"))]
Petitioner = Annotated[Principal, Security(asker("petitions:own"))]
PlanAsked = Annotated[
    str | None, Query(pattern=r"^[A-Za-z0-9-]{1,36}$", description="By default that of today, or the next.")
]
PetitionId = Annotated[str, Path(pattern="^[0-9a-z]{1,26}$", description="The petition's id.")]
OF_PLAN = refuses("unknown", "erased", engine=True)


@dataclass(frozen=True, slots=True)
class PlanOut:
    """A plan that is out, since when, and over which days it reaches."""

    plan: str
    problem: str
    at: datetime
    first: date | None
    days: int


def person_of(asking: Principal, *roles: Role) -> str:
    """The made-up id of who asks. Raises Refusal for somebody of another role: they have nothing of their own here."""
    if asking.person is None or asking.role not in roles:
        raise Refusal("scope-missing", f"Only a {' or a '.join(roles)} has this of their own.")
    return asking.person


async def about_plan(
    service: Service, asking: Principal, kind: str, plan: str | None, asked: Mapping[str, Any]
) -> Answer:
    """An answer about a plan that is out; it never changes, so that it is kept a while. plan: by default the one of
    today that knows of who asks, else the next. Raises Refusal."""

    def look(books: Books) -> tuple[list[Out], int]:
        found = out.from_day(out.plans_out(books), books.now().date())
        return [one for one in found if plan in (None, one.plan)], erasures.count(books)

    found, erased = await service.look(asking.coop, look)
    refusal = Refusal("unknown", "No plan is out yet." if plan is None else "No such plan is out.")
    for one in found:
        question = {"plan": one.plan, **asked}
        key = (kind, *(str(value) for value in question.values()))
        try:
            return await service.lately.given(
                asking.coop, erased, key, partial(service.answering.ask, kind, asking.coop, question)
            )
        except Refusal as refused:
            if refused.code.code not in ("unknown", "erased"):
                raise
            refusal = refused
    raise refusal


async def own(service: Service, asking: Principal, kind: str, role: Role, plan: str | None, **asked: Any) -> Answer:
    """An answer about one's own part of a plan. Raises Refusal."""
    person = person_of(asking, role)
    return await about_plan(service, asking, kind, plan, {"person": person, **asked})


@router.get("/plans", responses=refuses())
async def list_own_plans(asking: Owner, service: Parts) -> list[PlanOut]:
    """The plans that are out, the newest first."""
    person_of(asking, Role.CARER, Role.CLIENT)
    found = await service.look(asking.coop, out.plans_out)
    return [PlanOut(one.plan, one.problem, one.at, one.first, one.days) for one in found]


@router.get("/week", response_class=Response, responses={200: gives("OwnWeek", "One's own rounds."), **OF_PLAN})
async def read_own_week(asking: Owner, service: Parts, plan: PlanAsked = None) -> Response:
    """A carer's own week: rounds with times, places and travel, hours against contract and wishes, and rest."""
    places = service.settings.places_for_carers
    return answered(await own(service, asking, "week", Role.CARER, plan, places=places))


@router.get(
    "/week/{visit}/why", response_class=Response, responses={200: gives("WhyMe", "Why it is yours."), **OF_PLAN}
)
async def explain_own_visit(
    visit: Annotated[str, Path(max_length=200)],
    asking: Owner,
    service: Parts,
    plan: PlanAsked = None,
    language: Speech = "en",
) -> Response:
    """Why one of a carer's own visits is theirs. Nobody else is named."""
    return answered(await own(service, asking, "why_me", Role.CARER, plan, visit=visit, language=language))


@router.get("/visits", response_class=Response, responses={200: gives("OwnVisits", "Who comes when."), **OF_PLAN})
async def read_own_visits(asking: Owner, service: Parts, plan: PlanAsked = None) -> Response:
    """Who comes to a client and when, the usual carers, and what nobody makes yet."""
    return answered(await own(service, asking, "own_visits", Role.CLIENT, plan))


@router.get(
    "/petitions",
    response_model=Page[dict[str, Any]],
    responses={200: {"description": "One page.", **told("Link")}, **refuses()},
)
async def list_own_petitions(
    asking: Petitioner, service: Parts, paging: Paging, after: After = None
) -> Page[dict[str, Any]]:
    """What one has asked of the planner, and what came of it."""
    person = person_of(asking, Role.CARER, Role.CLIENT)
    return await service.look(
        asking.coop,
        lambda books: paging.page(
            lambda most: petitions.page(books, after, most, person=person),
            lambda each: each.id,
            petition_document,
        ),
    )


@router.post(
    "/petitions",
    status_code=201,
    response_class=Response,
    responses={
        200: gives("Petition", "It was asked before, and is open still."),
        201: gives("Petition", "Asked."),
        **refuses("unknown", "contradiction", "erased", engine=True, body=True),
    },
    openapi_extra=takes("PetitionForm"),
)
async def ask_planner(request: Request, asking: Petitioner, service: Parts) -> Response:
    """Ask the planner: a carer for a swap of a visit or a shift, a client that a carer does not come any more."""
    person = person_of(asking, Role.CARER, Role.CLIENT)
    return answered(await put_petition(service, asking, person, await small(request)))


async def put_petition(service: Service, asking: Principal, person: str, body: bytes) -> Answer:
    """Put a petition of the form PetitionForm. Raises Refusal."""
    found = await service.look(asking.coop, out.plans_out)
    asked = {"person": person, "kind": asking.role.value, "by": asking.id, "role": asking.role.value}
    asked |= {"shown": [one.plan for one in found]}
    return await service.answering.ask("petition", asking.coop, asked, body)


@router.post(
    "/petitions/{id}/withdraw",
    response_class=Response,
    responses={200: gives("Petition", "Taken back."), **refuses("unknown", "over")},
)
async def withdraw_petition(id: PetitionId, asking: Petitioner, service: Parts) -> Response:
    """Take back what one has asked, while it is open."""
    person = person_of(asking, Role.CARER, Role.CLIENT)
    return await run_in_threadpool(withdraw, service, asking, person, id)


def withdraw(service: Service, asking: Principal, person: str, id: str) -> Response:
    """Take a petition back. Raises StoreError; Unknown for somebody else's."""
    with service.store.of(asking.coop) as books:
        if petitions.get(books, id).person != person:
            raise Unknown("petition", id)
        found = petitions.close(books, id, PetitionState.WITHDRAWN)
        audit.note(books, asking.id, asking.role.value, f"{found.kind.value}.withdraw", f"petition:{id}")
    return Response(encoded(petition_document(found)), media_type="application/json")
