"""Locks that a process holds for as long as it lives, whatever it dies of: PostgreSQL gives an advisory lock back when
its session ends, and the kernel a file's lock when its process does."""

import hashlib
import os
from contextlib import suppress
from types import TracebackType
from typing import Protocol, Self

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import SQLAlchemyError

from api.settings import Settings
from api.store.database import connect
from api.store.errors import UnreachableError


class Lock(Protocol):
    """A lock that is held. held(): still; a session may break while its process lives."""

    def held(self) -> bool: ...

    def release(self) -> None: ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


def take(settings: Settings, name: str) -> Lock | None:
    """Take a lock without waiting; None where somebody holds it, this process included."""
    return _FileLock.take(settings, name) if settings.sqlite else _SessionLock.take(settings, name)


def free(settings: Settings, name: str) -> bool:
    """Whether nobody holds a lock."""
    lock = take(settings, name)
    if lock is None:
        return False
    lock.release()
    return True


class _Held:
    def release(self) -> None: ...

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


class _FileLock(_Held):
    """The files stay: who removed one could leave two processes that each hold a lock of the same name."""

    def __init__(self, number: int):
        self._number: int | None = number

    @classmethod
    def take(cls, settings: Settings, name: str) -> "_FileLock | None":
        import fcntl  # only where there is one: the rest of the store needs none

        folder = settings.data / "locks"
        folder.mkdir(parents=True, exist_ok=True)
        file = os.open(folder / name.replace("/", "-"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(file)
            return None
        return cls(file)

    def held(self) -> bool:
        return self._number is not None

    def release(self) -> None:
        if self._number is not None:
            os.close(self._number)
            self._number = None


class _SessionLock(_Held):
    """In a session of its own. A pooler that shares sessions out by the transaction would break it: connect directly to
    the server."""

    def __init__(self, engine: Engine, connection: Connection):
        self._engine, self._connection = engine, connection

    @classmethod
    def take(cls, settings: Settings, name: str) -> "_SessionLock | None":
        number = int.from_bytes(hashlib.sha256(f"ronda/{name}".encode()).digest()[:8], signed=True)
        engine = connect(settings.database_url)
        lock, got = None, False
        try:
            lock = cls(engine, engine.connect().execution_options(isolation_level="AUTOCOMMIT"))
            got = lock._connection.scalar(text("SELECT pg_try_advisory_lock(:number)"), {"number": number})
        except SQLAlchemyError as error:
            raise UnreachableError(f"the database does not answer ({type(error).__name__}): try again") from None
        finally:
            if lock is not None and not got:
                lock.release()
        return lock if got else None

    def held(self) -> bool:
        try:
            return self._connection.scalar(text("SELECT 1")) == 1
        except SQLAlchemyError:
            return False

    def release(self) -> None:
        """Free at once: a server that is only told to end the session does so a little later. A session that is broken
        has lost its locks already."""
        with suppress(SQLAlchemyError):
            self._connection.execute(text("SELECT pg_advisory_unlock_all()"))
        self._connection.invalidate()
        self._connection.close()
        self._engine.dispose()
