"""Connections to the database, with what each of the two kinds needs so that nothing accepted is lost."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from api.store.errors import UnreachableError

LOCK_MS, READ_MS = 20_000, 300
"""How long a connection waits for others: who writes for their turn, who reads hardly ever, and in the event loop."""

_PASSING = ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_IOERR", "SQLITE_FULL", "SQLITE_CANTOPEN")
"""Errors of SQLite that lie in its surroundings; its other operational errors are mistakes of ours."""

_PRAGMAS = (
    "journal_mode = WAL",  # readers and the one writer do not wait for each other
    "synchronous = FULL",  # NORMAL outlives kill -9 but not a power cut, and 202 promises more than that
    "foreign_keys = ON",
    f"busy_timeout = {LOCK_MS}",
    "secure_delete = ON",  # what is erased is overwritten, not only unlinked
    "trusted_schema = OFF",
)


def connect(url: str, *, reads: bool = False) -> Engine:
    """An engine for `sqlite:///...` or `postgresql://...`. No message of it ever shows a value. reads: nothing can be
    written through it (SQLite)."""
    if url.startswith("sqlite"):
        engine = create_engine(url, hide_parameters=True, pool_size=10, max_overflow=40)
        event.listen(engine, "connect", _prepare_to_read if reads else _prepare)
        event.listen(engine, "begin", _begin_reading if reads else _begin_writing)
        return engine
    found = make_url(url).set(drivername="postgresql+psycopg")
    return create_engine(found, hide_parameters=True, pool_size=10, max_overflow=40, pool_pre_ping=True)


def _prepare(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # else sqlite3 begins transactions as it likes, and late: see _begin_writing
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _prepare_to_read(connection: Any, record: Any) -> None:
    _prepare(connection, record)
    connection.execute("PRAGMA query_only = 1")
    connection.execute(f"PRAGMA busy_timeout = {READ_MS}")


def _begin_reading(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def _begin_writing(connection: Connection) -> None:
    """Take the write lock at once: a transaction that reads first and then wants to write is refused, not made to wait,
    when another has written in between."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")


@contextmanager
def answering() -> Iterator[None]:
    """Raises UnreachableError where the database does not answer, or is locked for too long."""
    try:
        yield
    except (OperationalError, InterfaceError, PoolTimeoutError) as error:
        cause = getattr(error, "orig", None)
        if not getattr(cause, "sqlite_errorname", _PASSING[0]).startswith(_PASSING):
            raise
        reason = str(cause or error).strip().split("\n")[0]
        raise UnreachableError(
            f"the database does not answer ({reason}): try again; if it stays so, look at RONDA_DATABASE_URL"
        ) from error
