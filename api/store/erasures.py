"""How many persons of a co-op were erased: whoever keeps something in memory looks whether it may still be told."""

from sqlalchemy import bindparam, func, select

from api.store.store import Books
from api.store.tables import Person

_GONE = Person.coop == bindparam("coop"), Person.kind.in_(("carer", "client")), Person.sought.is_(None)
_COUNT = select(func.count()).select_from(Person).where(*_GONE)  # answered from the index by which persons are sought


def count(books: Books) -> int:
    """How many carers and clients were erased until now."""
    return books.session.execute(_COUNT, {"coop": books.coop}).scalar_one()
