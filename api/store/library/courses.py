"""Courses of the library: kept in the order in which they were made, found by the competency that they give."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy import select

from api.library.course import Course
from api.store.errors import Unknown
from api.store.library import head, tables
from api.store.library.states import Standing
from api.store.store import Books

_COURSE = TypeAdapter(Course)


@dataclass(frozen=True, slots=True)
class Kept:
    """A course as it is kept."""

    number: int
    state: Standing
    made: datetime
    changed: datetime
    course: Course


def add(books: Books, course: Course, state: Standing = Standing.SUBMITTED) -> Kept:
    """Keep a new course."""
    library = head.held(books)
    library.courses += 1
    now = books.now()
    row = tables.Course(coop=books.coop, number=library.courses, state=state.value, made=now, changed=now)
    _fill(row, course)
    books.session.add(row)
    books.session.flush()
    return _kept(row)


def get(books: Books, number: int) -> Kept:
    """Raises Unknown."""
    return _kept(_row(books, number))


def edit(books: Books, number: int, course: Course) -> Kept:
    """Put a course as it is now. Raises Unknown."""
    head.held(books)
    row = _row(books, number)
    _fill(row, course)
    row.changed = books.now()
    books.session.flush()
    return _kept(row)


def turn(books: Books, number: int, state: Standing) -> Kept:
    """Publish or withdraw. Raises Unknown."""
    head.held(books)
    row = _row(books, number)
    if row.state != state:
        row.state, row.changed = state.value, books.now()
        books.session.flush()
    return _kept(row)


def page(
    books: Books,
    after: int | None,
    most: int,
    state: Standing | None = None,
    competencies: Collection[str] | None = None,
    level: int = 0,
) -> list[Kept]:
    """Courses behind a number. competencies: only those that give one of these; level: so much of it at least, or one
    that they do not name."""
    table = tables.Course
    wanted = select(table).where(table.coop == books.coop, table.number > (after or 0))
    if state is not None:
        wanted = wanted.where(table.state == state.value)
    if competencies is not None:
        wanted = wanted.where(table.competency.in_(sorted(competencies)))
    if level:
        wanted = wanted.where(table.level.is_(None) | (table.level >= level))
    return [_kept(row) for row in books.session.scalars(wanted.order_by(table.number).limit(most))]


def _fill(row: tables.Course, course: Course) -> None:
    row.competency, row.level = course.competency, course.level
    row.document = _COURSE.dump_python(course, mode="json")


def _row(books: Books, number: int) -> tables.Course:
    row = books.session.get(tables.Course, (books.coop, number))
    if row is None:
        raise Unknown("course", str(number))
    return row


def _kept(row: tables.Course) -> Kept:
    return Kept(row.number, Standing(row.state), row.made, row.changed, _COURSE.validate_python(row.document))
