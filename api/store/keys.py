"""API keys: made once, known by a digest, limited in time, role and scopes."""

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from sqlalchemy import func, select, update

from api.store.errors import StoreError, Unknown
from api.store.ids import sortable
from api.store.rows import add
from api.store.store import Books
from api.store.tables import ApiKey, Person

Role = Literal["integrator", "planner", "analyst", "carer", "client", "member", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)
OF_PERSONS = ("carer", "client")
"""The roles that see their own rounds or visits only; their keys tell whose."""

SECRET_BYTES = 32


@dataclass(frozen=True, slots=True)
class Key:
    """A key as it is stored. person: the made-up id of whose rounds or visits it may see (people.known tells who)."""

    id: str
    role: str
    scopes: tuple[str, ...]
    person: str | None
    label: str
    made: datetime
    expires: datetime | None
    revoked: datetime | None


def issue(
    books: Books, role: str, scopes: Sequence[str], label: str, expires: datetime | None, person: str | None = None
) -> tuple[Key, str]:
    """Make a key: what is stored of it, and its text, which is told this once: ronda_<co-op>_<id>_<secret>.

    person: the made-up id (people.pseudonym) of the carer or client whom a key of that role belongs to. Raises
    StoreError for an unknown role, or a person who does not fit it.
    """
    if role not in ROLES:
        raise StoreError(f"role {role!r}: there is none of this name: give one of {', '.join(ROLES)}")
    if (person is not None) != (role in OF_PERSONS):
        need = "needs to know whose" if role in OF_PERSONS else "belongs to nobody in particular"
        raise StoreError(f"a key of the role {role} {need}: {'name' if role in OF_PERSONS else 'leave out'} the person")
    if person is not None:
        _holds(books, role, person)
    if len(label) > 100:
        raise StoreError(f"the label has {len(label)} characters: give at most 100")
    secret = secrets.token_hex(SECRET_BYTES)
    key = Key(sortable(), role, tuple(scopes), person, label, books.now(), expires, None)
    values = {"role": role, "scopes": list(scopes), "person": person, "label": label}
    add(
        books.session,
        ApiKey,
        coop=books.coop,
        id=key.id,
        digest=_digest(secret),
        made=key.made,
        expires=expires,
        **values,
    )
    return key, f"ronda_{books.coop}_{key.id}_{secret}"


def parted(told: str) -> tuple[str, str, str] | None:
    """Co-op, id and secret of a key's text; None where it is none."""
    parts = told.split("_")
    return (parts[1], parts[2], parts[3]) if len(parts) == 4 and parts[0] == "ronda" else None


def find(books: Books, id: str, secret: str) -> Key | None:
    """The key, if the secret is right and it holds today; None where it is unknown, wrong, expired or revoked.

    A secret has 256 bits of chance: it needs no slow digest, and each takes as long to compare as any other.
    """
    row = books.session.execute(select(ApiKey).where(ApiKey.coop == books.coop, ApiKey.id == id)).scalar()
    right = hmac.compare_digest(_digest(secret), b"" if row is None else row.digest)
    return _today(books, row) if row is not None and right else None


def valid(books: Books, id: str) -> Key | None:
    """A key by its id, if it holds today; None where it is unknown, expired or revoked."""
    row = books.session.execute(select(ApiKey).where(ApiKey.coop == books.coop, ApiKey.id == id)).scalar()
    return None if row is None else _today(books, row)


def label_of(books: Books, id: str) -> str | None:
    """What a key is called, ended ones too; None where there is none under this id, or its person was erased."""
    return books.session.scalar(select(ApiKey.label).where(ApiKey.coop == books.coop, ApiKey.id == id)) or None


def labelled(books: Books, label: str) -> list[Key]:
    """The keys of a label that hold today, in the order in which they were made."""
    found = select(ApiKey).where(ApiKey.coop == books.coop, ApiKey.label == label, ApiKey.revoked.is_(None))
    rows = books.session.scalars(found.order_by(ApiKey.id)).all()
    return [key for row in rows if (key := _today(books, row)) is not None]


def revoke(books: Books, id: str) -> Key:
    """End a key now, for good; ending it again changes nothing. Raises Unknown."""
    one = ApiKey.coop == books.coop, ApiKey.id == id
    books.session.execute(update(ApiKey).where(*one).values(revoked=func.coalesce(ApiKey.revoked, books.now())))
    row = books.session.execute(select(ApiKey).where(*one)).scalar()
    if row is None:
        raise Unknown("key", id)
    return _key(row)


def page(books: Books, after: str | None, most: int) -> list[Key]:
    """Keys in the order in which they were made, ended ones too, those behind the id `after`."""
    found = select(ApiKey).where(ApiKey.coop == books.coop, ApiKey.id > (after or ""))
    return [_key(row) for row in books.session.scalars(found.order_by(ApiKey.id).limit(most))]


def _today(books: Books, row: ApiKey) -> Key | None:
    over = row.revoked is not None or (row.expires is not None and row.expires <= books.now())
    return None if over else _key(row)


def _holds(books: Books, role: str, person: str) -> None:
    wanted = Person.coop == books.coop, Person.id == person, Person.kind == role, Person.erased.is_(None)
    if books.session.scalar(select(Person.id).where(*wanted)) is None:
        raise StoreError(f"person {person}: there is no {role} under this made-up id: ask people.pseudonym for it")


def _digest(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()


def _key(row: ApiKey) -> Key:
    return Key(row.id, row.role, tuple(row.scopes), row.person, row.label, row.made, row.expires, row.revoked)
