"""Who reads a page, in which language; and whether a form that comes in was sent from a page of ours."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import parse_qsl, urlsplit

from fastapi import Depends, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api.access.principal import Principal, Role
from api.access.signed_in import reader_of
from api.hub.rendering import Frame, render
from api.hub.speech import Speech, chosen
from api.refusals import Refusal
from api.routes.service import Parts, Service
from api.store import sessions

COOKIE = "ronda_session"
LANGUAGE = "ronda_language"
YEAR = 365 * 24 * 3600  # seconds
MOST_FIELDS = 200

SECURITY = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    "Referrer-Policy": "same-origin",  # without any, browsers call the origin of our own forms null
}
"""Nothing of a page comes from elsewhere, and no copy of it stays behind."""


@dataclass(frozen=True, slots=True)
class File:
    """A file that came with a form. name: as the browser tells it."""

    name: str
    content: bytes


class SignInFirst(Refusal):
    """A page is for people who have signed in: they are led there, and back."""

    def __init__(self) -> None:
        super().__init__("unauthenticated", "Sign in to see this page.")


class Visitor:
    """The dependency that gives a page its frame. roles: who may see it; None = anybody, signed in or not."""

    def __init__(self, roles: frozenset[Role] | None):
        self.roles = roles

    async def __call__(self, request: Request, service: Parts) -> Frame:
        reader = await reading(request, service)
        if reader is not None:
            request.state.principal = reader
            request.state.rate = service.limiter.count("requests", f"{reader.coop} {reader.id}")
        if self.roles is not None:
            if reader is None:
                raise SignInFirst
            if reader.role not in self.roles:
                raise Refusal("scope-missing", f"This page is not for the role {reader.role.value}.")
        return Frame(words_of(request), _path(request), reader)


def visitor(*roles: Role) -> Visitor:
    """The frame of a page that these roles may see; of every role where none is named."""
    return Visitor(frozenset(roles or Role))


Anybody = Annotated[Frame, Depends(Visitor(None))]


async def reading(request: Request, service: Service) -> Principal | None:
    """Who has signed in, if anybody has."""
    secret = request.cookies.get(COOKIE, "")
    coop = sessions.coop_of(secret)
    if coop is None:
        return None
    return await service.look(coop, lambda books: reader_of(books, secret, service.settings))


def signed_in(frame: Frame, *scopes: str) -> Principal:
    """Who reads a page that asks for somebody. scopes: any one of them opens it; a key may have fewer than its role.

    Raises Refusal.
    """
    assert frame.reader is not None, "the page's visitor() lets nobody in unknown"
    if scopes and not frame.reader.may(*scopes):
        raise Refusal("scope-missing", f"The key needs the scope {' or '.join(scopes)}.")
    return frame.reader


def words_of(request: Request) -> Speech:
    """The language of whoever asks."""
    return chosen(request.cookies.get(LANGUAGE), request.headers.get("accept-language"))


def shown(template: str, frame: Frame, status: int = 200, **told: object) -> Response:
    """A page as it goes out."""
    return HTMLResponse(render(template, frame, **told), status, headers=SECURITY)


def onward(address: str) -> Response:
    """To another page, after a form: whoever reloads it does not send the form again."""
    return RedirectResponse(address, 303, headers={"Cache-Control": "no-store"})


async def fields(request: Request) -> Mapping[str, str]:
    """What a form says; of a field that is given twice, the last. Raises Refusal for one sent from another site."""
    _of_ours(request)
    try:
        text = (await request.body()).decode()
        return dict(parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_FIELDS))
    except ValueError:
        raise Refusal("malformed", "The form cannot be read.") from None


async def upload(request: Request, largest: int) -> tuple[Mapping[str, str], File | None]:
    """What a form with a file says, and the file where one was chosen. largest: bytes of a field. Raises Refusal for a
    form sent from another site."""
    _of_ours(request)
    async with request.form(max_files=1, max_fields=MOST_FIELDS, max_part_size=largest) as parts:
        told = {name: part for name, part in parts.items() if isinstance(part, str)}
        files = [part for part in parts.values() if not isinstance(part, str) and part.filename]
        return told, File(files[0].filename or "", await files[0].read()) if files else None


def _of_ours(request: Request) -> None:
    came_from = urlsplit(request.headers.get("origin", "")).netloc
    if came_from != request.headers.get("host", "") or not came_from:
        raise Refusal("scope-missing", "The form was sent from another site.")


def within(address: str) -> str:
    """An address of the hub to go back to; the overview where it leads elsewhere."""
    parts = urlsplit(address)
    ours = (
        not parts.scheme and not parts.netloc and (parts.path == "/hub" or parts.path.startswith(("/hub/", "/library")))
    )
    return address if ours and "\\" not in address else "/hub"


def _path(request: Request) -> str:
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")
