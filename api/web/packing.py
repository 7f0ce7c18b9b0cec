"""Pages go out packed to whoever can unpack them: a phone with a poor connection gets a fifth of the bytes."""

import gzip

from api.web.bodies import is_page
from api.web.envelope import App, Message, Receive, Scope, Send

WORTH = 1_000
"""Bytes from which on it is worth it."""

LEVEL = 5


class Packing:
    """Around the routes. What comes in pieces, such as a stream of events, passes through as it is."""

    def __init__(self, app: App):
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not is_page(scope["path"]) or not _unpacks(scope):
            await self._app(scope, receive, send)
            return
        start: Message | None = None

        async def packed(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start" and _is_text(message):
                start = message
                return
            if start is not None:
                begun, start = start, None
                body = message.get("body", b"")
                if not message.get("more_body", False) and len(body) >= WORTH:
                    body = gzip.compress(body, LEVEL, mtime=0)
                    message["body"] = body
                    begun["headers"] = _of_packed(begun["headers"], len(body))
                await send(begun)
            await send(message)

        await self._app(scope, receive, packed)


def _unpacks(scope: Scope) -> bool:
    wanted = next((value for name, value in scope["headers"] if name.lower() == b"accept-encoding"), b"")
    return b"gzip" in wanted


def _is_text(message: Message) -> bool:
    """Whether an answer is a page, or data for one, and not packed yet."""
    headers = {name.lower(): value for name, value in message["headers"]}
    kind = headers.get(b"content-type", b"")
    return kind.startswith((b"text/html", b"application/json", b"application/geo+json")) and (
        b"content-encoding" not in headers
    )


def _of_packed(headers: list[tuple[bytes, bytes]], length: int) -> list[tuple[bytes, bytes]]:
    kept = [(name, value) for name, value in headers if name.lower() != b"content-length"]
    told = (b"content-length", str(length).encode())
    return [*kept, told, (b"content-encoding", b"gzip"), (b"vary", b"Accept-Encoding")]
