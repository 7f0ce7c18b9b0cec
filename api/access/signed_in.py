"""Signing in to the hub: a browser shows a key once, and a cookie of its own from then on."""

from api.access.door import Door, principal
from api.access.principal import Principal, Role
from api.access.wanted import DEMO, DEMO_COOP
from api.refusals import Refusal
from api.settings import Settings
from api.store import audit, keys, sessions
from api.store.keys import Key
from api.store.store import Books, Store

DEMO_ROLES = (Role.PLANNER, Role.CARER, Role.CLIENT, Role.MEMBER, Role.ANALYST, Role.ADMIN)
"""As whom a demo can be looked at, where it has made a key for it."""


def sign_in(store: Store, door: Door, key: str) -> tuple[str, Role] | None:
    """The secret of a new session, and of whose role; None where the key opens nothing. A provider's token is none: it
    ends by itself."""
    if not key.startswith("ronda_"):
        return None
    try:
        asking = door.who(f"Bearer {key}")
    except Refusal:
        return None
    with store.of(asking.coop) as books:
        return _begin(books, asking), asking.role


def sign_out(store: Store, secret: str) -> None:
    """End a session."""
    coop = sessions.coop_of(secret)
    if coop is not None:
        with store.of(coop) as books:
            sessions.end(books, secret)


def reader_of(books: Books, secret: str, settings: Settings) -> Principal | None:
    """Who reads, by the secret of their cookie; None where the session is over or its key no longer opens."""
    key = sessions.key_of(books, secret)
    if key is None or (key.label == DEMO and not settings.loopback):
        return None
    return principal(books.coop, key)


def demo_keys(books: Books) -> dict[Role, Key]:
    """The keys of a demo that is running, by role: with them anybody on this machine may look around."""
    found = {Role(key.role): key for key in keys.labelled(books, DEMO)}
    return {role: found[role] for role in DEMO_ROLES if role in found}


def sign_in_to_demo(store: Store, role: Role) -> str | None:
    """The secret of a session as one of a demo's roles; None where no demo is running."""
    if DEMO_COOP not in store.coops():
        return None
    with store.of(DEMO_COOP) as books:
        key = demo_keys(books).get(role)
        return None if key is None else _begin(books, principal(DEMO_COOP, key))


def _begin(books: Books, asking: Principal) -> str:
    audit.note(books, asking.id, asking.role.value, "session.begin", f"key:{asking.id}")
    return sessions.begin(books, asking.id)
