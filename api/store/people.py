"""Carers and clients under made-up ids, and the keys whose destruction erases them."""

import json
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import func, select, update

from api.store import audit, feeds
from api.store.errors import Unknown
from api.store.ids import blank
from api.store.rows import insert_or_leave, portions
from api.store.store import WIPED, Books
from api.store.tables import ApiKey, Job, Person, ProblemVersion

Kind = Literal["carer", "client"]
ERASE = "person.erase"
"""What an erasure is called in the audit log."""


@dataclass(frozen=True, slots=True)
class Known:
    """A person's made-up id and key."""

    id: str
    key: bytes


def pseudonym(books: Books, kind: Kind, id: str) -> str:
    """The made-up id of a carer or client, made where it is new."""
    return known_as(books, [(kind, id)])[0].id


def known(books: Books, pseudonym: str) -> tuple[Kind, str] | None:
    """The co-op's own id behind a made-up one; None where it is unknown or erased."""
    wanted = Person.coop == books.coop, Person.id == pseudonym
    told = select(Person.kind, Person.sealed_key, Person.sealed_name).where(*wanted)
    row = books.session.execute(told).first()
    if row is None or row.sealed_key is None:
        return None
    name = _name(books, pseudonym, books.vault.person_key(row.sealed_key, pseudonym), row.sealed_name)
    return None if name is None else (_kind(row.kind), name)


def find(books: Books, kind: Kind, id: str) -> str | None:
    """The made-up id of a carer or client; None where nothing is stored of them (any more)."""
    wanted = Person.coop == books.coop, Person.kind == kind, Person.sought == _sought(books, kind, id)
    return books.session.scalar(select(Person.id).where(*wanted))


def known_as(books: Books, persons: Sequence[tuple[Kind, str]]) -> list[Known]:
    """The made-up ids and keys of persons, in their order; whoever is new gets them."""
    sought = [_sought(books, kind, id) for kind, id in persons]
    found = _by_sought(books, sought)
    new = {digest: person for digest, person in zip(sought, persons, strict=True) if digest not in found}
    if new:
        # In one order, so that two who make the same persons wait for each other once and not in a ring.
        insert_or_leave(books.session, Person, [_row(books, *new[digest], digest) for digest in sorted(new)])
        found |= _by_sought(books, list(new))
    return [found[digest] for digest in sought]


def erase(books: Books, kind: Kind, id: str, by: str = "operator", role: str = "operator") -> str:
    """Erase a carer or client: destroy their key, and with it whatever is sealed under it; their made-up id.

    Gone are: their part of every version of every problem (which is read no more), their ids in plans (which stay as
    numbers), the bodies and answers of all jobs on those versions, what petitions say of them, their API keys and their
    calendar's address. The audit log keeps the made-up id. A name that the co-op gave to a problem or its weights
    stays: it must name nobody.

    Backups hold the sealed key of before: keep them no longer than you may, and after restoring one, erase again who
    was erased since (backups/erasures.py finds them in the log of the database that is replaced).
    PostgreSQL keeps the old row on disk until it is vacuumed, and in its archived log. Raises Unknown.
    """
    made_up = find(books, kind, id)
    if made_up is None:
        raise Unknown(kind, id)
    return erase_known(books, made_up, by, role)


def erase_known(books: Books, pseudonym: str, by: str = "operator", role: str = "operator") -> str:
    """Erase a person by the made-up id: what is left to name them by after a backup was put back."""
    kind = books.session.scalar(select(Person.kind).where(Person.coop == books.coop, Person.id == pseudonym))
    if kind is None:
        raise Unknown("person", pseudonym)
    books.session.info[WIPED] = True
    _empty_jobs(books, pseudonym)
    gone = update(ApiKey).where(ApiKey.coop == books.coop, ApiKey.person == pseudonym)
    books.session.execute(gone.values(digest=b"", label="", revoked=func.coalesce(ApiKey.revoked, books.now())))
    feeds.revoke(books, pseudonym)
    gone = update(Person).where(Person.coop == books.coop, Person.id == pseudonym)
    books.session.execute(gone.values(sought=None, sealed_key=None, sealed_name=None, erased=books.now()))
    audit.note(books, by, role, ERASE, f"{kind}:{pseudonym}")
    return pseudonym


def _empty_jobs(books: Books, person: str) -> None:
    """Destroy what was asked and answered about the versions that tell of a person."""
    told = select(ProblemVersion.problem, ProblemVersion.version, ProblemVersion.persons)
    for problem, version, persons in books.session.execute(told.where(ProblemVersion.coop == books.coop)):
        if person in unpacked(persons):
            of_it = Job.coop == books.coop, Job.problem == problem, Job.version == version
            books.session.execute(update(Job).where(*of_it).values(sealed_request=None, sealed_answer=None))


def keys_of(books: Books, pseudonyms: Sequence[str]) -> list[bytes | None]:
    """The keys of persons, None for the erased."""
    return [key for key, _ in _keyed(books, pseudonyms)]


def erased_of(books: Books, pseudonyms: Sequence[str]) -> int:
    """How many of these persons were erased."""
    gone = Person.coop == books.coop, Person.sealed_key.is_(None)
    found = (
        select(func.count()).select_from(Person).where(*gone, Person.id.in_(some)) for some in portions(pseudonyms)
    )
    return sum(books.session.scalars(one).one() for one in found)


def keys_and_names_of(books: Books, pseudonyms: Sequence[str]) -> tuple[list[bytes | None], list[str | None]]:
    """The keys of persons and the co-op's own ids for them, None for the erased."""
    keyed = _keyed(books, pseudonyms)
    names = [_name(books, id, *one) for id, one in zip(pseudonyms, keyed, strict=True)]
    return [key for key, _ in keyed], names


def packed(persons: Iterable[Known]) -> bytes:
    """Made-up ids as they stand in a column, 16 bytes each."""
    return b"".join(uuid.UUID(person.id).bytes for person in persons)


def unpacked(persons: bytes) -> list[str]:
    return [str(uuid.UUID(bytes=persons[first : first + 16])) for first in range(0, len(persons), 16)]


def _sought(books: Books, kind: str, id: str) -> bytes:
    return books.vault.digest(json.dumps(["person", kind, id]).encode())


def _row(books: Books, kind: str, id: str, sought: bytes) -> dict[str, object]:
    made_up = blank()
    key, sealed_key = books.vault.new_person_key(made_up)
    sealed_name = books.vault.seal_of([key], id.encode(), "person", "sealed_name", made_up)
    return {
        "coop": books.coop,
        "id": made_up,
        "kind": kind,
        "sought": sought,
        "sealed_key": sealed_key,
        "sealed_name": sealed_name,
    }


def _by_sought(books: Books, sought: Sequence[bytes]) -> dict[bytes, Known]:
    found: dict[bytes, Known] = {}
    for some in portions(sought):
        wanted = Person.coop == books.coop, Person.sought.in_(some)
        told = select(Person.id, Person.sought, Person.sealed_key).where(*wanted)
        for id, digest, key in books.session.execute(told):
            if digest is not None and key is not None:
                found[digest] = Known(id, books.vault.person_key(key, id))
    return found


def _keyed(books: Books, pseudonyms: Sequence[str]) -> list[tuple[bytes | None, bytes | None]]:
    """The key of each person and the sealed name."""
    found: dict[str, tuple[bytes | None, bytes | None]] = {}
    for some in portions(pseudonyms):
        wanted = Person.coop == books.coop, Person.id.in_(some)
        told = select(Person.id, Person.sealed_key, Person.sealed_name).where(*wanted)
        for id, key, name in books.session.execute(told):
            found[id] = (None if key is None else books.vault.person_key(key, id), name)
    for id in pseudonyms:
        if id not in found:
            raise Unknown("person", id)
    return [found[id] for id in pseudonyms]


def _name(books: Books, id: str, key: bytes | None, sealed_name: bytes | None) -> str | None:
    if key is None or sealed_name is None:
        return None
    return books.vault.open_of([key], sealed_name, "person", "sealed_name", id).decode()


def _kind(kind: str) -> Kind:
    return "carer" if kind == "carer" else "client"
