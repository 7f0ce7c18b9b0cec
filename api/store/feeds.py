"""Secret addresses under which calendar programs find a carer's visits: one at a time for each, known by a digest."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update

from api.store.errors import Unknown
from api.store.ids import sortable
from api.store.rows import add
from api.store.store import Books
from api.store.tables import Feed as Row

SECRET_BYTES = 32


@dataclass(frozen=True, slots=True)
class Feed:
    """An address that holds. person: the made-up id of whose calendar it is."""

    id: str
    person: str
    made: datetime


def renew(books: Books, person: str) -> tuple[Feed, str]:
    """A new address, the one before it holds no more; and its secret part, which is told this once:
    <co-op>_<id>_<secret>."""
    revoke(books, person)
    secret, feed = secrets.token_hex(SECRET_BYTES), Feed(sortable(), person, books.now())
    digest = _digest(secret)
    add(books.session, Row, coop=books.coop, id=feed.id, person=person, digest=digest, made=feed.made)
    return feed, f"{books.coop}_{feed.id}_{secret}"


def revoke(books: Books, person: str) -> None:
    """From now on there is nothing at the person's address; where there is none, nothing changes."""
    own = update(Row).where(Row.coop == books.coop, Row.person == person)
    books.session.execute(own.values(revoked=func.coalesce(Row.revoked, books.now()), digest=b""))


def of(books: Books, person: str) -> Feed:
    """The address that a person has now, without its secret. Raises Unknown."""
    held = select(Row).where(Row.coop == books.coop, Row.person == person, Row.revoked.is_(None))
    row = books.session.scalar(held)
    if row is None:
        raise Unknown("feed", person)
    return Feed(row.id, row.person, row.made)


def parted(told: str) -> tuple[str, str, str] | None:
    """Co-op, id and secret of an address; None where it is none."""
    parts = told.split("_")
    return (parts[0], parts[1], parts[2]) if len(parts) == 3 and all(parts) else None


def find(books: Books, id: str, secret: str) -> Feed | None:
    """The address, if the secret is right and it was not revoked."""
    row = books.session.scalar(select(Row).where(Row.coop == books.coop, Row.id == id))
    right = hmac.compare_digest(_digest(secret), b"" if row is None else row.digest)
    return Feed(row.id, row.person, row.made) if row is not None and right and row.revoked is None else None


def _digest(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()
