"""Plans: asked for, followed while they are made, and read."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response, Security
from fastapi.concurrency import run_in_threadpool

from api.access.principal import PERSONAL, Principal
from api.answering.forms import PLAN, PlanForm
from api.answering.refusing import unpublished
from api.refusals import Pointer, Refusal
from api.routes.repeating import IdempotencyKey, once
from api.routes.service import Parts, answered, asker
from api.routes.works import (
    Id,
    PlanReader,
    PlanWriter,
    StateAsked,
    Work,
    accepted,
    ask,
    noting,
    of_kind,
    told_of,
)
from api.store import erasures, jobs, plans, problems, progress, published, weights
from api.store.errors import Unknown
from api.store.jobs import Job, Order, Priority
from api.store.store import Books
from api.web.described import gives, refuses, takes, told
from api.web.forms import small
from api.web.pages import After, Page, Paging

router = APIRouter(prefix="/v1/plans", tags=["plans"])

READING = refuses("unknown", "not-ready", "erased", engine=True)


@dataclass(frozen=True, slots=True)
class PlanWork(Work):
    """A plan that was asked for. progress: the newest sign of it; figures: what the plan came to, once it is there."""

    progress: dict[str, Any] | None = None
    figures: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class PublishedPlan:
    """A plan that carers and clients see. by: the id of the key with which it was published."""

    plan: str
    problem: str
    version: int
    by: str
    made: datetime


@router.post(
    "",
    status_code=202,
    response_class=Response,
    responses={
        202: gives("Accepted", "Accepted: it will be made.", "Location", "Retry-After"),
        **refuses("unknown", "contradiction", "key-reused", "erased", body=True),
    },
    openapi_extra=takes("PlanForm", demo={"problem": "week-48", "seconds": 30}),
)
async def ask_for_plan(request: Request, asking: PlanWriter, service: Parts, key: IdempotencyKey = None) -> Response:
    """Have a plan made of a problem. The same `Idempotency-Key` with the same body is the same plan."""
    body = await small(request)
    form = PLAN.read(body)

    def accept() -> Job:
        found, new = once(
            service, asking, key, "POST /v1/plans", body, noting(asking, lambda books: ordered(books, form, asking))
        )
        if new:
            service.jobs.dispatch(found)
        return found

    return accepted(await run_in_threadpool(accept), "/v1/plans")


def ordered(books: Books, form: PlanForm, asking: Principal) -> tuple[Order, str]:
    """The order that a form asks for, and the weights under which it is done. Raises Unknown, Erased, and Refusal for a
    plan that cannot be started from."""
    version = problems.head(books, form.problem, form.version)
    problems.hold_whole(books, version.problem, version.version)
    if form.start is not None:
        _may_start(books, form.start, form.problem)
    label, named = _weights(books, form)
    names = ("strategy", "seconds", "iterations", "seed", "bound", "language")
    order = Order(
        kind="plan",
        problem=form.problem,
        version=version.version,
        by=asking.id,
        plan=form.start,
        options={name: value for name in names if (value := getattr(form, name)) is not None} | named,
        priority=Priority.URGENT if form.priority == "urgent" else Priority.USUAL,
    )
    return order, label or version.weights


def _weights(books: Books, form: PlanForm) -> tuple[str, dict[str, str]]:
    """What the weights that a form names are called, and the job's option; nothing where it names none. Raises
    Refusal."""
    if form.weights is None:
        return "", {}
    try:
        told = weights.head(books, form.weights, published=True)
    except Unknown:
        raise unpublished() from None
    return told.label, {"weights": told.hash}


def _may_start(books: Books, id: str, problem: str) -> None:
    """Raises Refusal where a plan is none of the problem's."""
    try:
        job = of_kind(books, id, "plan")
    except Unknown:
        remedy = "no such plan: list what there is with GET /v1/plans"
        raise Refusal("contradiction", "There is no such plan.", [Pointer("/start", "start", remedy)]) from None
    if job.problem != problem or not job.state.over:
        remedy = "give a finished plan of the same problem"
        raise Refusal("contradiction", "The plan cannot be started from.", [Pointer("/start", "start", remedy)])


@router.get("", responses={200: {"description": "One page.", **told("Link")}, **refuses()})
async def list_plans(
    asking: PlanReader,
    service: Parts,
    paging: Paging,
    after: After = None,
    state: StateAsked = None,
    problem: Annotated[str | None, Query(max_length=200, description="Only those of this problem.")] = None,
) -> Page[Work]:
    """Every plan that was asked for, in the order in which it was."""
    look = service.look if state is None and problem is None else service.seek
    return await look(
        asking.coop,
        lambda books: paging.page(
            lambda most: jobs.page(books, after, most, state, "plan", problem),
            lambda job: job.id,
            lambda job: Work(**told_of(job)),
        ),
    )


@router.get("/{id}", responses=refuses("unknown"))
async def read_plan_state(id: Id, asking: PlanReader, service: Parts) -> PlanWork:
    """How far a plan is and, once it is there, what it came to: its costs, figures and bound."""
    return await service.look(asking.coop, lambda books: _state(books, id))


def _state(books: Books, id: str) -> PlanWork:
    job = of_kind(books, id, "plan")
    newest = progress.latest(books, id)
    figures = _figures(books, id) if job.state.over else None
    return PlanWork(**told_of(job), progress=None if newest is None else newest.data, figures=figures)


def _figures(books: Books, id: str) -> dict[str, Any] | None:
    try:
        kept = plans.head(books, id)
    except Unknown:
        return None  # it was cancelled, or failed
    return {"clean": kept.clean, "cost": kept.cost, "unplanned": kept.unplanned, **kept.figures}


@router.get(
    "/{id}/plan",
    response_class=Response,
    responses={
        200: gives("Plan", "The plan, and beside it verdict and KPIs."),
        **READING,
    },
)
async def read_plan(id: Id, asking: PlanReader, service: Parts) -> Response:
    """The plan: who goes where, when. It is the file that `ronda plan` writes."""
    return await _written(service, asking, id, "plan")


@router.get(
    "/{id}/kpis",
    response_class=Response,
    responses={200: gives("Kpis", "The plan's KPIs."), **READING},
)
async def read_kpis(id: Id, asking: PlanReader, service: Parts) -> Response:
    """What a plan comes to: travel, waiting, hours, continuity."""
    return await _written(service, asking, id, "kpis")


@router.get(
    "/{id}/findings",
    response_class=Response,
    responses={200: gives("Verdict", "The referee's verdict."), **READING},
)
async def read_findings(id: Id, asking: PlanReader, service: Parts) -> Response:
    """What the referee found: costs rule by rule, what is forbidden, and what is not planned."""
    return await _written(service, asking, id, "verdict")


async def _written(service: Parts, asking: Principal, id: str, part: str) -> Response:
    """A plan's document, or a part of it. Raises Refusal where it is not there (yet)."""
    erased = await service.look(asking.coop, lambda books: _is_made(books, id))
    asked = {"plan": id, "part": part}
    answer = await service.lately.given(
        asking.coop, erased, (id, part), lambda: service.answering.ask("reading", asking.coop, asked)
    )
    return answered(answer)


def _is_out(books: Books, id: str) -> None:
    """Raises Unknown where a plan is none that carers and clients see: a draft, or what held before."""
    if not any(one.plan == id for one in published.current(books)):
        raise Unknown("published plan", id)


def _is_made(books: Books, id: str) -> int:
    """How many of the co-op were erased until now. Raises Refusal where a plan is not there (yet)."""
    if _figures(books, id) is None:
        job = of_kind(books, id, "plan")
        raise Refusal("not-ready", f"There is no plan: the work is {job.state.value}.")
    return erasures.count(books)


@router.post("/{id}/stop", status_code=202, responses=refuses("unknown", "over"))
def stop_plan(id: Id, asking: PlanWriter, service: Parts) -> Work:
    """End the work and keep the best plan so far."""
    return Work(**told_of(ask(service, asking, id, "stop")))


@router.post("/{id}/cancel", status_code=202, responses=refuses("unknown", "over"))
def cancel_plan(id: Id, asking: PlanWriter, service: Parts) -> Work:
    """End the work and keep nothing."""
    return Work(**told_of(ask(service, asking, id, "cancel")))


@router.post("/{id}/publish", responses=refuses("unknown", "not-ready", "erased"))
def publish_plan(
    id: Id, asking: Annotated[Principal, Security(asker("plans:publish"))], service: Parts
) -> PublishedPlan:
    """Publish a plan: from now on carers and clients see their part of it. It is written down who did."""
    with service.store.of(asking.coop) as books:
        _is_made(books, id)
        found = published.publish(books, id, asking.id, asking.role.value)
    return PublishedPlan(found.plan, found.problem, found.version, found.by, found.made)


@router.get(
    "/{id}/own",
    response_class=Response,
    responses={
        200: gives("Own", "One's own rounds, or one's own visits."),
        **refuses("unknown", "not-ready", "erased", engine=True),
    },
)
async def read_own(id: Id, asking: Annotated[Principal, Security(asker("plans:own"))], service: Parts) -> Response:
    """A carer's own rounds of a published plan, or a client's own visits; nobody sees anybody else's."""
    if asking.role not in PERSONAL or asking.person is None:
        raise Refusal("scope-missing", "Only a carer or a client has rounds or visits of their own.")
    await service.look(asking.coop, lambda books: _is_out(books, id))
    asked = {"plan": id, "person": asking.person, "kind": asking.role.value}
    answer = await service.answering.ask("own", asking.coop, asked)
    return answered(answer)
