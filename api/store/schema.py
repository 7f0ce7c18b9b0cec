"""The tables' version: what a database holds, what this Ronda needs, and the way from one to the other."""

from pathlib import Path

from sqlalchemy import Connection, inspect, make_url, select, table, text
from sqlalchemy.sql import column

from api.settings import Settings
from api.store import key_file, roles
from api.store.database import answering, connect
from api.store.errors import KeyFileError, RoleError, SchemaError

NEWEST = "0008"
"""The migration that this Ronda needs; a test holds it to the newest file of migrations/versions."""

MIGRATIONS = Path(__file__).parent / "migrations"
_VERSION = table("alembic_version", column("version_num"))


def version_of(connection: Connection) -> str | None:
    """The version of the tables in a database; None where there are none."""
    if not inspect(connection).has_table(_VERSION.name):
        return None
    return connection.scalar(select(_VERSION.c.version_num))


def there(settings: Settings) -> None:
    """Raises SchemaError where SQLite has no file yet: opening one that is not there would make it, empty."""
    path = Path(make_url(settings.database_url).database or "") if settings.sqlite else None
    if path is not None and not path.exists():
        raise SchemaError(
            f"{path}: there is no database here: `ronda database found ID NAME` or `ronda serve` makes it; if it is "
            "elsewhere, set RONDA_DATA"
        )


def held(connection: Connection) -> None:
    """Raises SchemaError where the tables are not those of this Ronda."""
    found = version_of(connection)
    if found is None:
        raise SchemaError("the database has no tables of Ronda: run `ronda database upgrade`")
    if found < NEWEST:
        raise SchemaError(
            f"the database's tables have version {found}, this Ronda needs {NEWEST}: make a backup, then run "
            "`ronda database upgrade`"
        )
    if found > NEWEST:
        raise SchemaError(
            f"the database's tables have version {found}, this Ronda knows {NEWEST}: install the newer Ronda that made "
            "them"
        )


def upgrade(settings: Settings) -> str:
    """Bring the tables to the version that this Ronda needs, and return it; what is up to date is left alone.

    SQLite: also makes the folder, the database and, while no co-op is in it, the key file. PostgreSQL: works as the
    owner (RONDA_DATABASE_OWNER_URL) and lets the role of RONDA_DATABASE_URL do what it must. Several processes may
    call it at once.
    """
    if settings.sqlite:
        return _upgrade_sqlite(settings)
    if settings.owner_url is None:
        raise RoleError(
            "RONDA_DATABASE_OWNER_URL: it is not given: name the role that owns the tables, another one than the "
            "service's, which must not be able to change them"
        )
    role = make_url(settings.database_url).username
    if not role:
        raise RoleError("RONDA_DATABASE_URL: it names no role: give postgresql://role@host/database")
    engine = connect(settings.owner_url)
    try:
        with answering(), engine.begin() as connection:
            connection.execute(text("SELECT pg_advisory_xact_lock(20260101)"))  # one upgrade at a time
            _migrate(connection)
            roles.grant(connection, role)
    finally:
        engine.dispose()
    return NEWEST


def _upgrade_sqlite(settings: Settings) -> str:
    path = Path(make_url(settings.database_url).database or "")
    path.parent.mkdir(parents=True, exist_ok=True)
    engine = connect(settings.database_url)
    try:
        with answering(), engine.begin() as connection:
            _migrate(connection)
            founded = connection.scalar(text("SELECT count(*) FROM coop"))
            if not settings.key_file.exists():
                if founded:
                    raise KeyFileError(
                        f"{settings.key_file}: the key file is missing, and nothing in {path} opens without it: put it "
                        "back from where you keep it, or name it as RONDA_KEY_FILE"
                    )
                key_file.make(settings.key_file)
        path.chmod(0o600)
    finally:
        engine.dispose()
    return NEWEST


def _migrate(connection: Connection) -> None:
    found = version_of(connection)
    if found == NEWEST:
        return
    if found is not None and found > NEWEST:
        held(connection)
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, NEWEST)
