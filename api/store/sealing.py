"""Sealing and opening: AES-256-GCM, bound to the place where the sealed text lies.

A sealed text opens only under its key and only in its own place (co-op, table, column, row): one that was copied into
another row is refused. Keys are 32 random bytes; what serves another purpose gets a key derived from them.
"""

import hmac
import json
import os
from collections.abc import Iterable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from api.store.errors import KeyFileError

KEY_BYTES = 32
_NONCE_BYTES = 12
_FORM = b"\x01"
"""The first byte of all that is sealed, so that another cipher can follow one day."""


def new_key() -> bytes:
    return os.urandom(KEY_BYTES)


def seal(key: bytes, data: bytes, place: Iterable[str]) -> bytes:
    """Encrypt for one place. The nonce is random: no key seals anywhere near the 2**32 texts at which that would be
    unsafe (NIST SP 800-38D, 2007)."""
    nonce = os.urandom(_NONCE_BYTES)
    return _FORM + nonce + AESGCM(key).encrypt(nonce, data, _bound(place))


def unseal(key: bytes, sealed: bytes, place: Iterable[str]) -> bytes:
    """Raises KeyFileError where the key is another one, or the text was changed or moved."""
    where = tuple(place)
    try:
        if sealed[:1] == _FORM:
            return AESGCM(key).decrypt(sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :], _bound(where))
    except (InvalidTag, ValueError):
        pass
    raise KeyFileError(
        f"{where[0]}: {'.'.join(where[1:3])} does not open: the key file is not the one it was sealed with, or the row "
        "was altered: give the right RONDA_KEY_FILE, or restore a backup"
    ) from None


def digest(key: bytes, data: bytes) -> bytes:
    """A fingerprint that only the holder of the key can make, so that nobody finds an id by trying all."""
    return hmac.digest(key, data, "sha256")


def derived(key: bytes, purpose: str) -> bytes:
    """Another key for another purpose."""
    return digest(key, f"ronda {purpose}".encode())


def _bound(place: Iterable[str]) -> bytes:
    return json.dumps(list(place)).encode()
