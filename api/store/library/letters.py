"""What readers write to those who keep the library: edits that they suggest, and links that they found dead."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import func, select

from api.store.errors import Unknown
from api.store.ids import sortable
from api.store.library import tables
from api.store.library.states import Letter
from api.store.store import Books

MOST_OPEN = 50
"""So many open letters of a kind about one resource are kept; who wants to say more waits until some are read."""

Source = Literal["reader", "checker"]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An edit: what of a resource would be otherwise, as its document has it. by: who has judged it."""

    id: str
    number: int
    state: Letter
    fields: Mapping[str, Any]
    note: str
    made: datetime
    done: datetime | None
    by: str | None


@dataclass(frozen=True, slots=True)
class Report:
    """A link that is said to be dead. status: what its host answered the link checker, 0: nothing."""

    id: str
    number: int
    state: Letter
    link: str
    source: Source
    status: int | None
    note: str
    made: datetime
    done: datetime | None
    by: str | None


def suggest(books: Books, number: int, fields: Mapping[str, Any], note: str) -> Suggestion | None:
    """Keep a suggestion; None where there are too many of that resource already."""
    if _open(books, tables.Suggestion, number) >= MOST_OPEN:
        return None
    row = tables.Suggestion(**_new(books, number), fields=dict(fields), note=note)
    books.session.add(row)
    books.session.flush()
    return _suggestion(row)


def report(
    books: Books, number: int, link: str, note: str = "", source: Source = "reader", status: int | None = None
) -> Report | None:
    """Keep a report; None where there are too many of that resource, or where the link checker has told it already."""
    table = tables.LinkReport
    same = table.coop == books.coop, table.number == number, table.state == Letter.OPEN.value, table.source == "checker"
    if source == "checker" and books.session.scalar(select(table.id).where(*same, table.link == link).limit(1)):
        return None
    if source == "reader" and _open(books, table, number) >= MOST_OPEN:
        return None
    row = table(**_new(books, number), link=link, note=note, source=source, status=status)
    books.session.add(row)
    books.session.flush()
    return _report(row)


def suggestions(books: Books, after: str | None, most: int, state: Letter | None = None) -> list[Suggestion]:
    """In the order in which they came."""
    return [_suggestion(row) for row in books.session.scalars(_page(books, tables.Suggestion, after, most, state))]


def reports(books: Books, after: str | None, most: int, state: Letter | None = None) -> list[Report]:
    """In the order in which they came."""
    return [_report(row) for row in books.session.scalars(_page(books, tables.LinkReport, after, most, state))]


def suggestion(books: Books, id: str) -> Suggestion:
    """Raises Unknown."""
    return _suggestion(_row(books, tables.Suggestion, "suggestion", id))


def judge_suggestion(books: Books, id: str, state: Letter, by: str) -> Suggestion:
    """Note that it was taken or not; what is judged stays so. Raises Unknown."""
    return _suggestion(_judged(books, _row(books, tables.Suggestion, "suggestion", id), state, by))


def judge_report(books: Books, id: str, state: Letter, by: str) -> Report:
    """Note that it was mended or not; what is judged stays so. Raises Unknown."""
    return _report(_judged(books, _row(books, tables.LinkReport, "report", id), state, by))


def _new(books: Books, number: int) -> dict[str, Any]:
    blank = {"done": None, "by": None, "state": Letter.OPEN.value}
    return {"coop": books.coop, "id": sortable(), "number": number, "made": books.now(), **blank}


def _open(books: Books, table: Any, number: int) -> int:
    wanted = table.coop == books.coop, table.number == number, table.state == Letter.OPEN.value
    return books.session.scalar(select(func.count()).where(*wanted)) or 0


def _page(books: Books, table: Any, after: str | None, most: int, state: Letter | None) -> Any:
    wanted = select(table).where(table.coop == books.coop, table.id > (after or ""))
    if state is not None:
        wanted = wanted.where(table.state == state.value)
    return wanted.order_by(table.id).limit(most)


def _row(books: Books, table: Any, kind: str, id: str) -> Any:
    row = books.session.get(table, (books.coop, id))
    if row is None:
        raise Unknown(kind, id)
    return row


def _judged(books: Books, row: Any, state: Letter, by: str) -> Any:
    if row.state == Letter.OPEN:
        row.state, row.done, row.by = state.value, books.now(), by
        books.session.flush()
    return row


def _suggestion(row: tables.Suggestion) -> Suggestion:
    return Suggestion(row.id, row.number, Letter(row.state), row.fields, row.note, row.made, row.done, row.by)


def _report(row: tables.LinkReport) -> Report:
    source: Source = "checker" if row.source == "checker" else "reader"
    told = (row.link, source, row.status, row.note, row.made, row.done, row.by)
    return Report(row.id, row.number, Letter(row.state), *told)
