"""The outermost layer: requests get an id, answers the same headers, and what breaks is told without content.

Plain ASGI: a stream of events passes through it without being held back.
"""

import logging
import time
import uuid
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from api.logs import say
from api.refusals import Refusal
from api.web.documents import answer

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
Told = Callable[[Scope, int, float], None]
"""Is told of each answer: the scope, the status and the seconds that it took to begin."""

_HEADERS = {
    b"cache-control": b"no-store",
    b"content-security-policy": b"default-src 'none'; frame-ancestors 'none'",
    b"referrer-policy": b"no-referrer",
    b"x-content-type-options": b"nosniff",
}


class Envelope:
    """Around the whole app. told: whoever counts or logs answers."""

    def __init__(self, app: App, told: tuple[Told, ...]):
        self._app = app
        self._told = told

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = time.perf_counter()
        state = scope.setdefault("state", {})
        state["request"] = str(uuid.uuid4())
        state["began"] = time.time_ns()
        status = 0

        async def dressed(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                state["seconds"] = time.perf_counter() - began
                message["headers"] = _dressed(message.get("headers", ()), state)
            await send(message)

        try:
            await self._app(scope, receive, dressed)
        except Exception as error:
            say("an answer failed", logging.ERROR, error=error, request=state["request"])  # never its message
            if status:  # half an answer is out: only breaking off says that it is not whole
                raise BrokenOffError from None
            refusal = Refusal("failed", "Something went wrong that is no fault of the request.")
            await answer(refusal, state["request"])(scope, receive, dressed)
        finally:
            for tell in self._told:
                tell(scope, status, state.get("seconds", time.perf_counter() - began))


class BrokenOffError(Exception):
    """An answer could not be finished; what happened is in the log."""


def _dressed(headers: Any, state: MutableMapping[str, Any]) -> list[tuple[bytes, bytes]]:
    own = list(headers)
    there = {name.lower() for name, _ in own}
    own += [(name, value) for name, value in _HEADERS.items() if name not in there]
    own += [(name.encode(), value.encode()) for name, value in state.get("rate", {}).items()]
    return [*own, (b"x-request-id", state["request"].encode())]
