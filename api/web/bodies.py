"""Bodies at the door: only JSON, and no more of it than allowed; what is too large is refused before it is read."""

from collections.abc import Iterable
from contextlib import suppress

from api.refusals import Refusal
from api.web.documents import answer, request_id
from api.web.envelope import App, Message, Receive, Scope, Send

_WITH_BODY = ("POST", "PUT", "PATCH")


class Bodies:
    """Before the routes. limit: bytes."""

    def __init__(self, app: App, limit: int):
        self._app = app
        self._limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refusal = self._refused(scope["method"], dict(_lower(scope["headers"])))
        if refusal is not None:
            await answer(refusal, request_id(scope))(scope, receive, send)
            return
        await self._counted(scope, receive, send)

    def _refused(self, method: str, headers: dict[bytes, bytes]) -> Refusal | None:
        told = headers.get(b"content-length", b"0")
        if not told.isdigit() or len(told) > 18:
            return Refusal("malformed", "Content-Length is no number of bytes.", headers={"Connection": "close"})
        if int(told) > self._limit:
            return self._too_large()
        has_body = int(told) > 0 or b"transfer-encoding" in headers
        if method in _WITH_BODY and has_body and not _is_json(headers):
            return Refusal("not-json", "The body must be application/json, in UTF-8 and not compressed.")
        return None

    def _too_large(self) -> Refusal:
        detail = f"The body may have {self._limit} bytes at most."
        return Refusal("too-large", detail, headers={"Connection": "close"})

    async def _counted(self, scope: Scope, receive: Receive, send: Send) -> None:
        """A body that does not tell its length is counted as it comes."""
        read = 0
        begun = False

        async def counting() -> Message:
            nonlocal read
            message = await receive()
            if message["type"] == "http.request":
                read += len(message.get("body", b""))
                if read > self._limit:
                    raise _TooLargeError
            return message

        async def sending(message: Message) -> None:
            nonlocal begun
            if read > self._limit and not begun:
                return  # the route's own answer to a body that broke off; ours follows
            begun = True
            await send(message)

        with suppress(_TooLargeError):
            await self._app(scope, counting, sending)
        if read > self._limit and not begun:
            await answer(self._too_large(), request_id(scope))(scope, receive, send)


class _TooLargeError(Exception):
    """More bytes came than allowed."""


def _lower(headers: Iterable[tuple[bytes, bytes]]) -> Iterable[tuple[bytes, bytes]]:
    return ((name.lower(), value) for name, value in headers)


def _is_json(headers: dict[bytes, bytes]) -> bool:
    kind, _, parameters = headers.get(b"content-type", b"").lower().partition(b";")
    charset = parameters.strip().removeprefix(b"charset=").strip(b'"')
    encoding = headers.get(b"content-encoding", b"identity").lower()
    return kind.strip() == b"application/json" and charset in (b"", b"utf-8") and encoding == b"identity"
