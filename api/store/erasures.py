"""How many persons of a co-op were erased: whoever keeps something in memory looks whether it may still be told."""

from sqlalchemy import func, select

from api.store.store import Books
from api.store.tables import Person


def count(books: Books) -> int:
    """How many carers and clients were erased until now."""
    gone = Person.coop == books.coop, Person.sealed_key.is_(None)
    return books.session.scalars(select(func.count()).select_from(Person).where(*gone)).one()
