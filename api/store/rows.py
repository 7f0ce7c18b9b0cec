"""What repositories do alike with rows, on both databases."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import Table, insert, literal
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import DeclarativeBase, Session

One = TypeVar("One")

AT_ONCE = 1000
"""How many values are asked for in one statement."""


def insert_or_leave(session: Session, table: type[DeclarativeBase], rows: Sequence[Mapping[str, Any]]) -> int:
    """Insert rows, and leave those that are there already as they are; how many were new.

    On PostgreSQL it waits for whoever is inserting the same row just now.
    """
    made = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    new = 0
    for some in portions(rows):
        inserted = made(_of(table)).values(list(some)).on_conflict_do_nothing().returning(literal(1))
        new += len(session.scalars(inserted).all())
    return new


def add(session: Session, table: type[DeclarativeBase], **values: Any) -> None:
    """Insert one row, now."""
    session.execute(insert(_of(table)).values(**values))


def portions(values: Sequence[One]) -> Iterator[Sequence[One]]:
    for first in range(0, len(values), AT_ONCE):
        yield values[first : first + AT_ONCE]


def _of(table: type[DeclarativeBase]) -> Table:
    found = table.__table__
    assert isinstance(found, Table)
    return found
