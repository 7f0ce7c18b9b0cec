"""Backups: all that was there is there again, and nothing is overwritten by accident."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from api.settings import Settings
from api.store import audit, backups, coops, key_file, keys, people, plans, problems, repeats, roles
from api.store.backups import erasures, postgresql, sqlite
from api.store.database import connect
from api.store.errors import BackupError, KeyFileError, RoleError, UnreachableError
from api.store.library.tables import WORDS
from api.store.store import Store
from api.store.tables import Base
from engine.data.canonical import problem_text
from tests.databases import KINDS, migrated, stored
from tests.problems import random_problem

A = random_problem(1, days=2, visits=8)
TEXT = problem_text(A)


def fill(store: Store) -> None:
    for coop in store.coops():
        with store.of(coop) as books:
            problems.put(books, "w", A, TEXT, None)
            plans.keep(books, "1", "w", 1, {"visit": A.visits[0].id}, {"cost": 1}, clean=True, cost=1, unplanned=0)
            keys.issue(books, "carer", ["x"], "phone", None, people.pseudonym(books, "carer", A.carers[0].id))
            audit.note(books, "key", "planner", "plan", "plan 1", gap=0.5)
            repeats.remember(books, "again", b"digest", "1")


def rows(settings: Settings) -> dict[str, list]:
    """Every row of every table."""
    engine = connect(settings.owner_url or settings.database_url)
    with engine.connect() as connection:
        names = [*Base.metadata.tables, "alembic_version"]
        found = {name: sorted(map(repr, connection.execute(text(f"SELECT * FROM {name}")))) for name in names}
    engine.dispose()
    return found


@pytest.fixture(params=KINDS)
def full(request: pytest.FixtureRequest):
    """A store with something in every room."""
    several = ("sol", "luna") if request.param == "postgresql" else ("sol",)
    with stored(request.param, *several) as store:
        fill(store)
        yield store


def test_what_is_put_back_is_what_was_there(full, tmp_path):
    before = rows(full.settings)
    assert all(before[name] for name in ("coop", "problem_version", "plan", "person", "audit", "api_key", "repeat"))
    path = tmp_path / "backup"
    told = backups.make(full.settings, path)
    assert (told.coops, told.bytes) == (tuple(full.coops()), path.stat().st_size)
    assert path.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in tmp_path.iterdir()] == ["backup"]
    with full.of("sol") as books:
        people.erase(books, "carer", A.carers[0].id)
    assert rows(full.settings) != before
    backups.restore(full.settings, path, replace=True)
    assert rows(full.settings) == before
    again = Store(full.settings)
    with again.of("sol") as books:
        assert problems.get(books, "w")[1] == TEXT
        audit.note(books, "key", "planner", "go on", "plan 1")  # numbers go on where they were
    again.close()


def test_whoever_was_erased_since_can_be_erased_again(full, tmp_path):
    with full.of("sol") as books:
        people.erase(books, "carer", A.carers[1].id)  # before the backup: nothing brings them back
    backups.make(full.settings, tmp_path / "backup")
    gone = {}
    for coop in full.coops():
        with full.of(coop) as books:
            gone[coop] = people.erase(books, "carer", A.carers[0].id)
    recorded = erasures.recorded(full.settings)
    assert recorded is not None
    backups.restore(full.settings, tmp_path / "backup", replace=True)
    assert erasures.erase_again(full.settings, recorded) == len(gone)
    assert erasures.erase_again(full.settings, recorded) == 0
    for coop, made_up in gone.items():
        with full.reading(coop) as books:
            assert people.known(books, made_up) is None
            assert f"carer:{made_up}" in [entry.object for entry in audit.page(books, None, 99)]


def test_no_log_is_read_where_there_is_none(tmp_path):
    with migrated("sqlite") as settings:
        path = Path(settings.database_url.removeprefix("sqlite:///"))
        path.write_bytes(b"no database at all" * 1000)
        assert erasures.recorded(settings) is None
        path.unlink()
        assert erasures.recorded(settings) is None


def test_a_log_is_read_whatever_the_tables_version_and_without_the_key(full, tmp_path):
    with full.of("sol") as books:
        gone = people.erase(books, "carer", A.carers[0].id)
    engine = connect(full.settings.owner_url or full.settings.database_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    engine.dispose()
    assert erasures.recorded(replace(full.settings, key_file=tmp_path / "none")) == {"sol": [gone]}


def test_a_log_that_may_be_there_is_not_taken_for_none():
    with migrated("postgresql") as settings:
        away = "postgresql://ronda_owner@127.0.0.1:1/none"
        with pytest.raises(UnreachableError):
            erasures.recorded(replace(settings, database_url=away, owner_url=away))
        with pytest.raises(RoleError):
            erasures.recorded(replace(settings, owner_url=None))


@pytest.mark.parametrize("kind", KINDS)
def test_a_backup_goes_into_an_empty_database_too(kind, tmp_path):
    with stored(kind) as store, migrated(kind) as other:
        fill(store)
        path = tmp_path / "backup"
        backups.make(store.settings, path)
        if kind == "sqlite":
            Path(other.database_url.removeprefix("sqlite:///")).unlink()
        else:
            engine = connect(other.owner_url or "")
            with engine.begin() as connection:
                connection.execute(text(f"DROP FUNCTION {', '.join(roles.FUNCTIONS)}, ronda_refuse() CASCADE"))
                for table in [WORDS, *reversed(Base.metadata.sorted_tables), "alembic_version"]:
                    connection.execute(text(f"DROP TABLE {table}"))
            engine.dispose()
        backups.restore(other, path)
        assert rows(other) == rows(store.settings)
        again = Store(other)
        with again.reading("sol") as books:
            assert problems.get(books, "w")[1] == TEXT
        again.close()


def test_nothing_is_overwritten_unasked(full, tmp_path):
    path = tmp_path / "backup"
    backups.make(full.settings, path)
    with pytest.raises(BackupError, match="is there already"):
        backups.make(full.settings, path)
    with pytest.raises(BackupError, match="--replace"):
        backups.restore(full.settings, path)


def test_a_backup_that_the_key_does_not_open_is_not_put_back(full, tmp_path):
    path, other = tmp_path / "backup", tmp_path / "other.key"
    backups.make(full.settings, path)
    key_file.make(other)
    before = rows(full.settings)
    with pytest.raises(KeyFileError, match="RONDA_KEY_FILE"):
        backups.restore(replace(full.settings, key_file=other), path, replace=True)
    assert rows(full.settings) == before


def test_a_backup_of_a_newer_ronda_is_not_put_back(full, tmp_path):
    engine = connect(full.settings.owner_url or full.settings.database_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(BackupError, match="newer Ronda"):
        backups.make(full.settings, tmp_path / "backup")
    engine.dispose()


def test_what_is_no_backup_is_told(full, tmp_path):
    path = tmp_path / "letter"
    path.write_text("Dear co-op")
    for one in (path, tmp_path / "none"):
        with pytest.raises(BackupError):
            backups.restore(full.settings, one, replace=True)


def test_a_folder_that_is_not_there_is_told(full, tmp_path):
    with pytest.raises(BackupError, match="nowhere"):
        backups.make(full.settings, tmp_path / "nowhere" / "backup")


def test_a_program_that_is_not_there_is_told(tmp_path):
    with stored("postgresql") as store, pytest.raises(BackupError, match="RONDA_PG_BIN"):
        backups.make(replace(store.settings, pg_bin=tmp_path), tmp_path / "backup")


def test_nobody_else_can_read_a_backup_while_it_is_made(full, tmp_path, monkeypatch):
    maker = sqlite if full.sqlite else postgresql
    make, seen = maker.make, []

    def watched(settings, path):
        seen.append(path.stat().st_mode & 0o777)
        make(settings, path)
        seen.append(path.stat().st_mode & 0o777)

    monkeypatch.setattr(maker, "make", watched)
    backups.make(full.settings, tmp_path / "backup")
    assert seen == [0o600, 0o600]


def test_a_database_that_is_damaged_is_told(tmp_path):
    with migrated("sqlite") as settings:
        Path(settings.database_url.removeprefix("sqlite:///")).write_bytes(b"no database at all" * 1000)
        with pytest.raises(BackupError, match="cannot be copied"):
            backups.make(settings, tmp_path / "backup")
        assert list(tmp_path.iterdir()) == []


def test_a_backup_is_made_while_the_service_writes(tmp_path):
    with stored("sqlite") as store:
        fill(store)
        with store.of("sol") as books:
            audit.note(books, "key", "planner", "not yet", "committed")
            backups.make(store.settings, tmp_path / "backup")
        backups.restore(store.settings, tmp_path / "backup", replace=True)
        with store.reading("sol") as books:
            assert "not yet" not in [entry.act for entry in audit.page(books, None, 9)]


def test_another_coop_may_be_founded_after_restoring(tmp_path):
    with stored("postgresql") as store:
        backups.make(store.settings, tmp_path / "backup")
        backups.restore(store.settings, tmp_path / "backup", replace=True)
        coops.found(store, "luna", "Luna")
        assert store.coops() == ["luna", "sol"]
