"""Co-ops: how one is founded."""

import re

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from api.store.errors import CoopError, Unknown
from api.store.sealing import new_key, seal
from api.store.store import Books, Store
from api.store.tables import Coop

_ID = re.compile(r"[a-z][a-z0-9-]{0,62}")


def found(store: Store, id: str, name: str) -> None:
    """Make a co-op with a key of its own. Raises CoopError where it is there already, and for a second one in SQLite.

    id: lower-case letters, digits and hyphens, up to 63; it stands in keys and logs, so that it must name nobody.
    """
    if not _ID.fullmatch(id):
        raise CoopError(f"co-op {id!r}: an id begins with a letter and has a-z, 0-9 and -, up to 63: choose another")
    if not 0 < len(name) <= 200:
        raise CoopError(f"co-op {id}: its name has {len(name)} characters: give 1 to 200")
    with store.of(id) as books:
        if books.session.scalar(select(Coop.id).where(Coop.id == id)):
            raise CoopError(f"co-op {id}: it is there already: choose another id")
        sealed = seal(store.sealing_key(), new_key(), (id, "coop", "sealed_key"))
        made = insert(Coop).values(id=id, name=name, sealed_key=sealed, made=books.now())
        try:
            books.session.execute(made)
        except IntegrityError:
            raise CoopError(
                f"co-op {id}: SQLite holds one co-op only, and there is one: for several, use PostgreSQL "
                "(RONDA_DATABASE_URL=postgresql://...)"
                if store.sqlite
                else f"co-op {id}: it is there already: choose another id"
            ) from None


def name(books: Books) -> str:
    """What people call the co-op. Raises Unknown."""
    found = books.session.scalar(select(Coop.name).where(Coop.id == books.coop))
    if found is None:
        raise Unknown("co-op", books.coop)
    return found
