"""The tables as migrated: the same as the models say, walled, and with an audit log that nobody changes."""

import sqlite3
from dataclasses import replace

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from api.store import key_file, roles, schema
from api.store.database import connect
from api.store.errors import KeyFileError, RoleError, SchemaError
from api.store.library.tables import WORDS
from api.store.store import Store
from api.store.tables import Base
from tests.databases import APP, KINDS, OWNER, migrated, server

COLUMNS = "coop, at, by, role, act, object, detail"
VALUES = "'sol', '2026-01-01', 'a', 'b', 'c', 'd', '{}'"


@pytest.mark.parametrize("kind", KINDS)
def test_the_migrations_make_the_tables_of_the_models(kind):
    with migrated(kind) as settings:
        engine = connect(settings.owner_url or settings.database_url)
        with engine.connect() as connection:
            opts = {"compare_type": True, "include_object": _told_by_models}
            context = MigrationContext.configure(connection, opts=opts)
            assert compare_metadata(context, Base.metadata) == []
            assert schema.version_of(connection) == schema.NEWEST
        engine.dispose()


def _told_by_models(_item, name, _kind, reflected, _other):
    return not (reflected and name.startswith(WORDS))


def test_the_newest_migration_is_the_one_that_is_asked_for():
    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_heads() == [schema.NEWEST]


@pytest.mark.parametrize("kind", KINDS)
def test_upgrading_twice_changes_nothing(kind):
    with migrated(kind) as settings:
        assert schema.upgrade(settings) == schema.NEWEST
        Store(settings).close()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("version", "said"), [("0000", "ronda database upgrade"), ("9999", "newer Ronda")])
def test_other_tables_than_ours_are_refused(kind, version, said):
    with migrated(kind) as settings:
        engine = connect(settings.owner_url or settings.database_url)
        with engine.begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = :it"), {"it": version})
        engine.dispose()
        with pytest.raises(SchemaError, match=said):
            Store(settings)


def test_a_database_without_tables_says_what_to_do(tmp_path):
    path = tmp_path / "new.sqlite"
    with migrated("sqlite") as settings:
        new = replace(settings, database_url=f"sqlite:///{path}")
        with pytest.raises(SchemaError, match="ronda database found ID NAME"):
            Store(new)
        assert not path.exists()
        path.touch()
        with pytest.raises(SchemaError, match="ronda database upgrade"):
            Store(new)


# -- PostgreSQL's walls ------------------------------------------------------------------------------------------------


def test_every_table_with_a_coop_has_a_wall_and_every_table_its_grants():
    walled = {name for name, table in Base.metadata.tables.items() if "coop" in table.columns or name == "coop"}
    assert walled == set(Base.metadata.tables) - roles.OPEN
    assert set(roles.GRANTS) == {*Base.metadata.tables, "alembic_version"}
    walled.add(WORDS)
    with migrated("postgresql") as settings, psycopg.connect(settings.owner_url or "") as connection:
        policies = connection.execute("SELECT tablename, permissive, cmd, qual, with_check FROM pg_policies").fetchall()
        assert {policy[0] for policy in policies} == walled
        for table, permissive, command, seen, written in policies:
            column = "id" if table == "coop" else "coop"
            assert (permissive, command) == ("PERMISSIVE", "ALL")
            assert seen == written
            assert f"({column})::text = current_setting('ronda.coop'::text, true)" in seen
        on = connection.execute("SELECT relname FROM pg_class WHERE relrowsecurity").fetchall()
        assert {row[0] for row in on} == walled


@pytest.mark.parametrize(
    ("role", "said"),
    [
        ("postgres", "BYPASSRLS"),
        (OWNER, "owns the table"),
        ("passer", "BYPASSRLS"),
        ("member", "owns the table"),
        ("climber", "BYPASSRLS"),
    ],
)
def test_roles_that_no_wall_holds_are_refused(role, said):
    made = {
        "passer": ("CREATE ROLE passer LOGIN BYPASSRLS",),
        "member": ("CREATE ROLE member LOGIN", f"GRANT {OWNER} TO member"),
        "climber": ("CREATE ROLE passing BYPASSRLS", "CREATE ROLE climber LOGIN", "GRANT passing TO climber"),
    }.get(role, ())
    with migrated("postgresql") as settings:
        server().run(*made)
        try:
            for right in roles.GRANTS:
                server().run(f"GRANT SELECT ON {right} TO {role}", database=_database(settings.database_url))
            with pytest.raises(RoleError, match=said):
                Store(replace(settings, database_url=settings.database_url.replace(APP, role)))
        finally:
            for statement in reversed(made):
                if statement.startswith("CREATE ROLE"):
                    name = statement.split()[2]
                    server().run(f"DROP OWNED BY {name}", database=_database(settings.database_url))
                    server().run(f"DROP ROLE {name}")


def _database(url: str) -> str:
    return url.split("?")[0].rsplit("/", 1)[1]


def test_a_wall_that_was_taken_down_is_noticed():
    with migrated("postgresql") as settings:
        server().run("ALTER TABLE job DISABLE ROW LEVEL SECURITY", database=_database(settings.database_url))
        with pytest.raises(SchemaError, match="ENABLE ROW LEVEL SECURITY"):
            Store(settings)


def test_an_upgrade_of_postgresql_asks_for_the_owner():
    with migrated("postgresql") as settings, pytest.raises(RoleError, match="RONDA_DATABASE_OWNER_URL"):
        schema.upgrade(replace(settings, owner_url=None))


# -- the audit log -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET act = 'nothing'",
        "DELETE FROM audit",
        "INSERT OR REPLACE INTO audit SELECT * FROM audit",
        f"REPLACE INTO audit (number, {COLUMNS}) VALUES (1, {VALUES})",
        "TRUNCATE audit",
    ],
)
def test_the_audit_log_is_never_changed(store, statement):
    if store.sqlite == statement.startswith("TRUNCATE") or ("REPLACE" in statement and not store.sqlite):
        pytest.skip("no such statement in this database")
    with store.of("sol") as books:
        books.session.execute(text(f"INSERT INTO audit ({COLUMNS}) VALUES ({VALUES})"))
    if store.sqlite:
        file = store.settings.database_url.removeprefix("sqlite:///")
        with sqlite3.connect(file) as connection, pytest.raises(sqlite3.IntegrityError, match="never changed"):
            connection.execute(statement)
        return
    with psycopg.connect(store.settings.database_url) as connection:
        connection.execute("SELECT set_config('ronda.coop', 'sol', false)")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(statement.encode())
    with psycopg.connect(store.settings.owner_url) as connection, pytest.raises(psycopg.errors.RestrictViolation):
        connection.execute(statement.encode())


# -- the key file ------------------------------------------------------------------------------------------------------


def test_the_first_upgrade_of_sqlite_makes_folder_database_and_key_for_the_account_alone(tmp_path):
    data = tmp_path / "new"
    with migrated("sqlite") as settings:
        fresh = replace(settings, database_url=f"sqlite:///{data / 'it.sqlite'}", key_file=data / "it.key")
    schema.upgrade(fresh)
    assert {path.name: path.stat().st_mode & 0o777 for path in data.iterdir()} == {"it.sqlite": 0o600, "it.key": 0o600}
    Store(fresh).close()


def test_a_lost_key_is_never_replaced_while_it_seals_something(store, tmp_path):
    if not store.sqlite:
        pytest.skip("on PostgreSQL no key is ever made by itself")
    lost = replace(store.settings, key_file=tmp_path / "lost.key")
    with pytest.raises(KeyFileError, match="put it back"):
        schema.upgrade(lost)
    assert not lost.key_file.exists()


def test_a_key_open_to_others_is_refused(tmp_path):
    path = tmp_path / "open.key"
    key_file.make(path)
    path.chmod(0o644)
    with pytest.raises(KeyFileError, match="chmod 600"):
        key_file.read(path)


@pytest.mark.parametrize("content", ["", "ronda-key-1 ", "ronda-key-1 c2hvcnQ=", "something else", "ronda-key-1 é"])
def test_another_file_is_no_key(tmp_path, content):
    path = tmp_path / "it.key"
    path.write_text(content)
    path.chmod(0o600)
    with pytest.raises(KeyFileError, match="no key file"):
        key_file.read(path)


def test_a_missing_key_says_what_to_do(tmp_path):
    with pytest.raises(KeyFileError, match="RONDA_KEY_FILE"):
        key_file.read(tmp_path / "none.key")


def test_making_a_key_twice_keeps_the_first(tmp_path):
    path = tmp_path / "it.key"
    key_file.make(path)
    first = key_file.read(path)
    key_file.make(path)
    assert key_file.read(path) == first


def test_sqlite_refuses_a_second_coop_by_raw_sql(store):
    if not store.sqlite:
        pytest.skip("PostgreSQL holds many")
    with sqlite3.connect(store.settings.database_url.removeprefix("sqlite:///")) as connection:
        for verb in ("INSERT", "INSERT OR REPLACE", "INSERT OR IGNORE"):
            with pytest.raises(sqlite3.IntegrityError, match="one co-op only"):
                connection.execute(f"{verb} INTO coop VALUES ('luna', 'Luna', x'00', '2026-01-01')")


def test_the_columns_that_hold_text_of_persons_are_all_sealed():
    """Binary columns are sealed, digests or made-up ids; no text column is meant for what is personal."""
    binary = {
        f"{name}.{column.name}"
        for name, table in Base.metadata.tables.items()
        for column in table.columns
        if column.type.python_type is bytes and not column.name.startswith("sealed")
    }
    assert binary == {"api_key.digest", "feed.digest", "person.sought", "problem_version.persons", "repeat.digest"}
