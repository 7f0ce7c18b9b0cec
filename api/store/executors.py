"""The processes that do jobs: where each runs, and when it last told that it lives."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select

from api.store import tables
from api.store.store import Store


@dataclass(frozen=True, slots=True)
class Executor:
    """A worker process, by a name that it keeps when it is started again."""

    id: str
    seen: datetime


def tell_alive(store: Store, id: str, host: str, *, began: bool = False) -> None:
    """Note that an executor lives. began: it has only just been started."""
    now = datetime.now(UTC)
    with store.common() as session:
        row = session.get(tables.Executor, id)
        if row is None:
            session.add(tables.Executor(id=id, host=host, began=now, seen=now))
            return
        row.host, row.seen = host, now
        if began:
            row.began = now


def every(store: Store) -> list[Executor]:
    """All executors that there have been, by their names."""
    with store.common(write=False) as session:
        rows = session.scalars(select(tables.Executor).order_by(tables.Executor.id))
        return [Executor(row.id, row.seen) for row in rows]


def strike_out(store: Store, id: str) -> None:
    """Forget an executor that is gone for good."""
    with store.common() as session:
        row = session.get(tables.Executor, id)
        if row is not None:
            session.delete(row)
