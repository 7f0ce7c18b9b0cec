"""What carers and clients have asked, for themselves and for the planner who answers."""

import json
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.concurrency import run_in_threadpool
from starlette.responses import Response

from api.access.principal import Principal, Role
from api.answering.petitions import petition_document
from api.documents.plain import encoded
from api.hub.rendering import Frame
from api.refusals import Refusal
from api.routes.hub.visitor import fields, onward, shown, signed_in, visitor
from api.routes.mine import person_of, withdraw
from api.routes.petitions import for_planner, plan_now
from api.routes.service import Parts
from api.store import out, petitions, problems
from api.store.errors import Unknown
from api.store.petitions import PetitionState
from api.store.store import Books

router = APIRouter(prefix="/hub", include_in_schema=False)

Person = Annotated[Frame, Depends(visitor(Role.CARER, Role.CLIENT))]
Planner = Annotated[Frame, Depends(visitor(Role.PLANNER, Role.ADMIN))]
Id = Annotated[str, Path(pattern="^[0-9a-z]{1,26}$")]

MOST = 200
"""So many are on one page, those asked last first."""


@router.get("/asks")
async def show_asks(
    frame: Person, service: Parts, done: Annotated[str | None, Query(max_length=26)] = None
) -> Response:
    """What I have asked, and what came of it."""
    asking = signed_in(frame)
    person = person_of(asking, Role.CARER, Role.CLIENT)
    found = await service.look(asking.coop, lambda books: _last(books, person))
    return shown("asks.html.j2", frame, asks=found, done=done)


def _last(books: Books, person: str) -> list[dict[str, Any]]:
    every = petitions.newest(books, MOST, person=person)
    return [petition_document(one) for one in every]


@router.post("/asks/{id}/withdraw")
async def take_back(id: Id, request: Request, frame: Person, service: Parts) -> Response:
    """Take back what I have asked."""
    await fields(request)
    asking = signed_in(frame)
    await run_in_threadpool(withdraw, service, asking, person_of(asking, Role.CARER, Role.CLIENT), id)
    return onward("/hub/asks")


@router.get("/asked")
async def show_asked(frame: Planner, service: Parts) -> Response:
    """What carers and clients ask: what is open first."""
    asking = signed_in(frame)

    def look(books: Books) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        open_ones = petitions.page(books, None, MOST, state=PetitionState.OPEN)
        newest = [one for one in petitions.newest(books, MOST) if one.state is not PetitionState.OPEN]
        return [for_planner(books, one) for one in open_ones], [for_planner(books, one) for one in newest]

    still_open, closed = await service.seek(asking.coop, look)
    return shown("asked.html.j2", frame, open=still_open, closed=closed)


@router.get("/asked/{id}")
async def show_petition(id: Id, frame: Planner, service: Parts) -> Response:
    """One of them, with who could stand in, and a form to answer."""
    asking = signed_in(frame)

    def look(books: Books) -> tuple[dict[str, Any], list[str]]:
        found = for_planner(books, petitions.get(books, id))
        return found, [one.problem for one in problems.page(books, None, MOST)]

    found, known = await service.look(asking.coop, look)
    plan, lists, late = None, [], False
    if found["kind"] == "swap" and found["state"] == "open" and found["visit"] != found["shift"]:
        plan, lists, late = await _stand_ins(service, asking, id, frame.words.language)
    told = {"one": found, "problems": known, "plan": plan, "lists": lists, "late": late}
    return shown("petition.html.j2", frame, **told)


async def _stand_ins(
    service: Parts, asking: Principal, id: str, language: str
) -> tuple[str | None, list[dict[str, Any]], bool]:
    """The plan that is out now, who could stand in for each visit, and whether nobody had the time to find out."""

    def look(books: Books) -> str | None:
        try:
            return plan_now(out.plans_out(books), petitions.get(books, id))
        except Unknown:
            return None

    plan = await service.look(asking.coop, look)
    if plan is None:
        return None, [], False
    try:
        asked = {"petition": id, "plan": plan, "language": language}
        answer = await service.answering.ask("stand_ins", asking.coop, asked)
    except Refusal as refusal:
        if refusal.status >= 500:
            return plan, [], True
        raise
    return plan, json.loads(answer.body)["shortlists"], False


@router.post("/asked/{id}")
async def reply(id: Id, request: Request, frame: Planner, service: Parts) -> Response:
    """Accept or decline."""
    asking, told = signed_in(frame), await fields(request)
    body: dict[str, Any] = {"accept": told.get("answer") == "accept", "words": told.get("words", "")}
    body |= {"problem": told["problem"]} if told.get("problem") else {}
    asked = {"petition": id, "by": asking.id, "role": asking.role.value}
    await service.answering.ask("reply", asking.coop, asked, encoded(body))
    return onward(f"/hub/asked/{id}")
