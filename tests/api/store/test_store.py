"""Transactions: bound to one co-op, kept or undone whole, and shared between processes."""

import multiprocessing
import sqlite3
from dataclasses import replace
from functools import partial

import pytest
from sqlalchemy import event, select, text, update

from api.settings import Settings
from api.store import coops, key_file
from api.store.database import LOCK_MS
from api.store.errors import CoopError, KeyFileError, Unknown, UnreachableError
from api.store.sealing import new_key, unseal
from api.store.store import Store
from api.store.tables import Coop
from api.store.vault import Vault
from tests.databases import KINDS, stored


def test_what_is_written_is_kept_and_what_fails_is_undone(store):
    with store.of("sol") as books:
        books.session.execute(text("INSERT INTO problem (coop, id, newest, made) VALUES ('sol', 'a', 0, '2026-01-01')"))
    with pytest.raises(ZeroDivisionError), store.of("sol") as books:  # noqa: PT012
        books.session.execute(text("DELETE FROM problem" if store.sqlite else "UPDATE problem SET newest = 7"))
        raise ZeroDivisionError
    with store.reading("sol") as books:
        assert books.session.scalar(text("SELECT newest FROM problem")) == 0


def test_who_only_reads_cannot_write_and_sees_one_moment(store):
    writing = text("INSERT INTO problem (coop, id, newest, made) VALUES ('sol', 'a', 0, '2026-01-01')")
    with pytest.raises(Exception, match="read"), store.reading("sol") as books:
        books.session.execute(writing)
    counting = text("SELECT count(*) FROM problem")
    with store.reading("sol") as early:
        assert early.session.scalar(counting) == 0
        with store.of("sol") as books:  # no reader makes a writer wait
            books.session.execute(writing)
        assert early.session.scalar(counting) == 0


def test_who_reads_waits_briefly_for_a_lock_and_who_writes_for_their_turn():
    with stored("sqlite") as store:
        asked = text("PRAGMA busy_timeout")
        with store.reading("sol") as books:
            assert books.session.scalar(asked) < 1000  # the event loop reads too
        with store.of("sol") as books:
            assert books.session.scalar(asked) == LOCK_MS


def test_who_writes_waits_for_their_turn_though_the_log_could_not_be_emptied():
    def refuse(_act, told, *_):
        return sqlite3.SQLITE_DENY if told == "wal_checkpoint" else sqlite3.SQLITE_OK

    with stored("sqlite") as store:
        refusing = partial(_authorised_by, refuse)
        event.listen(store._engine, "checkout", refusing)
        with pytest.raises(sqlite3.DatabaseError, match="not authorized"):
            store.empty_log()
        event.remove(store._engine, "checkout", refusing)
        with store.of("sol") as books:
            assert books.session.scalar(text("PRAGMA busy_timeout")) == LOCK_MS


def _authorised_by(judge, connection, *_):
    connection.set_authorizer(judge)


def test_coops_are_known_to_sweeps(store):
    assert store.coops() == ["sol"]


def test_a_coop_is_founded_once(store):
    with pytest.raises(CoopError, match="already"):
        coops.found(store, "sol", "Sol again")


def test_sqlite_holds_one_coop_and_postgresql_many():
    with stored("sqlite") as store, pytest.raises(CoopError, match="PostgreSQL"):
        coops.found(store, "luna", "Luna")
    with stored("postgresql", "sol", "luna") as store:
        assert store.coops() == ["luna", "sol"]


@pytest.mark.parametrize("id", ["", "Sol", "s_l", "sol ", "1sol", "s" * 64, "söl"])
def test_an_id_of_a_coop_fits_into_a_key(store, id):
    with pytest.raises(CoopError, match="choose another"):
        coops.found(store, id, "Sol")


def test_the_vault_opens_what_it_sealed_in_its_place_only(store):
    with store.of("sol") as books:
        sealed = books.vault.seal(b"secret", "job", "sealed_request", "1")
    with store.reading("sol") as books:
        assert books.vault.open(sealed, "job", "sealed_request", "1") == b"secret"
        for place in [("job", "sealed_request", "2"), ("job", "sealed_answer", "1"), ("job", "sealed_request")]:
            with pytest.raises(KeyFileError, match="does not open"):
                books.vault.open(sealed, *place)
        for altered in (sealed[:-1], bytes([sealed[0], sealed[1] ^ 1, *sealed[2:]]), b"", b"\x02" + sealed[1:]):
            with pytest.raises(KeyFileError):
                books.vault.open(altered, "job", "sealed_request", "1")


def test_another_key_file_opens_nothing(store, tmp_path):
    other = tmp_path / "other.key"
    key_file.make(other)
    second = Store(replace(store.settings, key_file=other))
    with pytest.raises(KeyFileError, match="RONDA_KEY_FILE"), second.reading("sol") as books:
        books.vault.digest(b"")
    second.close()


def test_an_unknown_coop_has_no_vault(store):
    with pytest.raises(Unknown), store.reading("luna") as books:
        books.vault.digest(b"")


def test_a_key_of_one_coop_cannot_be_given_to_another():
    with stored("postgresql", "sol", "luna") as store:
        with store.reading("sol") as books:
            sealed = books.session.scalar(select(Coop.sealed_key))
        with pytest.raises(KeyFileError):
            unseal(store.sealing_key(), sealed or b"", ("luna", "coop", "sealed_key"))


def test_what_tells_of_several_needs_every_key():
    vault, keys = Vault("sol", lambda: b"k" * 32), [new_key() for _ in range(3)]
    sealed = vault.seal_of(keys, b"of three", "here")
    assert vault.open_of(keys, sealed, "here") == b"of three"
    for some in (keys[:2], keys[1:], keys[::-1], []):
        with pytest.raises(KeyFileError):
            vault.open_of(some, sealed, "here")
    with pytest.raises(KeyFileError):
        Vault("sol", lambda: b"o" * 32).open_of(keys, sealed, "here")
    of_nobody = vault.seal_of([], b"of nobody", "here")
    with pytest.raises(KeyFileError):
        Vault("sol", lambda: b"o" * 32).open_of([], of_nobody, "here")


def test_a_database_that_does_not_answer_is_told_apart():
    with stored("postgresql") as store:
        settings = replace(store.settings, database_url="postgresql://ronda_app@127.0.0.1:1/none")
        with pytest.raises(UnreachableError, match="RONDA_DATABASE_URL"):
            Store(settings)


def _raise_by_one(settings: Settings, times: int) -> None:
    """Read, then write, over and over: what another process does."""
    store = Store(settings)
    for _ in range(times):
        with store.of("sol") as books:
            name = books.session.scalar(select(Coop.name)) or ""
            books.session.execute(update(Coop).values(name=str(int(name) + 1)))
    store.close()


def test_processes_that_read_and_then_write_lose_nothing():
    """The trap of sqlite3: a transaction that begins by reading is refused once another has written."""
    with stored("sqlite") as store:
        with store.of("sol") as books:
            books.session.execute(update(Coop).values(name="0"))
        context = multiprocessing.get_context("spawn")
        others = [context.Process(target=_raise_by_one, args=(store.settings, 40)) for _ in range(2)]
        for one in others:
            one.start()
        for one in others:
            one.join(60)
        assert [one.exitcode for one in others] == [0, 0]
        with store.reading("sol") as books:
            assert books.session.scalar(select(Coop.name)) == "80"


@pytest.mark.parametrize("kind", KINDS)
def test_time_is_told_by_the_stores_clock(kind):
    from datetime import UTC, datetime

    with stored(kind) as first:
        noon = datetime(2026, 3, 1, 12, tzinfo=UTC)
        store = Store(first.settings, clock=lambda: noon)
        with store.reading("sol") as books:
            assert books.now() == noon
        store.close()
