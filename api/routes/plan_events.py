"""What happens to a plan while it is made, as server-sent events: whoever breaks off continues without a gap."""

import asyncio
import json
import threading
import time
from collections.abc import AsyncIterator, Callable
from typing import Annotated

from fastapi import APIRouter, Header, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.sse import EventSourceResponse, format_sse_event
from starlette.responses import Response

from api.routes.service import Parts, Service
from api.routes.works import Id, PlanReader, of_kind
from api.store import jobs
from api.store.jobs import Event
from api.web.described import refuses

router = APIRouter(prefix="/v1/plans", tags=["plans"])

LOOK_EVERY = 0.25
HEARTBEAT_EVERY = 15.0
"""Seconds. A comment now and then keeps the connection open on the way."""

Seen = tuple[list[Event], bool]
"""What happened after an event, and whether nothing more will."""

Look = Callable[[int], Seen]

_STREAM = {
    "description": "Events until the work is over. id: the event's number; event: a state, `progress` or `asked`.",
    "content": {
        "text/event-stream": {
            "schema": {
                "type": "object",
                "required": ["id", "event", "data"],
                "properties": {name: {"type": "string"} for name in ("id", "event", "data")},
            }
        }
    },
}
HIGHEST = 2**31 - 1


@router.get(
    "/{id}/events",
    response_class=Response,
    responses={200: _STREAM, 204: {"description": "It is over, and nothing came after."}, **refuses("unknown")},
)
async def follow_plan(
    request: Request,
    id: Id,
    asking: PlanReader,
    service: Parts,
    after: Annotated[int, Query(ge=0, le=HIGHEST, description="The number of the last event that was seen.")] = 0,
    last_seen: Annotated[
        int | None, Header(alias="Last-Event-ID", ge=0, le=HIGHEST, description="The same; what browsers send.")
    ] = None,
) -> Response:
    """Follow a plan while it is made. Who breaks off sends `Last-Event-ID` and misses nothing."""

    return await stream(request, service, asking.coop, id, after if last_seen is None else last_seen)


async def stream(request: Request, service: Service, coop: str, id: str, seen: int) -> Response:
    """A plan's events behind the one that was seen last."""

    def look(seen: int) -> Seen:
        with service.store.reading(coop) as books:
            job = of_kind(books, id, "plan")
            found = jobs.events(books, id, seen)
        return found, job.state.over and len(found) < 100

    first = await run_in_threadpool(look, seen)
    if first == ([], True):
        return Response(status_code=204)  # a browser stops asking
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return EventSourceResponse(told(look, seen, first, request.app.state.leaving), headers=headers)


async def told(look: Look, seen: int, first: Seen, leaving: threading.Event) -> AsyncIterator[bytes]:
    """Events behind `seen`, of which a look has found `first`, until nothing more will happen or the service leaves.
    Between two looks nobody waits in a thread."""
    quiet_since = time.monotonic()
    yield format_sse_event(retry=1000)
    found, over = first
    while True:
        for event in found:
            seen = event.number
            yield written(event)
            quiet_since = time.monotonic()
        if over or leaving.is_set():
            return
        if time.monotonic() - quiet_since > HEARTBEAT_EVERY:
            quiet_since = time.monotonic()
            yield format_sse_event(comment="still at it")
        if len(found) == 0:
            await asyncio.sleep(LOOK_EVERY)
        found, over = await run_in_threadpool(look, seen)


def written(event: Event) -> bytes:
    """An event as it goes over the wire."""
    data = json.dumps(event.data | {"at": event.at.isoformat()}, separators=(",", ":"))
    return format_sse_event(event=event.kind, data_str=data, id=str(event.number))
