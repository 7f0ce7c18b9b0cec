"""Made-up ids: those that sort by time, and those that tell nothing at all."""

import os
import time
import uuid

_DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH = 26


def sortable() -> str:
    """A new id of 26 characters: milliseconds, then 80 random bits. Later ones sort behind earlier ones."""
    number = int.from_bytes((time.time_ns() // 1_000_000).to_bytes(6) + os.urandom(10))
    return "".join(_DIGITS[number >> 5 * place & 31] for place in range(LENGTH - 1, -1, -1))


def blank() -> str:
    """A new id that tells nothing, not even when it was made."""
    return str(uuid.uuid4())
