"""Asking the processes beside the API, in tests."""

import asyncio
import json
from typing import Any

from api.answering import Answering
from api.refusals import Refusal


def asked(
    answering: Answering, kind: str, body: bytes | dict[str, Any], coop: str = "sol", within: float = 120.0, **told: Any
) -> dict[str, Any]:
    """An answer's document. Raises Refusal."""
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return json.loads(asyncio.run(answering.ask(kind, coop, told, raw, within)).body)


def refused(answering: Answering, kind: str, body: bytes | dict[str, Any], **told: Any) -> Refusal:
    """The refusal of what is to be refused."""
    try:
        asked(answering, kind, body, **told)
    except Refusal as refusal:
        return refusal
    raise AssertionError("it was answered")
