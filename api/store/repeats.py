"""Idempotency keys: a request that was sent twice is carried out once."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from api.store.errors import Taken
from api.store.rows import insert_or_leave
from api.store.store import Books
from api.store.tables import Repeat as Row


@dataclass(frozen=True, slots=True)
class Repeat:
    """What a key was used for. digest: of the request, as it was given; job: what it became."""

    digest: bytes
    job: str
    made: datetime


def remember(books: Books, key: str, digest: bytes, job: str) -> None:
    """Note what a key was used for, in the transaction that accepts the job.

    digest: of the request, best by books.vault.digest, so that nobody can guess the request from it. Raises Taken where
    another request with the same key was first, then or just now: roll back, and recall it.
    """
    row = {"coop": books.coop, "key": _hidden(books, key), "digest": digest, "job": job, "made": books.now()}
    if not insert_or_leave(books.session, Row, [row]):
        raise Taken


def recall(books: Books, key: str) -> Repeat | None:
    """What a key was used for; None where it is new, or past keeping."""
    wanted = Row.coop == books.coop, Row.key == _hidden(books, key)
    row = books.session.execute(select(Row.digest, Row.job, Row.made).where(*wanted)).first()
    return None if row is None else Repeat(*row)


def _hidden(books: Books, key: str) -> str:
    """Whoever makes up a key may put anything into it."""
    return books.vault.digest(b"repeat " + key.encode()).hex()
