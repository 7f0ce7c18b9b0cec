"""Persons who come back with a backup: whoever was erased after it was made is told of in the audit log of the database
that it replaces, under the made-up id that the backup knows them by."""

from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine, inspect, make_url, select
from sqlalchemy.exc import DatabaseError

from api.settings import Settings
from api.store import people
from api.store.backups import postgresql
from api.store.database import answering, connect
from api.store.store import Store
from api.store.tables import Audit

Recorded = Mapping[str, Sequence[str]]
"""The made-up ids of the erased persons of each co-op."""

_DAMAGED = ("SQLITE_CORRUPT", "SQLITE_NOTADB")


def recorded(settings: Settings) -> Recorded | None:
    """Whom the audit log of the database tells as erased, to be asked before a backup replaces it; None where there is
    no database, or a damaged one.

    The log is read as it lies there: its tables may be older than this Ronda's, and no key is needed. Raises RoleError
    where nobody is named who sees all co-ops, UnreachableError where the database does not answer: it may have a log.
    """
    if settings.sqlite and not Path(make_url(settings.database_url).database or "").exists():
        return None
    url = settings.database_url
    if not settings.sqlite:
        url = postgresql.owner_of(settings).render_as_string(hide_password=False)
    engine = connect(url, reads=True)
    try:
        with answering():
            return _erased(engine)
    except DatabaseError as error:
        if not getattr(error.orig, "sqlite_errorname", "").startswith(_DAMAGED):
            raise
        return None
    finally:
        engine.dispose()


def erase_again(settings: Settings, persons: Recorded) -> int:
    """Erase whoever of these persons is in the database again; how many they were."""
    again = 0
    with closing(Store(settings)) as store:
        for coop in set(store.coops()) & set(persons):
            with store.of(coop) as books:
                for person in persons[coop]:
                    if people.known(books, person) is not None:
                        people.erase_known(books, person)
                        again += 1
    return again


def _erased(engine: Engine) -> Recorded | None:
    with engine.connect() as connection:
        if not inspect(connection).has_table(Audit.__tablename__):
            return None
        told: dict[str, list[str]] = {}
        wanted = select(Audit.coop, Audit.object).where(Audit.act == people.ERASE).order_by(Audit.number)
        for coop, person in connection.execute(wanted):
            told.setdefault(coop, []).append(person.split(":", 1)[1])
        return told
