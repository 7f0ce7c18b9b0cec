"""ronda keys and ronda database, as an operator types them."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from api.settings import Settings, settings
from api.store import audit, keys, people, problems
from api.store.backups import erasures
from api.store.errors import BackupError
from api.store.store import Store
from engine.data.canonical import problem_text
from tests.api.cli_runs import ronda
from tests.databases import migrated
from tests.problems import random_problem

A = random_problem(1, days=1, visits=4)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A new machine: nothing is set but the folder."""
    for name in ("RONDA_DATABASE_URL", "RONDA_DATABASE_OWNER_URL", "RONDA_KEY_FILE", "RONDA_PG_BIN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("RONDA_DATA", str(tmp_path / "data"))
    return settings()


def test_from_nothing_to_a_key(home: Settings):
    assert "ronda database found" in ronda("keys", "add", "--role", "admin").err
    assert not home.data.exists()  # asking makes nothing
    founded = ronda("database", "found", "sol", "Cooperativa Sol")
    assert (founded.code, "ronda keys add --coop sol --role admin" in founded.out) == (0, True)
    made = ronda("keys", "add", "--role", "planner", "--label", "desk")
    assert made.code == 0
    secret_key = made.out.strip()
    coop, id, secret = keys.parted(secret_key) or ("", "", "")
    store = Store(home)
    with store.reading("sol") as books:
        found = keys.find(books, id, secret)
        assert found is not None
        assert (coop, found.role, found.label) == ("sol", "planner", "desk")
        assert found.expires is not None
        assert [entry.act for entry in audit.page(books, None, 9)] == ["key.issue"]
    listed = ronda("keys", "list")
    assert id in listed.out
    assert "holds until" in listed.out
    assert secret not in listed.out
    assert ronda("keys", "list", "--json").json["keys"][0]["id"] == id
    assert ronda("keys", "revoke", id).code == 0
    assert "revoked" in ronda("keys", "list").out
    assert ronda("keys", "revoke", "other").code == 2
    with store.reading("sol") as books:
        assert keys.find(books, id, secret) is None
    store.close()


def test_a_key_of_a_carer_names_the_carer(home: Settings):
    ronda("database", "found", "sol", "Sol")
    made = ronda("keys", "add", "--role", "carer", "--person", "c0", "--json").json
    store = Store(home)
    with store.reading("sol") as books:
        assert people.known(books, made["person"]) == ("carer", "c0")
    store.close()
    assert ronda("keys", "add", "--role", "carer").code == 2
    assert ronda("keys", "add", "--role", "planner", "--person", "c0").code == 2
    assert ronda("keys", "add", "--role", "boss").code == 2


def test_a_second_coop_needs_postgresql(home: Settings):
    ronda("database", "found", "sol", "Sol")
    refused = ronda("database", "found", "luna", "Luna")
    assert (refused.code, "PostgreSQL" in refused.err) == (2, True)


def test_backup_and_restore(home: Settings, tmp_path: Path):
    ronda("database", "found", "sol", "Sol")
    path = tmp_path / "monday"
    made = ronda("database", "backup", path)
    assert made.code == 0
    assert str(home.key_file) in made.out
    assert "keep a copy elsewhere" in made.out
    refused = ronda("database", "restore", path)
    assert (refused.code, "--replace" in refused.err) == (2, True)
    assert ronda("database", "restore", path, "--replace", "--json").json["coops"] == ["sol"]
    assert ronda("database", "backup", path).code == 2


@pytest.mark.parametrize(
    ("said", "is_there", "told"),
    [("--erase-again", False, "Erased again, as the log of before tells: 1."), ("--no-erase-again", True, "once more")],
)
def test_who_was_erased_comes_back_with_a_backup_unless_erased_again(home: Settings, tmp_path, said, is_there, told):
    ronda("database", "found", "sol", "Sol")
    path, store = tmp_path / "monday", Store(home)
    with store.of("sol") as books:
        problems.put(books, "w", A, problem_text(A), None)
        people.erase(books, "client", "k1")  # before the backup: nothing brings them back
    assert ronda("database", "backup", path).code == 0
    assert "once more" in ronda("database", "restore", path, "--replace", "--no-erase-again").out
    with store.of("sol") as books:
        made_up = people.erase(books, "client", "k0")
    store.close()
    assert ronda("database", "restore", path, "--replace").code == 1  # nobody answered, and nothing was changed
    store = Store(home)
    with store.reading("sol") as books:
        assert people.known(books, made_up) is None
    store.close()
    restored = ronda("database", "restore", path, "--replace", said)
    assert restored.code == 0
    assert told in " ".join(restored.out.split())
    store = Store(home)
    with store.reading("sol") as books:
        assert people.known(books, made_up) == (("client", "k0") if is_there else None)
        acts = [(entry.act, entry.object) for entry in audit.page(books, None, 9)]
        assert (("person.erase", f"client:{made_up}") in acts) is not is_there
    store.close()


def test_a_backup_replaces_what_cannot_be_read(home: Settings, tmp_path: Path):
    ronda("database", "found", "sol", "Sol")
    path = tmp_path / "monday"
    ronda("database", "backup", path)
    database = home.data / "ronda.sqlite"
    database.unlink()
    assert "Erase them once more" in " ".join(ronda("database", "restore", path, "--replace").out.split())


def test_nothing_is_put_back_where_nobody_knows_whom_to_erase_again(home: Settings, tmp_path: Path):
    ronda("database", "found", "sol", "Sol")
    path, database = tmp_path / "monday", home.data / "ronda.sqlite"
    ronda("database", "backup", path)
    database.unlink()
    for words in ((), ("--replace",)):
        refused = ronda("database", "restore", path, "--erase-again", *words)
        assert (refused.code, "--erase-again" in refused.err, database.exists()) == (2, True, False)
    database.write_bytes(b"no database at all" * 1000)
    assert ronda("database", "restore", path, "--erase-again", "--replace").code == 2
    assert database.read_bytes() == b"no database at all" * 1000


def test_whoever_was_erased_is_erased_again_in_an_older_database_too(home: Settings, tmp_path: Path):
    ronda("database", "found", "sol", "Sol")
    path, store = tmp_path / "monday", Store(home)
    with store.of("sol") as books:
        problems.put(books, "w", A, problem_text(A), None)
    ronda("database", "backup", path)
    with store.of("sol") as books:
        people.erase(books, "client", "k0")
        books.session.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    store.close()
    assert ronda("database", "restore", path, "--replace", "--erase-again", "--json").json["erased_again"] == 1


def test_whom_to_erase_again_outlives_a_restore_that_is_broken_off(home: Settings, tmp_path: Path, monkeypatch):
    ronda("database", "found", "sol", "Sol")
    path, store, kept = tmp_path / "monday", Store(home), home.data / "erase-again.json"
    with store.of("sol") as books:
        problems.put(books, "w", A, problem_text(A), None)
    ronda("database", "backup", path)
    with store.of("sol") as books:
        made_up = people.erase(books, "client", "k0")
    store.close()
    words = ("database", "restore", path, "--replace", "--erase-again")

    def die(*_):
        assert kept.stat().st_mode & 0o777 == 0o600
        raise BackupError("the disk is gone")

    with monkeypatch.context() as patched:
        patched.setattr(erasures, "erase_again", die)
        broken = ronda(*words)
    assert (broken.code, str(kept) in broken.err) == (2, True)
    assert ronda(*words, "--json").json["erased_again"] == 1  # its own log, which came with the backup, tells of nobody
    assert not kept.exists()
    store = Store(home)
    with store.reading("sol") as books:
        assert people.known(books, made_up) is None
    store.close()


def test_nothing_is_replaced_where_it_cannot_be_kept_whom_to_erase_again(home: Settings, tmp_path: Path):
    ronda("database", "found", "sol", "Sol")
    path, store = tmp_path / "monday", Store(home)
    ronda("database", "backup", path)
    with store.of("sol") as books:
        problems.put(books, "w", A, problem_text(A), None)
        people.erase(books, "client", "k0")
    (home.data / ".erase-again.json.part").mkdir()
    refused = ronda("database", "restore", path, "--replace", "--erase-again")
    assert (refused.code, "nothing was changed" in refused.err) == (2, True)
    with store.reading("sol") as books:
        assert problems.head(books, "w").version == 1
    store.close()


def test_erasing_asks_first_and_tells_the_made_up_id(home: Settings):
    ronda("database", "found", "sol", "Sol")
    store = Store(home)
    with store.of("sol") as books:
        problems.put(books, "w", A, problem_text(A), None)
        made_up = people.find(books, "client", "k0")
    assert ronda("database", "erase", "client", "k0").code == 1  # nobody said yes
    assert ronda("database", "erase", "client", "k0", "--yes", "--json").json["person"] == made_up
    assert ronda("database", "erase", "client", "k0", "--yes").code == 2
    with store.reading("sol") as books:
        assert people.known(books, made_up or "") is None
    store.close()


def test_a_federation_is_prepared_by_its_operator(home: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    with migrated("postgresql") as there:
        monkeypatch.setenv("RONDA_DATABASE_URL", there.database_url)
        assert "RONDA_DATABASE_OWNER_URL" in ronda("database", "upgrade").err
        monkeypatch.setenv("RONDA_DATABASE_OWNER_URL", there.owner_url or "")
        monkeypatch.setenv("RONDA_PG_BIN", str(there.pg_bin))
        assert ronda("database", "upgrade").code == 0
        assert "ronda database key" in ronda("database", "found", "sol", "Sol").err
        assert ronda("database", "key").code == 0
        assert ronda("database", "key").code == 4
        assert ronda("database", "found", "sol", "Sol").code == 0
        assert ronda("database", "found", "luna", "Luna").code == 0
        assert "--coop" in ronda("keys", "add", "--role", "admin").err
        assert ronda("keys", "add", "--role", "admin", "--coop", "luna").out.startswith("ronda_luna_")
        assert ronda("keys", "list", "--coop", "sol", "--json").json["keys"] == []
        assert ronda("database", "backup", tmp_path / "all", "--json").json["coops"] == ["luna", "sol"]
        again = replace(there, key_file=home.key_file)
        Store(again).close()
