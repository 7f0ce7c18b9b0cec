"""What happens to a plan while it is made, as server-sent events: whoever breaks off continues without a gap."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable
from typing import Annotated

from fastapi import APIRouter, Header, Query
from fastapi.concurrency import run_in_threadpool
from starlette.responses import Response, StreamingResponse

from api.routes.works import Id, Parts, PlanReader, of_kind
from api.store import jobs
from api.store.jobs import Event
from api.web.described import refuses

router = APIRouter(prefix="/v1/plans", tags=["plans"])

LOOK_EVERY = 0.25
HEARTBEAT_EVERY = 15.0
"""Seconds. A comment now and then keeps the connection open on the way."""

Look = Callable[[int], tuple[list[Event], bool]]
"""What happened after an event, and whether nothing more will."""

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
_HIGHEST = 2**31 - 1


@router.get(
    "/{id}/events",
    response_class=Response,
    responses={200: _STREAM, 204: {"description": "It is over, and nothing came after."}, **refuses("unknown")},
)
async def follow_plan(
    id: Id,
    asking: PlanReader,
    service: Parts,
    after: Annotated[int, Query(ge=0, le=_HIGHEST, description="The number of the last event that was seen.")] = 0,
    last_seen: Annotated[
        int | None, Header(alias="Last-Event-ID", ge=0, le=_HIGHEST, description="The same; what browsers send.")
    ] = None,
) -> Response:
    """Follow a plan while it is made. Who breaks off sends `Last-Event-ID` and misses nothing."""

    def look(seen: int) -> tuple[list[Event], bool]:
        with service.store.reading(asking.coop) as books:
            job = of_kind(books, id, "plan")
            found = jobs.events(books, id, seen)
        return found, job.state.over and len(found) < 100

    seen = after if last_seen is None else last_seen
    found, over = await run_in_threadpool(look, seen)
    if over and not found:
        return Response(status_code=204)  # a browser stops asking
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(told(look, seen), headers=headers, media_type="text/event-stream")


async def told(look: Look, seen: int) -> AsyncIterator[bytes]:
    """Events behind `seen`, until nothing more will happen. Between two looks nobody waits in a thread."""
    quiet_since = time.monotonic()
    yield b"retry: 1000\n\n"
    while True:
        found, over = await run_in_threadpool(look, seen)
        for event in found:
            seen = event.number
            yield written(event)
            quiet_since = time.monotonic()
        if over:
            return
        if time.monotonic() - quiet_since > HEARTBEAT_EVERY:
            quiet_since = time.monotonic()
            yield b": still at it\n\n"
        if len(found) == 0:
            await asyncio.sleep(LOOK_EVERY)


def written(event: Event) -> bytes:
    """An event as it goes over the wire."""
    data = json.dumps(event.data | {"at": event.at.isoformat()}, separators=(",", ":"))
    return f"id: {event.number}\nevent: {event.kind}\ndata: {data}\n\n".encode()
