"""Questions that are answered at once when small, and as a job when large: what the routes of each kind share."""

import json
from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import Header
from fastapi.concurrency import run_in_threadpool
from starlette.responses import Response

from api.access.principal import Principal
from api.answering.answer import LATER
from api.refusals import Pointer, Refusal, code
from api.routes.repeating import once
from api.routes.service import Service
from api.routes.works import Work, accepted, noting, of_kind, told_of
from api.store.jobs import Job, Order, Priority, State
from api.web.described import Responses, gives, refuses

Prefer = Annotated[
    str | None,
    Header(max_length=200, description="`respond-async`: as a job, however small it is (RFC 7240)."),
]

WITHIN = 30.0
_OF_FAULT = {"person-erased": "erased", "gone": "unknown"}
"""What a worker calls some refusals."""


def answers(schema: str) -> Responses:
    """The `responses` of a question."""
    return {
        200: gives(schema, "The answer."),
        202: gives("Accepted", "Accepted as a job; `measure` says why.", "Location", "Retry-After"),
        **refuses(
            "unknown", "contradiction", "key-reused", "erased", "busy", "answering-died", "took-too-long", body=True
        ),
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
        return Response(answer.body, answer.status, answer.headers, "application/json")

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

    def accept() -> Job:
        found, new = once(
            service, asking, key, f"POST {address}", body, noting(asking, lambda books: (wanted, about["weights"]))
        )
        if new:
            service.jobs.dispatch(found)
        return found

    job = await run_in_threadpool(accept)
    return accepted(job, address, about["measure"])


def read(service: Service, asking: Principal, kind: str, id: str) -> Work | Response:
    """A question's job: its answer once it is there, the refusal if that is what it came to, else how far it is."""
    with service.store.reading(asking.coop) as books:
        job = of_kind(books, id, kind)
    if job.state is State.DONE and job.answer is not None:
        return Response(job.answer, media_type="application/json")
    if job.state is State.DONE:
        raise Refusal("erased", "The answer told of persons who were erased.")
    if job.state is State.FAILED:
        raise _refusal(job.fault or {})
    if job.state.over:
        raise Refusal("not-ready", "It was cancelled: there is no answer.")
    return Work(**told_of(job))


def _refusal(fault: Mapping[str, Any]) -> Refusal:
    """What a job was refused with, as it would have been refused at once."""
    given = str(fault.get("code", ""))
    told = _OF_FAULT.get(given, given)
    try:
        meaning = code(told).meaning
    except LookupError:
        return Refusal("failed", "The work failed.")
    return Refusal(told, meaning, [Pointer(**one) for one in fault.get("faults", ())])
