"""The service's own key, in a file that only its account can read; every co-op's key is sealed under it."""

import base64
import os
from pathlib import Path

from api.store import private_file
from api.store.errors import KeyFileError
from api.store.sealing import KEY_BYTES, new_key

_HEAD = "ronda-key-1 "
_OPEN_TO_OTHERS = 0o027
"""Whatever the rest of the world may do, and writing by the group; a group may read: that is how containers hand it."""


def make(path: Path) -> None:
    """Make a key file that the account alone can read; one that is there already is left as it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    private_file.write(part, _HEAD + base64.b64encode(new_key()).decode() + "\n")
    try:
        os.link(part, path)  # unlike a move, it fails where another process was first
    except FileExistsError:
        pass
    finally:
        part.unlink(missing_ok=True)


def read(path: Path) -> bytes:
    """Raises KeyFileError where the file is missing, open to others or no key."""
    try:
        mode, text = path.stat().st_mode, path.read_text()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "no text"
        raise KeyFileError(
            f"{path}: the key file cannot be read ({reason}): give the one that belongs to this database as "
            "RONDA_KEY_FILE; for a new federation, make one with `ronda database key`"
        ) from None
    if mode & _OPEN_TO_OTHERS:
        raise KeyFileError(f"{path}: the key file is open to others ({mode & 0o777:o}): run chmod 600 {path}")
    try:
        key = base64.b64decode(text.removeprefix(_HEAD), validate=False) if text.startswith(_HEAD) else b""
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise KeyFileError(f"{path}: this is no key file of Ronda: give the right one as RONDA_KEY_FILE")
    return key
