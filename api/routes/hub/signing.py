"""Signing in and out, and choosing a language."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.concurrency import run_in_threadpool
from starlette.responses import Response

from api.access.principal import Role
from api.access.signed_in import demo_keys, sign_in, sign_in_to_demo, sign_out
from api.access.wanted import DEMO_COOP
from api.hub.navigation import FRONT, home
from api.hub.speech import LANGUAGES
from api.messages import _
from api.refusals import Refusal
from api.routes.hub.visitor import COOKIE, LANGUAGE, YEAR, Anybody, fields, onward, shown, within
from api.routes.service import Parts, Service
from api.store.sessions import LASTS

router = APIRouter(prefix="/hub", include_in_schema=False)


ROLES = {
    "planner": _("Planner"),
    "carer": _("Carer"),
    "client": _("Client or family"),
    "member": _("Member"),
    "analyst": _("Analyst"),
    "admin": _("Administrator"),
    "integrator": _("Integrator"),
}
"""What each role is called."""

Next = Annotated[str, Query(max_length=500)]


@router.get("/sign-in")
async def show_sign_in(frame: Anybody, service: Parts, next: Next = FRONT) -> Response:
    """Where somebody gives their key."""
    return shown("sign_in.html.j2", frame, wrong=False, next=within(next), demo=await _demo(service), roles=ROLES)


@router.post("/sign-in")
async def sign_in_here(request: Request, frame: Anybody, service: Parts) -> Response:
    """Let somebody in with a key; wrong ones slow down whoever guesses."""
    told = await fields(request)
    service.limiter.count("matches", request.client.host if request.client else "unknown")
    found = await run_in_threadpool(sign_in, service.store, service.door, told.get("key", "").strip())
    back = within(told.get("next", ""))
    if found is None:
        return shown("sign_in.html.j2", frame, 401, wrong=True, next=back, demo=await _demo(service), roles=ROLES)
    secret, role = found
    return _let_in(request, secret, home(role) if back == FRONT else back)


@router.post("/demo/{role}")
async def look_as(request: Request, role: Role, service: Parts) -> Response:
    """Look at a demo as one of its roles. Raises Refusal where no demo is running on this machine."""
    await fields(request)
    secret = await run_in_threadpool(sign_in_to_demo, service.store, role) if _may_demo(service) else None
    if secret is None:
        raise Refusal("no-such-address", "No demo is running: begin one with ronda serve --demo.")
    return _let_in(request, secret, home(role))


@router.post("/sign-out")
async def sign_out_here(request: Request, service: Parts) -> Response:
    """End the session."""
    await fields(request)
    await run_in_threadpool(sign_out, service.store, request.cookies.get(COOKIE, ""))
    response = onward(FRONT)
    response.delete_cookie(COOKIE, path="/")
    return response


@router.post("/language")
async def choose_language(request: Request) -> Response:
    """Show every page in another language from now on."""
    told = await fields(request)
    response = onward(within(told.get("back", "")))
    if told.get("language") in LANGUAGES:
        response.set_cookie(LANGUAGE, told["language"], max_age=YEAR, path="/", samesite="lax")
    return response


def _let_in(request: Request, secret: str, address: str) -> Response:
    response = onward(address)
    response.set_cookie(
        COOKIE,
        secret,
        max_age=int(LASTS.total_seconds()),
        path="/",
        httponly=True,
        samesite="lax",  # a link in a message still finds whoever follows it signed in; forms tell where they come from
        secure=request.url.scheme == "https",
    )
    return response


def _may_demo(service: Service) -> bool:
    return service.settings.sqlite and service.settings.loopback


async def _demo(service: Service) -> list[str]:
    """As whom a demo can be looked at; nobody where none is running."""
    if not _may_demo(service):
        return []
    if DEMO_COOP not in await run_in_threadpool(service.store.coops):
        return []
    return [role.value for role in await service.look(DEMO_COOP, demo_keys)]
