"""The keys of the OIDC provider: fetched when first needed, kept a while, fetched again for a key not yet seen."""

import logging
import threading
import time
from typing import Any

import httpx
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from api.logs import say
from api.refusals import Refusal
from api.settings import Settings

KEPT_FOR = 600.0
"""Seconds after which the keys are fetched anew, so that one that the provider withdrew no longer opens the service."""
AT_MOST_EVERY = 30.0
"""Seconds between two fetches: tokens with invented key ids must not make us a burden to the provider."""
_PATIENCE = httpx.Timeout(5.0)
_LARGEST = 1_000_000


class Provider:
    """The OIDC provider that the settings name. transport: for tests, which have no provider."""

    def __init__(self, settings: Settings, transport: httpx.BaseTransport | None = None):
        self._issuer = settings.oidc_issuer
        self._keys_url = settings.oidc_keys_url
        self._transport = transport
        self._lock = threading.Lock()
        self._keys: KeySet | None = None
        self._fetched = self._tried = float("-inf")

    def keys(self, kid: str | None) -> KeySet:
        """The keys, among them that of this id where the provider has it. Raises Refusal where it is out of reach."""
        known = self._usable() and self._has(kid)
        if self._lacks(kid) and self._lock.acquire(blocking=not known):  # whose key is here waits for nobody's fetching
            try:
                now = time.monotonic()
                if self._lacks(kid) and now - self._tried >= AT_MOST_EVERY:
                    self._tried = now
                    self._fetch(now)
            finally:
                self._lock.release()
        if self._keys is None or not self._usable():
            wait = {"Retry-After": str(int(AT_MOST_EVERY))}
            raise Refusal("unavailable", "The provider of tokens is out of reach.", headers=wait)
        return self._keys

    def _lacks(self, kid: str | None) -> bool:
        """Whether the keys are to be fetched for this one."""
        return not self._has(kid) or time.monotonic() - self._fetched >= KEPT_FOR

    def _usable(self) -> bool:
        return self._keys is not None and time.monotonic() - self._fetched <= KEPT_FOR + AT_MOST_EVERY

    def _has(self, kid: str | None) -> bool:
        return self._keys is not None and (kid is None or any(key.kid == kid for key in self._keys))

    def _fetch(self, now: float) -> None:
        try:
            with httpx.Client(timeout=_PATIENCE, transport=self._transport) as client:
                self._keys = KeySet.import_key_set(_json(client, self._keys_url or self._discovered(client)))
            self._fetched = now
        except (httpx.HTTPError, JoseError, ValueError, TypeError, KeyError) as error:
            say("the provider's keys could not be fetched", logging.WARNING, type=type(error).__name__)

    def _discovered(self, client: httpx.Client) -> str:
        """Where the provider says that its keys lie (OpenID Connect Discovery 1.0)."""
        assert self._issuer is not None
        told = _json(client, f"{self._issuer.rstrip('/')}/.well-known/openid-configuration")
        if told["issuer"] != self._issuer:
            raise ValueError("another issuer answered")
        return told["jwks_uri"]


def _json(client: httpx.Client, url: str) -> Any:
    where = httpx.URL(url)
    if where.scheme != "https" and where.host not in ("127.0.0.1", "localhost", "::1"):
        raise ValueError("keys come over https only")
    answer = client.get(where).raise_for_status()
    if len(answer.content) > _LARGEST:
        raise ValueError("that is no list of keys")
    return answer.json()
