"""What carers and clients ask of the planner: put, listed, answered, taken back. What it is about is sealed.

A petition opens with the keys of both persons that it tells of, so that it goes with whichever is erased first. What
stays then are its kind, its state and its moments.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select, update

from api.store import people
from api.store.errors import Closed, Unknown
from api.store.ids import sortable
from api.store.rows import add
from api.store.store import Books
from api.store.tables import Petition as Row


class PetitionKind(StrEnum):
    """What is asked."""

    SWAP = "swap"  # a carer asks that somebody else takes a visit, or a whole shift
    REFUSAL = "refusal"  # a client asks that a carer does not come any more


class PetitionState(StrEnum):
    """How far it is."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a petition is about, under the co-op's own ids: a visit or a shift, or the refused carer; and the reason, if
    one was given."""

    visit: str | None = None
    shift: str | None = None
    carer: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Petition:
    """A petition. person: the made-up id of who asks. subject, answer: None where somebody it tells of was erased;
    answer: the planner's words, "" where none were said."""

    id: str
    kind: PetitionKind
    person: str
    problem: str
    plan: str
    state: PetitionState
    made: datetime
    closed: datetime | None
    subject: Subject | None
    answer: str | None


def put(
    books: Books, kind: PetitionKind, person: str, other: str | None, problem: str, plan: str, subject: Subject
) -> Petition:
    """Ask something of the planner. person: the made-up id of who asks; other: that of whom it tells of besides."""
    id, made = sortable(), books.now()
    told = {name: getattr(subject, name) for name in Subject.__dataclass_fields__}
    add(
        books.session,
        Row,
        coop=books.coop,
        id=id,
        kind=kind.value,
        person=person,
        other=other,
        problem=problem,
        plan=plan,
        state=PetitionState.OPEN.value,
        made=made,
        sealed_text=_seal(books, id, "sealed_text", person, other, json.dumps(told)),
    )
    return Petition(id, kind, person, problem, plan, PetitionState.OPEN, made, None, subject, "")


def get(books: Books, id: str) -> Petition:
    """A petition. Raises Unknown."""
    return _told(books, _row(books, id))


def page(
    books: Books,
    after: str | None,
    most: int,
    *,
    person: str | None = None,
    state: PetitionState | None = None,
    kind: PetitionKind | None = None,
) -> list[Petition]:
    """Petitions in the order in which they were put, those behind the id `after`; of one person, state or kind."""
    found = select(Row).where(Row.coop == books.coop, Row.id > (after or ""))
    for column, wanted in ((Row.person, person), (Row.state, state), (Row.kind, kind)):
        if wanted is not None:
            found = found.where(column == wanted)
    return [_told(books, row) for row in books.session.scalars(found.order_by(Row.id).limit(most))]


def newest(books: Books, most: int, person: str | None = None) -> list[Petition]:
    """Those asked last, the newest first; of one person, or of all."""
    found = select(Row).where(Row.coop == books.coop)
    if person is not None:
        found = found.where(Row.person == person)
    return [_told(books, row) for row in books.session.scalars(found.order_by(Row.id.desc()).limit(most))]


def close(books: Books, id: str, state: PetitionState, answer: str = "") -> Petition:
    """Answer a petition, or take it back; once. answer: the planner's words. Raises Unknown, Closed."""
    row = _row(books, id, lock=True)
    if row.state != PetitionState.OPEN:
        raise Closed(id, row.state)
    sealed = _seal(books, id, "sealed_answer", row.person, row.other, answer) if answer else None
    changed = {"state": state.value, "closed": books.now(), "sealed_answer": sealed}
    books.session.execute(update(Row).where(Row.coop == books.coop, Row.id == id).values(changed))
    books.session.refresh(row)
    return _told(books, row)


def _row(books: Books, id: str, *, lock: bool = False) -> Row:
    wanted = select(Row).where(Row.coop == books.coop, Row.id == id)
    row = books.session.scalar(wanted.with_for_update() if lock else wanted)
    if row is None:
        raise Unknown("petition", id)
    return row


def _told(books: Books, row: Row) -> Petition:
    text, answer = _opened(books, row, "sealed_text"), _opened(books, row, "sealed_answer")
    subject = None if text is None else Subject(**json.loads(text))
    if subject is not None and row.sealed_answer is None:
        answer = ""
    kind, state = PetitionKind(row.kind), PetitionState(row.state)
    return Petition(row.id, kind, row.person, row.problem, row.plan, state, row.made, row.closed, subject, answer)


def _persons(person: str, other: str | None) -> list[str]:
    return [person] if other is None else [person, other]


def _seal(books: Books, id: str, column: str, person: str, other: str | None, text: str) -> bytes:
    keys = list(_known(books, _persons(person, other)))
    return books.vault.seal_of(keys, text.encode(), "petition", column, id)


def _known(books: Books, persons: list[str]) -> Iterator[bytes]:
    """The keys of persons. Raises Unknown where one was erased meanwhile."""
    for person, key in zip(persons, people.keys_of(books, persons), strict=True):
        if key is None:
            raise Unknown("person", person)
        yield key


def _opened(books: Books, row: Row, column: str) -> str | None:
    sealed = getattr(row, column)
    keys = people.keys_of(books, _persons(row.person, row.other))
    known = [key for key in keys if key is not None]
    if sealed is None or len(known) < len(keys):
        return None
    return books.vault.open_of(known, sealed, "petition", column, row.id).decode()
