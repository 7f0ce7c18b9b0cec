"""A lock is held by one, and free the moment it is released."""

import pytest
from sqlalchemy import text

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


def test_a_server_holds_no_lock_that_was_released():
    """Seen from a session that is open already: a new one takes longer to begin than most old ones to end."""
    with stored("postgresql") as store, store.common() as session:
        held = text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND database = :here")
        here = session.scalar(text("SELECT oid FROM pg_database WHERE datname = current_database()"))
        for _ in range(20):
            lock = locks.take(store.settings, "x/1")
            assert lock is not None
            assert session.scalar(held, {"here": here}) == 1
            lock.release()
            assert session.scalar(held, {"here": here}) == 0
