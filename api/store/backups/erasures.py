"""Persons who come back with a backup: whoever was erased after it was made is told of in the audit log of the database
that it replaces, under the made-up id that the backup knows them by."""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Engine, inspect, make_url, select
from sqlalchemy.exc import DatabaseError

from api.settings import Settings
from api.store import people, private_file
from api.store.backups import postgresql
from api.store.database import answering, connect
from api.store.errors import BackupError
from api.store.store import Store
from api.store.tables import Audit

Recorded = Mapping[str, Sequence[str]]
"""The made-up ids of the erased persons of each co-op."""

_DAMAGED = ("SQLITE_CORRUPT", "SQLITE_NOTADB")


def recorded(settings: Settings) -> Recorded | None:
    """Whom the audit log of the database tells as erased, and whom a restore that was broken off has left to be erased
    again; to be asked before a backup replaces it. None where nobody is left, and no database or a damaged one.

    The log is read as it lies there: its tables may be older than this Ronda's, and no key is needed. Raises RoleError
    where nobody is named who sees all co-ops, UnreachableError where the database does not answer: it may have a log.
    """
    told, left = _logged(settings), _left(settings)
    if told is None or not left:
        return left or told
    return {coop: list(dict.fromkeys([*told.get(coop, ()), *left.get(coop, ())])) for coop in {**told, **left}}


def kept_in(settings: Settings) -> Path:
    """Where those who are to be erased again are kept, beside the database, for as long as they are not."""
    beside = Path(make_url(settings.database_url).database or "").parent if settings.sqlite else settings.data
    return beside / "erase-again.json"


@contextmanager
def kept(settings: Settings, persons: Recorded) -> Iterator[None]:
    """Keep in a file whom to erase again while the log that tells of them is replaced: it stays where an exception
    passes, or the process dies. Raises BackupError where it cannot be written."""
    path = kept_in(settings)
    try:
        _write(path, json.dumps({coop: list(some) for coop, some in persons.items()}))
    except OSError as error:
        raise BackupError(
            f"{path}: cannot be written ({error.strerror}): whom to erase again would be known nowhere, so nothing was "
            "changed: make room for it, and try again"
        ) from None
    yield
    path.unlink()


def _logged(settings: Settings) -> Recorded | None:
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


def _left(settings: Settings) -> Recorded:
    path = kept_in(settings)
    try:
        return json.loads(path.read_text()) if path.exists() else {}
    except (OSError, ValueError):
        raise BackupError(
            f"{path}: it tells whom an earlier restore was to erase again, and cannot be read: look at it, and move it "
            "away"
        ) from None


def _write(path: Path, text: str) -> None:
    """Whole or not at all, on the disk, and for nobody else to read."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    part.unlink(missing_ok=True)
    private_file.write(part, text)
    part.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
