"""OIDC bearer tokens: for whom a provider vouches, and with which role.

A token opens the service only if the configured issuer signed it for the configured audience, and it is in its time.
The co-op, the role and the person stand in the claims `ronda_coop`, `ronda_role` and `ronda_person`.
"""

import json
from base64 import urlsafe_b64decode
from dataclasses import dataclass
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError

from api.access.principal import PERSONAL, Role
from api.access.provider import Provider
from api.settings import Settings

ALGORITHMS = ("RS256", "ES256", "EdDSA", "Ed25519")
"""Signatures with a public key only: never `none`, and no HS, with which whoever can check could also sign."""
LEEWAY = 30
"""Seconds by which two clocks may differ."""
_LONGEST = 8_000


@dataclass(frozen=True, slots=True)
class Vouched:
    """What a valid token says. subject: the provider's name for whoever asks; person: the co-op's own id of them."""

    coop: str
    role: Role
    subject: str
    person: str | None


class Tokens:
    """Reads tokens of one provider."""

    def __init__(self, settings: Settings, provider: Provider):
        self._provider = provider
        self._claims = jwt.JWTClaimsRegistry(
            leeway=LEEWAY,
            iss={"essential": True, "value": settings.oidc_issuer or ""},
            aud={"essential": True, "value": settings.oidc_audience or ""},
            exp={"essential": True},
            sub={"essential": True},
        )

    def read(self, token: str) -> Vouched | None:
        """What a token says; None where it opens nothing. Raises Refusal where the provider is out of reach."""
        head = _head(token)
        if head is None or head.get("alg") not in ALGORITHMS:
            return None
        kid = head.get("kid")
        if kid is not None and not isinstance(kid, str):
            return None
        try:
            claims = jwt.decode(token, self._provider.keys(kid), algorithms=ALGORITHMS).claims
            self._claims.validate(claims)
        except (JoseError, ValueError, TypeError, KeyError):
            return None
        return _vouched(claims)


def _head(token: str) -> dict[str, Any] | None:
    """The header of a token, not yet to be trusted: it tells only which key to look for."""
    if len(token) > _LONGEST or token.count(".") != 2:
        return None
    part = token.split(".", 1)[0]
    try:
        found = json.loads(urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _vouched(claims: dict[str, Any]) -> Vouched | None:
    coop, role, subject, person = (claims.get(name) for name in ("ronda_coop", "ronda_role", "sub", "ronda_person"))
    if not isinstance(coop, str) or not isinstance(subject, str) or role not in list(Role):
        return None
    role = Role(role)
    if (role in PERSONAL) != isinstance(person, str):
        return None
    return Vouched(coop, role, subject, person if role in PERSONAL else None)
