"""How far running work is: its newest sign of progress."""

from sqlalchemy import bindparam, select

from api.store.jobs import PROGRESS, Event
from api.store.store import Books
from api.store.tables import Event as Row

_OF_JOB = Row.coop == bindparam("coop"), Row.job == bindparam("job"), Row.kind == PROGRESS
_LATEST = select(Row.number, Row.kind, Row.data, Row.at).where(*_OF_JOB).order_by(Row.number.desc()).limit(1)


def latest(books: Books, job: str) -> Event | None:
    """The newest progress of a job; None where it has told of none."""
    row = books.session.execute(_LATEST, {"coop": books.coop, "job": job}).first()
    return None if row is None else Event(*row)
