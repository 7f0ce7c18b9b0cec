"""When links of published resources are looked at, and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select

from api.store.library import tables
from api.store.rows import insert_or_leave, portions
from api.store.store import Books

HELD = timedelta(minutes=10)
"""So long a link belongs to whoever took it to look at it; should they die, it is due again."""


@dataclass(frozen=True, slots=True)
class Due:
    """A link to be looked at now. failures: how often it has failed since it last answered."""

    number: int
    link: str
    failures: int


@dataclass(frozen=True, slots=True)
class Check:
    """What came of the last look at a resource's link. status: what was answered, 0: nothing; None: never looked."""

    number: int
    checked: datetime | None
    status: int | None
    failures: int


def watch(books: Books, numbers: Sequence[int]) -> None:
    """Have links looked at soon; what was known of them is forgotten."""
    forget(books, numbers)
    blank = {"coop": books.coop, "due": books.now(), "checked": None, "status": None, "failures": 0}
    insert_or_leave(books.session, tables.LinkCheck, [{**blank, "number": number} for number in numbers])


def forget(books: Books, numbers: Sequence[int]) -> None:
    """Look at these no more."""
    for some in portions(numbers):
        of_these = tables.LinkCheck.coop == books.coop, tables.LinkCheck.number.in_(some)
        books.session.execute(delete(tables.LinkCheck).where(*of_these))


def waiting(books: Books) -> bool:
    """Whether any link is due; a look that holds nobody up."""
    wanted = select(tables.LinkCheck.number).where(*_due(books))
    return books.session.execute(wanted.limit(1)).first() is not None


def due(books: Books, most: int) -> list[Due]:
    """Take links that are due; nobody else gets them for a while."""
    of_resource = (tables.Resource.coop == tables.LinkCheck.coop) & (tables.Resource.number == tables.LinkCheck.number)
    wanted = (
        select(tables.LinkCheck, tables.Resource.document)
        .join(tables.Resource, of_resource)
        .where(*_due(books))
        .order_by(tables.LinkCheck.due, tables.LinkCheck.number)
        .limit(most)
        .with_for_update(of=tables.LinkCheck, skip_locked=True)
    )
    taken = []
    for row, document in books.session.execute(wanted):
        row.due = books.now() + HELD
        taken.append(Due(row.number, document["link"], row.failures))
    return taken


def looked(books: Books, one: Due, status: int | None, fine: bool | None, again: timedelta) -> int:
    """Note what came of a look, and when the next is due; how often the link has failed by now. fine: None where it
    could not be looked at, which says nothing of it."""
    row = books.session.get(tables.LinkCheck, (books.coop, one.number), with_for_update=True, populate_existing=True)
    if row is None:  # withdrawn meanwhile
        return 0
    row.checked, row.status, row.due = books.now(), status, books.now() + again
    if fine is not None:
        row.failures = 0 if fine else row.failures + 1
    return row.failures


def last(books: Books, number: int) -> Check | None:
    """What is known of a resource's link; None where it is not looked at."""
    row = books.session.get(tables.LinkCheck, (books.coop, number))
    return None if row is None else Check(row.number, row.checked, row.status, row.failures)


def _due(books: Books) -> tuple:
    return tables.LinkCheck.coop == books.coop, tables.LinkCheck.due <= books.now()
