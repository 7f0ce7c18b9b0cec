"""Accepted work as routes tell it, whatever its kind: its state, and how it is stopped or cancelled."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from fastapi import Path, Query, Security
from starlette.responses import Response

from api.access.principal import Principal
from api.documents.plain import encoded
from api.refusals import Refusal
from api.routes.service import Service, asker
from api.store import audit, jobs
from api.store.errors import Unknown
from api.store.jobs import Job, State
from api.store.store import Books
from engine.shapes import LANGUAGES

PlanReader = Annotated[Principal, Security(asker("plans:read"))]
PlanWriter = Annotated[Principal, Security(asker("plans:write"))]
Matcher = Annotated[Principal, Security(asker("matches:ask", rate="matches"))]
Id = Annotated[str, Path(pattern=r"^[A-Za-z0-9-]{1,36}$", description="The id that was given when it was accepted.")]
Speech = Annotated[
    str,
    Query(
        pattern=f"^({'|'.join(LANGUAGES)})$", description=f"In which language sentences are: {', '.join(LANGUAGES)}."
    ),
]
StateAsked = Annotated[State | None, Query(description="Only those in this state.")]

RETRY_AFTER = 1
"""Seconds after which it is worth looking again."""


@dataclass(frozen=True, slots=True)
class Work:
    """Work that was accepted. asked: stop or cancel, where somebody asked for it; fault: why it failed, by its code."""

    id: str
    kind: str
    state: State
    asked: str | None
    problem: str
    version: int
    options: dict[str, Any]
    attempt: int
    fault: dict[str, Any] | None
    made: datetime
    begun: datetime | None
    done: datetime | None


def told_of(job: Job) -> dict[str, Any]:
    """What every kind of work tells of itself."""
    return {name: getattr(job, name) for name in Work.__dataclass_fields__}


def of_kind(books: Books, id: str, kind: str) -> Job:
    """A job of this kind, without what was asked and answered. Raises Unknown for one of another: each has its own
    address."""
    job = jobs.head(books, id)
    if job.kind != kind:
        raise Unknown(kind, id)
    return job


def accepted(job: Job, address: str, measure: str | None = None) -> Response:
    """202: where to look, and when."""
    document = {"id": job.id, "state": job.state.value} | ({} if measure is None else {"measure": measure})
    headers = {"Location": f"{address}/{job.id}", "Retry-After": str(RETRY_AFTER)}
    return Response(encoded(document), 202, headers, "application/json")


def ask(service: Service, asking: Principal, id: str, what: str) -> Job:
    """Ask the work on a plan to stop or to be cancelled. Raises Refusal where it is over otherwise already."""
    with service.store.of(asking.coop) as books:
        before = of_kind(books, id, "plan")
        wanted = {"stop": (State.STOPPED, State.DONE), "cancel": (State.CANCELLED,)}[what]
        if before.state.over and before.state not in wanted:
            raise Refusal("over", f"It is over: {before.state.value}.")
        job = jobs.ask(books, id, what)
        if before.asked != job.asked or before.state != job.state:
            audit.note(books, asking.id, asking.role.value, f"plan.{what}", f"plan:{id}")
    return job


def noting(asking: Principal, order: Callable[[Books], tuple[jobs.Order, str]]) -> Callable[[Books], Job]:
    """How an order is accepted and written down, in one transaction. order: and the weights that it is done under."""

    def accept(books: Books) -> Job:
        wanted, weights = order(books)
        job = jobs.accept(books, wanted)
        detail = {"version": wanted.version} | ({} if wanted.plan is None else {"plan": wanted.plan})
        detail |= {"weights_hash": wanted.options["weights"]} if "weights" in wanted.options else {}
        audit.note(
            books, asking.id, asking.role.value, f"{wanted.kind}.ask", f"{wanted.kind}:{job.id}", weights, **detail
        )
        return job

    return accept
