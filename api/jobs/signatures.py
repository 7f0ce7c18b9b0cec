"""How a webhook's receiver knows that a message is ours, and new.

Standard Webhooks 1.0.0 (2023): https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
"""

import base64
import hashlib
import hmac
import secrets

PREFIX = "whsec_"
_BYTES = 32


def new_secret() -> str:
    """A secret as the specification spells it; it is told to the receiver once."""
    return PREFIX + base64.b64encode(secrets.token_bytes(_BYTES)).decode()


def signed_headers(secret: str, id: str, seconds: int, body: bytes) -> dict[str, str]:
    """The headers of a message. id: the same at each retry; seconds: since 1970, of this try."""
    key = base64.b64decode(secret.removeprefix(PREFIX))
    told = b".".join((id.encode(), str(seconds).encode(), body))
    signature = base64.b64encode(hmac.new(key, told, hashlib.sha256).digest()).decode()
    return {"webhook-id": id, "webhook-timestamp": str(seconds), "webhook-signature": f"v1,{signature}"}
