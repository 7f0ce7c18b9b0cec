"""The audit log: who did what, with which weights; the database refuses to change a row of it (see migrations)."""

from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import select

from api.store.rows import add
from api.store.store import Books
from api.store.tables import Audit


@dataclass(frozen=True, slots=True)
class Entry:
    """One act. by: the id of a key, or the made-up id of whoever signed in; object: what it was done to; weights: name
    and version of those that held; detail: numbers and made-up ids only."""

    number: int
    at: datetime
    by: str
    role: str
    act: str
    object: str
    weights: str | None
    detail: dict[str, Any]


_COLUMNS = tuple(getattr(Audit, field.name) for field in fields(Entry))


def note(
    books: Books,
    by: str,
    role: str,
    act: str,
    object: str,
    weights: str | None = None,
    **detail: str | int | float | bool,
) -> None:
    """Write an act down, in the transaction that carries it out: both are kept, or neither."""
    told = {"by": by, "role": role, "act": act, "object": object, "weights": weights, "detail": detail}
    add(books.session, Audit, coop=books.coop, at=books.now(), **told)


def page(books: Books, after: int | None, most: int) -> list[Entry]:
    """Entries in the order in which they were written down, those behind number `after`."""
    found = select(*_COLUMNS).where(Audit.coop == books.coop, Audit.number > (after or 0))
    return [Entry(*row) for row in books.session.execute(found.order_by(Audit.number).limit(most))]


def newest(books: Books, acts: Collection[str], before: int | None, most: int) -> list[Entry]:
    """Entries of these acts, the newest first, those before number `before`."""
    found = select(*_COLUMNS).where(Audit.coop == books.coop, Audit.act.in_(acts))
    if before is not None:
        found = found.where(Audit.number < before)
    return [Entry(*row) for row in books.session.execute(found.order_by(Audit.number.desc()).limit(most))]
