"""Bodies at the door: only JSON, forms for pages and harvesters, a file where a page takes one, and no more of them
than allowed; what is too large is refused before it is read."""

from collections.abc import Callable, Iterable
from contextlib import suppress

from fastapi import Request, Response

from api.refusals import Refusal
from api.settings import MEGABYTE
from api.web.documents import Shown, answer, request_id
from api.web.envelope import App, Message, Receive, Scope, Send

Taken = Callable[[dict[bytes, bytes]], bool]
"""Whether headers tell of a body as a path takes it."""

_WITH_BODY = ("POST", "PUT", "PATCH")

PAGES = ("/hub", "/library")
"""Where pages for people begin: their forms come as browsers send them."""

HARVESTED = "/v1/library/oai"
"""Where a protocol wants forms too, not only pages: OAI-PMH is asked by GET or by POST, as the harvester likes."""

FORM_LIMIT = 200_000
"""Bytes of a form: a long text in every field."""

UPLOAD = "/library/review/import"
"""The page that takes a file: its form comes in parts, as browsers send files (RFC 7578)."""

UPLOAD_LIMIT = 20 * MEGABYTE
"""Bytes of a form with a file."""


def is_page(path: str) -> bool:
    """Whether a path is a page's."""
    return any(_within(path, root) for root in PAGES)


def _within(path: str, root: str) -> bool:
    return path == root or path.startswith(f"{root}/")


class Bodies:
    """Before the routes. limit: bytes; page: what is refused to whoever asked for a page."""

    def __init__(self, app: App, limit: int, page: Shown):
        self._app = app
        self._limit = limit
        self._page = page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        taken, limit = self._taken(scope["path"])
        refusal = _refused(scope["method"], dict(_lower(scope["headers"])), taken, limit)
        if refusal is not None:
            await self._answer(refusal, scope)(scope, receive, send)
            return
        await self._counted(scope, receive, send, limit)

    def _taken(self, path: str) -> tuple[Taken, int]:
        """What comes to a path, and how many bytes of it."""
        if path == UPLOAD:
            return _is_upload, min(self._limit, UPLOAD_LIMIT)
        if is_page(path) or _within(path, HARVESTED):
            return _is_form, min(self._limit, FORM_LIMIT)
        return _is_json, self._limit

    async def _counted(self, scope: Scope, receive: Receive, send: Send, limit: int) -> None:
        """A body that does not tell its length is counted as it comes."""
        read = 0
        begun = False

        async def counting() -> Message:
            nonlocal read
            message = await receive()
            if message["type"] == "http.request":
                read += len(message.get("body", b""))
                if read > limit:
                    raise _TooLargeError
            return message

        async def sending(message: Message) -> None:
            nonlocal begun
            if read > limit and not begun:
                return  # the route's own answer to a body that broke off; ours follows
            begun = True
            await send(message)

        with suppress(_TooLargeError):
            await self._app(scope, counting, sending)
        if read > limit and not begun:
            await self._answer(_too_large(limit), scope)(scope, receive, send)

    def _answer(self, refusal: Refusal, scope: Scope) -> Response:
        page = self._page(Request(scope), refusal)
        if page is None:
            return answer(refusal, request_id(scope))
        page.headers.update(refusal.headers)
        return page


def _refused(method: str, headers: dict[bytes, bytes], taken: Taken, limit: int) -> Refusal | None:
    told = headers.get(b"content-length", b"0")
    if not told.isdigit() or len(told) > 18:
        return Refusal("malformed", "Content-Length is no number of bytes.", headers={"Connection": "close"})
    if int(told) > limit:
        return _too_large(limit)
    has_body = int(told) > 0 or b"transfer-encoding" in headers
    if method in _WITH_BODY and has_body and not taken(headers):
        return Refusal("not-json", "The body must be application/json, in UTF-8 and not compressed.")
    return None


class _TooLargeError(Exception):
    """More bytes came than allowed."""


def _too_large(limit: int) -> Refusal:
    return Refusal("too-large", f"The body may have {limit} bytes at most.", headers={"Connection": "close"})


def _lower(headers: Iterable[tuple[bytes, bytes]]) -> Iterable[tuple[bytes, bytes]]:
    return ((name.lower(), value) for name, value in headers)


def _is_json(headers: dict[bytes, bytes]) -> bool:
    kind, _, parameters = headers.get(b"content-type", b"").lower().partition(b";")
    charset = parameters.strip().removeprefix(b"charset=").strip(b'"')
    encoding = headers.get(b"content-encoding", b"identity").lower()
    return kind.strip() == b"application/json" and charset in (b"", b"utf-8") and encoding == b"identity"


def _is_form(headers: dict[bytes, bytes]) -> bool:
    return _kind(headers) == b"application/x-www-form-urlencoded"


def _is_upload(headers: dict[bytes, bytes]) -> bool:
    return _kind(headers) == b"multipart/form-data"


def _kind(headers: dict[bytes, bytes]) -> bytes:
    return headers.get(b"content-type", b"").lower().partition(b";")[0].strip()
