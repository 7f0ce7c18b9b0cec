"""SQLite's own way of copying a database that is in use, there and back."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import make_url

from api.settings import Settings
from api.store.backups.backup import NOT_EMPTY
from api.store.errors import BackupError

_BUSY_SECONDS = 20.0


def make(settings: Settings, path: Path) -> None:
    source = _file(settings)
    if not source.is_file():
        raise BackupError(f"{source}: there is no database: nothing to back up")
    try:
        with _open(source) as live, _open(path) as copy:
            live.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, with no log beside it
    except sqlite3.Error as error:
        raise BackupError(
            f"{source}: cannot be copied ({error}): see whether the disk is full; if the database is damaged, restore "
            "a backup"
        ) from None


def look(_settings: Settings, path: Path) -> tuple[str | None, dict[str, bytes]]:
    try:
        with _open(path) as copy:
            if copy.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                raise BackupError(f"{path}: it is damaged: use another backup")
            version = copy.execute("SELECT version_num FROM alembic_version").fetchone()
            sealed = dict(copy.execute("SELECT id, sealed_key FROM coop"))
    except sqlite3.DatabaseError:
        return None, {}
    return (None if version is None else version[0]), sealed


def restore(settings: Settings, path: Path, replace: bool) -> None:
    goal = _file(settings)
    if goal.exists() and not replace:
        raise BackupError(f"{goal}: {NOT_EMPTY}")
    goal.parent.mkdir(parents=True, exist_ok=True)
    try:
        with _open(path) as copy, _open(goal) as live:  # in one transaction: it is the old database or the new one
            goal.chmod(0o600)
            copy.backup(live)
    except sqlite3.Error as error:
        raise BackupError(
            f"{goal}: cannot be replaced ({error}): stop `ronda serve` first; if the file is damaged, move it away"
        ) from None


def _file(settings: Settings) -> Path:
    return Path(make_url(settings.database_url).database or "")


@contextmanager
def _open(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)) as connection:
        yield connection
