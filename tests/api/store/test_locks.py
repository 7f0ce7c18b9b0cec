"""A lock is held by one, and free the moment it is released."""

import pytest
from sqlalchemy import Connection, text

from api.store import locks
from tests.databases import KINDS, stored


@pytest.fixture(params=KINDS, scope="module")
def store(request):
    with stored(request.param) as opened:
        yield opened


def test_a_lock_is_held_by_one_and_free_afterwards(store):
    lock = locks.take(store.settings, "x/1")
    assert lock is not None
    assert lock.held()
    assert locks.take(store.settings, "x/1") is None
    assert not locks.free(store.settings, "x/1")
    assert locks.free(store.settings, "x/2")
    lock.release()
    assert locks.free(store.settings, "x/1")


HELD = text(
    "SELECT pid FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database"
    " WHERE locktype = 'advisory' AND datname = current_database()"
)


def test_a_server_gives_a_lock_back_before_it_ends_the_session(monkeypatch):
    seen: list[list[int]] = []
    end = Connection.invalidate
    with stored("postgresql") as store, store.common() as session:
        lock = locks.take(store.settings, "x/1")
        assert lock is not None
        assert len(session.scalars(HELD).all()) == 1

        def ended(connection, *rest):
            seen.append(list(session.scalars(HELD)))
            end(connection, *rest)

        monkeypatch.setattr(Connection, "invalidate", ended)
        lock.release()
        assert seen == [[]]


def test_a_lock_whose_session_broke_is_held_no_more_and_can_be_let_go_of():
    with stored("postgresql") as store:
        lock = locks.take(store.settings, "x/1")
        assert lock is not None
        with store.common() as session:
            (holder,) = session.scalars(HELD)
            assert session.scalar(text("SELECT pg_terminate_backend(:holder, 10000)"), {"holder": holder})
        assert not lock.held()
        lock.release()
        assert locks.free(store.settings, "x/1")
