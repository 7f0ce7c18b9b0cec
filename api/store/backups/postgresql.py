"""PostgreSQL's own programs, pg_dump and pg_restore, run as the owner of the tables."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import URL, make_url

from api.settings import Settings
from api.store import schema
from api.store.backups.backup import NOT_EMPTY
from api.store.database import answering, connect
from api.store.errors import BackupError, RoleError


def make(settings: Settings, path: Path) -> None:
    owner = owner_of(settings)
    if _version(owner) is None:
        raise BackupError("the database has no tables of Ronda: nothing to back up")
    _run(
        settings,
        "pg_dump",
        owner,
        "--format=custom",
        "--no-owner",
        "--no-privileges",
        f"--schema={_schema(owner)}",
        f"--file={path}",
    )


def look(settings: Settings, path: Path) -> tuple[str | None, dict[str, bytes]]:
    versions = list(_rows(settings, path, "alembic_version"))
    sealed = {
        row["id"]: bytes.fromhex(row["sealed_key"].removeprefix("\\\\x")) for row in _rows(settings, path, "coop")
    }
    return (versions[0]["version_num"] if versions else None), sealed


def restore(settings: Settings, path: Path, replace: bool) -> None:
    owner = owner_of(settings)
    if _version(owner) is not None and not replace:
        raise BackupError(f"{owner.database}: {NOT_EMPTY}")
    listed = _run(settings, "pg_restore", None, "--list", str(path)).splitlines()
    # The schema itself is there, and is not ours to make.
    content = "\n".join(line for line in listed if " SCHEMA - " not in line)
    with tempfile.NamedTemporaryFile("w", suffix=".list") as chosen:
        chosen.write(content)
        chosen.flush()
        words = ("--clean", "--if-exists", "--single-transaction", "--no-owner", "--no-privileges")
        _run(settings, "pg_restore", owner, *words, f"--use-list={chosen.name}", str(path))


def _rows(settings: Settings, path: Path, table: str) -> Iterator[dict[str, str]]:
    """The rows of a small table in a backup, as COPY writes them."""
    columns: list[str] | None = None
    for line in _run(
        settings, "pg_restore", None, "--data-only", f"--table={table}", "--file=-", str(path)
    ).splitlines():
        if line.startswith("COPY "):
            columns = [name.strip(' "') for name in line[line.index("(") + 1 : line.index(")")].split(",")]
        elif line == "\\.":
            columns = None
        elif columns is not None:
            yield dict(zip(columns, line.split("\t"), strict=True))


def _run(settings: Settings, program: str, database: URL | None, *words: str) -> str:
    """Run a program of PostgreSQL; a password goes through the environment, where no list of processes shows it."""
    found = shutil.which(program, path=None if settings.pg_bin is None else str(settings.pg_bin))
    if found is None:
        raise BackupError(
            f"{program}: it is not there: install PostgreSQL's client programs, or name their folder as RONDA_PG_BIN"
        )
    environment = dict(os.environ)
    command = [found, *words]
    if database is not None:
        if database.password is not None:
            environment["PGPASSWORD"] = str(database.password)
        shown = database.set(password=None).render_as_string()
        command.insert(1, f"--dbname={shown}")
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if ended.returncode:
        told = ended.stderr.strip().splitlines()
        raise BackupError(
            f"{program}: {told[0] if told else 'failed'}: nothing was changed; correct this and try again"
        )
    return ended.stdout


def owner_of(settings: Settings) -> URL:
    """Where the owner of the tables connects. Raises RoleError."""
    if settings.owner_url is None:
        raise RoleError("RONDA_DATABASE_OWNER_URL: it is not given: backups are made and put back as the tables' owner")
    return make_url(settings.owner_url)


def _version(owner: URL) -> str | None:
    engine = connect(owner.render_as_string(hide_password=False))
    try:
        with answering(), engine.connect() as connection:
            return schema.version_of(connection)
    finally:
        engine.dispose()


def _schema(owner: URL) -> str:
    engine = connect(owner.render_as_string(hide_password=False))
    try:
        with answering(), engine.connect() as connection:
            return str(connection.exec_driver_sql("SELECT current_schema()").scalar_one())
    finally:
        engine.dispose()
