"""The store of the service, and the books of one co-op in it: the only door to the database."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from api.settings import Settings
from api.store import key_file, roles, schema
from api.store.database import LOCK_MS, answering, connect
from api.store.errors import Unknown
from api.store.sealing import unseal
from api.store.tables import Coop
from api.store.vault import Vault

Clock = Callable[[], datetime]
WIPED = "wiped"
"""What a session's info says when a transaction has destroyed something that must not linger in a log."""


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Books:
    """One transaction, bound to one co-op."""

    session: Session
    coop: str
    vault: Vault
    clock: Clock

    def now(self) -> datetime:
        return self.clock()


class Store:
    """The database of the service, opened by one process.

    Raises SchemaError where the tables are missing, old or newer than this Ronda; RoleError where the role is not held
    by row-level security; KeyFileError where the service's key cannot be read; UnreachableError where nothing answers.
    """

    def __init__(self, settings: Settings, clock: Clock = _utc_now):
        self.settings, self._clock = settings, clock
        self.sqlite = settings.sqlite
        schema.there(settings)
        self._engine = connect(settings.database_url)
        self._reading = connect(settings.database_url, reads=True) if self.sqlite else self._engine
        self._keys: dict[str, bytes] = {}
        self._log_is_full = False
        try:
            with answering(), self._reading.connect() as connection:
                schema.held(connection)
                if not self.sqlite:
                    roles.held(connection)
            self._key = key_file.read(settings.key_file)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        self._reading.dispose()
        self._engine.dispose()

    @contextmanager
    def of(self, coop: str, *, write: bool = True) -> Iterator[Books]:
        """One transaction of one co-op: it is committed, or rolled back when an exception passes.

        write=False: one moment of the database for as long as it is held, and nothing is written. On SQLite a
        transaction that writes has the whole database to itself: be brief, and keep the engine's work out of it.
        """
        with answering(), Session(self._engine if write else self._reading) as session, session.begin():
            if not self.sqlite:
                if not write:
                    session.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))
                session.execute(text("SELECT set_config('ronda.coop', :coop, true)"), {"coop": coop})
            yield Books(session, coop, Vault(coop, lambda: self._key_of(session, coop)), self._clock)
        if write and (WIPED in session.info or self._log_is_full):
            self.empty_log()

    def reading(self, coop: str) -> AbstractContextManager[Books]:
        """Like `of`, for what only reads: it waits for no writer, and none waits for it."""
        return self.of(coop, write=False)

    @contextmanager
    def common(self, *, write: bool = True) -> Iterator[Session]:
        """One transaction bound to no co-op: for the table of executors. On PostgreSQL no row of any co-op is seen."""
        with answering(), Session(self._engine if write else self._reading) as session, session.begin():
            yield session

    def coops(self) -> list[str]:
        """The ids of all co-ops, for sweeps only."""
        with answering(), self._reading.connect() as connection:
            found = select(Coop.id).order_by(Coop.id) if self.sqlite else text("SELECT ronda_coops() ORDER BY 1")
            return list(connection.scalars(found))

    def sealing_key(self) -> bytes:
        """The service's key, under which co-ops' keys are sealed."""
        return self._key

    def _key_of(self, session: Session, coop: str) -> bytes:
        known = self._keys.get(coop)
        if known is None:
            sealed = session.scalar(select(Coop.sealed_key).where(Coop.id == coop))
            if sealed is None:
                raise Unknown("co-op", coop)
            known = self._keys[coop] = unseal(self._key, sealed, (coop, "coop", "sealed_key"))
        return known

    def empty_log(self) -> None:
        """SQLite's log still holds the pages of before: move it into the database and cut it to nothing.

        Who reads a moment of before keeps it from being cut, and whoever waited for them would keep all others from
        writing: so the next write tries again, and the tidying, in case this process has died before.
        """
        if not self.sqlite:
            return
        connection = self._engine.raw_connection()
        try:
            cursor = connection.cursor()
            cursor.execute("PRAGMA busy_timeout = 0")
            try:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                told = cursor.fetchone()  # begins with 1 where somebody was in the way
                self._log_is_full = told is None or bool(told[0])
            finally:  # the connection goes back to the others
                cursor.execute(f"PRAGMA busy_timeout = {LOCK_MS}")
        finally:
            connection.close()
