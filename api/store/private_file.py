"""A file for this account alone, on the disk before anything goes on."""

import os
from pathlib import Path


def write(path: Path, text: str) -> None:
    """Write a file that must not be there yet, whole or not at all. Raises OSError."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        path.unlink()
        raise
