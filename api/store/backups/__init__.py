"""Backups: the whole database in one file, and back; the key file is never in it and must be kept elsewhere."""

import os
from pathlib import Path

from api.settings import Settings
from api.store import schema
from api.store.backups import postgresql, sqlite
from api.store.backups.backup import Backup, checked
from api.store.errors import BackupError


def make(settings: Settings, path: Path) -> Backup:
    """Write all of the database into one new file, while the service goes on. Raises BackupError.

    The file holds everything sealed, and not the key that opens it: without the key file it is worth nothing to a
    thief, and nothing to the co-op.
    """
    if path.exists():
        raise BackupError(f"{path}: is there already: name a new file")
    if not path.parent.is_dir():
        raise BackupError(f"{path}: cannot be written (there is no folder {path.parent}): make it, or name another")
    part = path.with_name(f".{path.name}.part")
    try:
        part.unlink(missing_ok=True)  # what an earlier one left that was killed
        os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        (sqlite if settings.sqlite else postgresql).make(settings, part)
        found = look(settings, part)
        part.replace(path)
    except OSError as error:
        raise BackupError(f"{path}: cannot be written ({error.strerror}): name a file in another folder") from None
    finally:
        part.unlink(missing_ok=True)
    return found


def look(settings: Settings, path: Path) -> Backup:
    """What a backup holds, after making sure that it is one, that this Ronda knows its tables and that the key file
    opens what is in it. Raises BackupError, KeyFileError."""
    if not path.is_file():
        raise BackupError(f"{path}: there is no such file: name a backup")
    version, sealed = (sqlite if settings.sqlite else postgresql).look(settings, path)
    return checked(settings, path, version, sealed)


def restore(settings: Settings, path: Path, replace: bool = False) -> Backup:
    """Put a backup back as it was, and bring its tables up to date. Stop the service before.

    replace: whatever is in the database is lost. Nothing is changed where the backup cannot be used: its tables are
    unknown, or the key file does not open it. Whoever was erased and whichever API key was revoked since the backup was
    made is there again: erase (see erasures.py) and revoke once more. Raises BackupError, KeyFileError.
    """
    found = look(settings, path)
    (sqlite if settings.sqlite else postgresql).restore(settings, path, replace)
    schema.upgrade(settings)
    return found
