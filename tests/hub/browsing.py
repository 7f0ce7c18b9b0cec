"""A browser without a screen: cookies, forms and redirects, but no JavaScript."""

from typing import Any

from api.access.principal import Role
from api.routes.hub.visitor import COOKIE
from api.store import sessions
from tests.api.service.parts import World

ORIGIN = "http://testserver"
"""The address that the test client gives to the service."""


def signed_in(world: World, role: Role, coop: str | None = None) -> dict[str, str]:
    """The cookies of somebody who has signed in with the key of a role."""
    coop = coop or world.coops[0]
    with world.store.of(coop) as books:
        return {COOKIE: sessions.begin(books, world.secrets[coop, role].split("_")[2])}


def ask(world: World, method: str, path: str, cookies: dict[str, str] | None = None, **more: Any):
    """Ask for a page, or send a form from one of ours; a redirect is not followed."""
    headers = {"Accept-Language": "en", **more.pop("headers", {})}
    if cookies:
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
    if method == "POST":
        headers.setdefault("Origin", ORIGIN)
    return world.client.request(method, path, headers=headers, follow_redirects=False, **more)
