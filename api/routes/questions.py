"""Questions that are answered at once when small, and as a job when large: what the routes of each kind share."""

import json
from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Header, Response
from fastapi.concurrency import run_in_threadpool

from api.access.principal import Principal
from api.answering.answer import LATER
from api.refusals import Pointer, Refusal
from api.routes.repeating import once
from api.routes.service import Parts, Service, answered
from api.routes.works import RETRY_AFTER, Id, Matcher, StateAsked, Work, accepted, noting, of_kind, told_of
from api.store import jobs, problems
from api.store.jobs import Job, Order, Priority, State
from api.store.store import Books
from api.web.described import Responses, gives, refuses, told
from api.web.pages import After, Page, Paging

Prefer = Annotated[
    str | None,
    Header(max_length=200, description="`respond-async`: as a job, however small it is (RFC 7240)."),
]

WITHIN = 30.0
_OF_FAULT = {
    "gone": "The problem or the plan that it was about is not there any more.",
    "worker-died": "Every process that worked on it ended over it.",
    "internal": "Something went wrong that is no fault of the question.",
}
"""What a worker calls that for which a question asked at once has no refusal."""


def answers(schema: str) -> Responses:
    """The `responses` of a question."""
    return {
        200: gives(schema, "The answer."),
        202: gives("Accepted", "Accepted as a job; `measure` says why.", "Location", "Retry-After"),
        **refuses("unknown", "contradiction", "key-reused", "erased", engine=True, body=True),
    }


async def put(
    service: Service,
    asking: Principal,
    kind: str,
    address: str,
    body: bytes,
    key: str | None,
    prefer: str | None,
) -> Response:
    """Answer a question, or accept it as a job. A key makes no difference to what is answered at once: it changes
    nothing."""
    later = "respond-async" in (prefer or "").lower()
    answer = await service.answering.ask(kind, asking.coop, {"at_once": True, "later": later}, body, WITHIN)
    if answer.status != LATER:
        return answered(answer)

    about = json.loads(answer.body)  # who found it too large has read it: nothing is read while the store is locked
    wanted = Order(
        kind=kind,
        problem=about["problem"],
        version=about["version"],
        by=asking.id,
        plan=about["plan"],
        request=body,
        priority=Priority.INTERACTIVE,
    )

    def order(books: Books) -> tuple[Order, str]:
        problems.hold_whole(books, wanted.problem, wanted.version)  # somebody may have been erased since it was read
        return wanted, about["weights"]

    def accept() -> Job:
        found, new = once(service, asking, key, f"POST {address}", body, noting(asking, order))
        if new:
            service.jobs.dispatch(found)
        return found

    job = await run_in_threadpool(accept)
    return accepted(job, address, about["measure"])


def offer_jobs(router: APIRouter, kind: str, plural: str, schema: str) -> None:
    """The routes on which questions of a kind that were accepted as jobs are listed and read. plural: of the kind."""

    @router.get("", name=f"list_{plural}", responses={200: {"description": "One page.", **told("Link")}, **refuses()})
    def list_questions(
        asking: Matcher,
        service: Parts,
        paging: Paging,
        after: After = None,
        state: StateAsked = None,
    ) -> Page[Work]:
        """Every question of this kind that was accepted as a job, in the order in which it was."""
        with service.store.reading(asking.coop) as books:
            return paging.page(
                lambda most: jobs.page(books, after, most, state, kind),
                lambda job: job.id,
                lambda job: Work(**told_of(job)),
            )

    @router.get("/{id}", name=f"read_{kind}", response_model=None, responses=_reading(schema))
    def read_question(id: Id, asking: Matcher, service: Parts, response: Response) -> Work | Response:
        """The answer to a question that was accepted as a job."""
        return _read(service, asking, kind, id, response)


def _reading(schema: str) -> Responses:
    """The `responses` of a question's job."""
    return {
        200: gives(schema, "The answer."),
        202: gives("Work", "How far the work is: there is no answer yet.", "Retry-After"),
        **refuses("unknown", "not-ready", "erased", "work-failed"),
    }


def _read(service: Service, asking: Principal, kind: str, id: str, response: Response) -> Work | Response:
    """A question's job: its answer once it is there, the refusal if that is what it came to, else how far it is."""
    with service.store.reading(asking.coop) as books:
        job = of_kind(books, id, kind)
        if job.state.over:
            job = jobs.get(books, id)
    if job.state is State.DONE and job.answer is not None:
        return Response(job.answer, media_type="application/json")
    if job.state is State.DONE:
        raise Refusal("erased", "The answer told of persons who were erased.")
    if job.state is State.FAILED:
        raise _failed(job.fault or {})
    if job.state.over:
        raise Refusal("not-ready", "It was cancelled: there is no answer.")
    response.status_code = 202
    response.headers["Retry-After"] = str(RETRY_AFTER)
    return Work(**told_of(job))


def _failed(fault: Mapping[str, Any]) -> Refusal:
    """What a job came to that has no answer and never will. The detail has the code by which the same question would be
    refused at once."""
    given = str(fault.get("code", ""))
    if given == jobs.PERSON_ERASED:
        return Refusal("erased", "It needs a person whose data were erased.")
    detail = _OF_FAULT.get(given) or f"It was refused: {given}."
    return Refusal("work-failed", detail, [Pointer(**one) for one in fault.get("faults", ())])
