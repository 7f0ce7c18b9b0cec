"""Problems: put under a name that the co-op gives, kept version by version."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, select, update

from api.store import people
from api.store.body import Lines, of_nobody, open_body, seal_body
from api.store.errors import Erased, Stale, Unknown
from api.store.rows import add, insert_or_leave
from api.store.splitting import split
from api.store.store import Books
from api.store.tables import Problem as Row
from api.store.tables import ProblemVersion as VersionRow
from engine.problem import Problem, Weights

_TOLD = ("problem", "version", "etag", "weights", "visits", "carers", "clients", "made")
_COLUMNS = tuple(getattr(VersionRow, name) for name in _TOLD)
_JOINED = (VersionRow.coop == Row.coop) & (VersionRow.problem == Row.id) & (VersionRow.version == Row.newest)
_NEWEST = select(*_COLUMNS).join(Row, _JOINED).where(Row.coop == bindparam("coop"), Row.deleted.is_(None))
_ONE = _NEWEST.where(Row.id == bindparam("id"))
_PAGE = _NEWEST.where(Row.id > bindparam("after")).order_by(Row.id).limit(bindparam("most"))


@dataclass(frozen=True, slots=True)
class Version:
    """A problem as it was put at one time. weights: their name and version; visits, carers, clients: how many."""

    problem: str
    version: int
    etag: str
    weights: str
    visits: int
    carers: int
    clients: int
    made: datetime


@dataclass(frozen=True, slots=True)
class Stored:
    """A version as it lies in the database. persons: made-up ids, carers first, in the problem's order; carers: how
    many of them are; body: None where the text is past keeping."""

    problem: str
    version: int
    persons: list[str]
    carers: int
    body: bytes | None

    def lines(self, books: Books, keys: Sequence[bytes | None], only: Sequence[str] | None = None) -> Lines:
        """The lines that open with these keys of the persons; none where the text is past keeping. only: the lists to
        open."""
        if self.body is None:
            return Lines([], {})
        return open_body(books.vault, self.body, keys, self.problem, str(self.version), only=only)


def put(books: Books, id: str, problem: Problem, text: str, expected: str | None, absent: bool = False) -> Version:
    """Store a problem's canonical text as its newest version; the same text again makes none.

    expected: the etag that it must have now (None: whatever it has); absent: it must not be there. Raises Stale, with
    the etag of now, where it is otherwise.
    """
    now = _locked(books, id, make=True)
    if absent and now is not None:
        raise Stale("problem", id, now.etag)
    if expected is not None and (now is None or now.etag != expected):
        raise Stale("problem", id, None if now is None else now.etag)
    etag = books.vault.digest(b"etag " + text.encode()).hex()
    if now is not None and now.etag == etag and not _erased(books, id, now.version):
        return now
    number = 1 + books.session.scalars(select(Row.newest).where(*_row(books, id))).one()
    parts = split(problem, text)
    persons = people.known_as(books, parts.persons)
    sealed = seal_body(books.vault, parts, [person.key for person in persons], id, str(number))
    told = Version(
        problem=id,
        version=number,
        etag=etag,
        weights=_label(problem.weights),
        visits=len(problem.visits),
        carers=len(problem.carers),
        clients=len(problem.clients),
        made=books.now(),
    )
    values = {name: getattr(told, name) for name in _TOLD}
    add(books.session, VersionRow, coop=books.coop, persons=people.packed(persons), sealed_body=sealed, **values)
    books.session.execute(update(Row).where(*_row(books, id)).values(newest=number, deleted=None))
    return told


def get(books: Books, id: str, version: int | None = None) -> tuple[Version, str]:
    """A version, the newest by default, and its text. Raises Unknown; Erased where it tells of an erased person."""
    told = head(books, id, version)
    held = stored(books, id, told.version)
    keys = people.keys_of(books, held.persons)
    text = None if None in keys or held.body is None else held.lines(books, keys).text()
    if text is None:
        raise Erased("problem", id, keys.count(None))
    return told, text


def head(books: Books, id: str, version: int | None = None) -> Version:
    """A version, the newest by default, without its text. Raises Unknown."""
    if version is not None:
        return _version(books, id, version)
    found = _newest(books, id)
    if found is None:
        raise Unknown("problem", id)
    return found


def delete(books: Books, id: str, expected: str | None) -> None:
    """Take a problem out of all lists; its text is kept a while for the plans that were made of it (see retention.py).

    Raises Unknown, and Stale where it was changed since it was read.
    """
    now = _locked(books, id)
    if now is None:
        raise Unknown("problem", id)
    if expected is not None and now.etag != expected:
        raise Stale("problem", id, now.etag)
    books.session.execute(update(Row).where(*_row(books, id)).values(deleted=books.now()))


def page(books: Books, after: str | None, most: int) -> list[Version]:
    """The newest versions of problems in the order of their names, those behind `after`."""
    asked = {"coop": books.coop, "after": after or "", "most": most}
    return [Version(*row) for row in books.session.execute(_PAGE, asked)]


def weighed_since(books: Books, weights: str) -> datetime | None:
    """When weights of this name and version first came with a problem."""
    wanted = VersionRow.coop == books.coop, VersionRow.weights == weights
    return books.session.scalar(select(VersionRow.made).where(*wanted).order_by(VersionRow.made).limit(1))


def stored(books: Books, id: str, version: int) -> Stored:
    """What lies in the database of a version, deleted or not. Raises Unknown."""
    wanted = VersionRow.coop == books.coop, VersionRow.problem == id, VersionRow.version == version
    told = select(VersionRow.persons, VersionRow.carers, VersionRow.sealed_body).where(*wanted)
    row = books.session.execute(told).first()
    if row is None:
        raise Unknown("problem", f"{id}, version {version}")
    return Stored(id, version, people.unpacked(row.persons), row.carers, row.sealed_body)


def days_of(books: Books, id: str, version: int) -> tuple[date, int] | None:
    """The first day of a version and how many they are; None where its text is past keeping. Raises Unknown."""
    held = stored(books, id, version)
    if held.body is None:
        return None
    told: dict[str, Any] = {}
    for line in of_nobody(books.vault, held.body, id, str(version)):
        if line.startswith(('  "start":', '  "days":')):
            told |= json.loads(f"{{{line.rstrip(',')}}}")
    return date.fromisoformat(told["start"]), told["days"]


def hold_whole(books: Books, id: str, version: int) -> None:
    """Raises Erased where a version tells of an erased person, and Unknown."""
    erased = _erased(books, id, version)
    if erased:
        raise Erased("problem", id, erased)


def _row(books: Books, id: str) -> tuple:
    return Row.coop == books.coop, Row.id == id


def _locked(books: Books, id: str, make: bool = False) -> Version | None:
    """The newest version of a problem that nobody else can change until this transaction ends."""
    if make:
        insert_or_leave(books.session, Row, [{"coop": books.coop, "id": id, "newest": 0, "made": books.now()}])
    books.session.execute(select(Row.id).where(*_row(books, id)).with_for_update())
    return _newest(books, id)


def _newest(books: Books, id: str) -> Version | None:
    row = books.session.execute(_ONE, {"coop": books.coop, "id": id}).first()
    return None if row is None else Version(*row)


def _version(books: Books, id: str, version: int) -> Version:
    head(books, id)  # a deleted problem has no versions either
    wanted = VersionRow.coop == books.coop, VersionRow.problem == id, VersionRow.version == version
    row = books.session.execute(select(*_COLUMNS).where(*wanted, VersionRow.sealed_body.is_not(None))).first()
    if row is None:
        raise Unknown("problem", f"{id}, version {version}")
    return Version(*row)


def _erased(books: Books, id: str, version: int) -> int:
    """How many persons of a version were erased."""
    wanted = VersionRow.coop == books.coop, VersionRow.problem == id, VersionRow.version == version
    persons = books.session.scalar(select(VersionRow.persons).where(*wanted))
    if persons is None:
        raise Unknown("problem", f"{id}, version {version}")
    return people.erased_of(books, people.unpacked(persons))


def _label(weights: Weights) -> str:
    """Name and version of the weights, cut to what the column holds."""
    told = f"{weights.name} {weights.version}"
    return "".join(sign if sign.isprintable() else "?" for sign in told)[:64]
