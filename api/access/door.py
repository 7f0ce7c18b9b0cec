"""The door: from what stands in the header Authorization to who asks."""

from typing import Any

from api.access.principal import Principal
from api.refusals import Refusal
from api.settings import Settings

CHALLENGE = {"WWW-Authenticate": 'Bearer realm="ronda"'}


class Door:
    """Knows API keys and, where a provider is configured, its tokens."""

    def __init__(self, settings: Settings, store: Any):
        self._store = store

    def who(self, authorization: str | None) -> Principal:
        """Who asks. Raises Refusal without saying which part was wrong: whoever guesses learns nothing."""
        raise stranger()


def stranger() -> Refusal:
    """Whoever is not known."""
    return Refusal("unauthenticated", "Give a valid API key or token in the header Authorization.", headers=CHALLENGE)
