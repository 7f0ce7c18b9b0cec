"""How far running work is: its newest sign of progress."""

from sqlalchemy import select

from api.store.jobs import PROGRESS, Event
from api.store.store import Books
from api.store.tables import Event as Row


def latest(books: Books, job: str) -> Event | None:
    """The newest progress of a job; None where it has told of none."""
    of_job = Row.coop == books.coop, Row.job == job, Row.kind == PROGRESS
    row = books.session.scalars(select(Row).where(*of_job).order_by(Row.number.desc()).limit(1)).first()
    return None if row is None else Event(row.number, row.kind, row.data, row.at)
