"""The door: from what stands in the header Authorization to who asks."""

import time
from hashlib import sha256
from uuid import UUID

import httpx

from api.access.principal import Principal, Role, granted
from api.access.provider import Provider
from api.access.tokens import Tokens
from api.access.wanted import DEMO
from api.refusals import Refusal
from api.settings import Settings
from api.store import keys, people
from api.store.errors import Unknown
from api.store.keys import Key
from api.store.store import Store

CHALLENGE = {"WWW-Authenticate": 'Bearer realm="ronda"'}
_LONGEST = 8_100
REMEMBERED = 1.0
"""Seconds for which a key that opened is let in again unseen; one revoked elsewhere opens for so long at most."""

_MOST = 1_000


class Door:
    """Knows API keys and, where a provider is configured, its tokens. transport: for tests, which have no provider."""

    def __init__(self, settings: Settings, store: Store, transport: httpx.BaseTransport | None = None):
        self._store = store
        self._loopback = settings.loopback
        self._tokens = Tokens(settings, Provider(settings, transport)) if settings.oidc_issuer else None
        self._lately: dict[bytes, tuple[float, Principal]] = {}

    def known(self, authorization: str | None) -> Principal | None:
        """Who asks, if the same was let in a moment ago; it takes no database and no waiting."""
        found = self._lately.get(_digest(authorization))
        return found[1] if found is not None and time.monotonic() < found[0] else None

    def familiar(self, authorization: str | None) -> bool:
        """Whether the same was let in before, though not just now."""
        return _digest(authorization) in self._lately

    def forget(self) -> None:
        """Let nobody in unseen: a key has been revoked."""
        self._lately.clear()

    def who(self, authorization: str | None) -> Principal:
        """Who asks. Raises Refusal without saying which part was wrong: whoever guesses learns nothing."""
        kind, _, shown = (authorization or "").partition(" ")
        shown = shown.strip()
        if kind.lower() != "bearer" or not shown.isascii() or len(shown) > _LONGEST:
            raise stranger()
        try:
            found = self._key(shown) if shown.startswith("ronda_") else self._token(shown)
        except Unknown:  # a co-op or a person that is not there
            found = None
        if found is None:
            raise stranger()
        if len(self._lately) >= _MOST:
            self._lately.clear()
        self._lately[_digest(authorization)] = (time.monotonic() + REMEMBERED, found)
        return found

    def _key(self, shown: str) -> Principal | None:
        parts = keys.parted(shown)
        if parts is None:
            return None
        coop, id, secret = parts
        with self._store.reading(coop) as books:
            key = keys.find(books, id, secret)
        if key is None or (key.label == DEMO and not self._loopback):  # a demo's opens nothing beyond this machine
            return None
        return principal(coop, key)

    def _token(self, shown: str) -> Principal | None:
        vouched = self._tokens.read(shown) if self._tokens else None
        if vouched is None:
            return None
        with self._store.reading(vouched.coop) as books:
            id = str(UUID(bytes=books.vault.digest(f"oidc {vouched.subject}".encode())[:16]))
            person = None
            if vouched.person is not None:  # of whom nothing is stored, nothing is seen: nobody's made-up id is `id`
                person = people.find(books, "carer" if vouched.role is Role.CARER else "client", vouched.person) or id
        return Principal(vouched.coop, id, vouched.role, granted(vouched.role), person)


def principal(coop: str, key: Key) -> Principal:
    """Who asks with a key."""
    role = Role(key.role)
    return Principal(coop, key.id, role, granted(role, frozenset(key.scopes)), key.person, bool(key.label.strip()))


def _digest(authorization: str | None) -> bytes:
    """What is kept of a secret: enough to know it again."""
    return sha256((authorization or "").encode(errors="replace")).digest()


def stranger() -> Refusal:
    """Whoever is not known."""
    return Refusal("unauthenticated", "Give a valid API key or token in the header Authorization.", headers=CHALLENGE)
