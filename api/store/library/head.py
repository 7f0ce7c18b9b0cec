"""The head of a co-op's library: its version, and the numbers that are given next."""

from sqlalchemy import select

from api.store.library import tables
from api.store.rows import insert_or_leave
from api.store.store import Books


def version(books: Books) -> int:
    """How often the library has changed; 0 where there is none yet."""
    found = select(tables.Library.version).where(tables.Library.coop == books.coop)
    return books.session.scalar(found) or 0


def held(books: Books) -> tables.Library:
    """The head, a version further on; whoever else would change the library waits until this transaction ends. To be
    held before anything of the library is, else two could wait for each other."""
    insert_or_leave(books.session, tables.Library, [{"coop": books.coop, "version": 0, "resources": 0, "courses": 0}])
    row = books.session.get(tables.Library, books.coop, with_for_update=True, populate_existing=True)
    assert row is not None
    row.version += 1
    return row
