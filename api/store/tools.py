"""The co-op's other tools: their names, where they are, and what each last told of itself."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Literal

from sqlalchemy import delete, select

from api.store.errors import Unknown
from api.store.rows import add
from api.store.store import Books
from api.store.tables import Tool as Row

Health = Literal["up", "down", "unknown"]

MOST = 50
"""So many tools a co-op has at most: each is a tile on the hub's first page."""


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool. numbers: by label; told: when it last told of itself."""

    id: str
    name: str
    link: str
    health: str
    numbers: dict[str, float]
    told: datetime


_COLUMNS = tuple(getattr(Row, field.name) for field in fields(Tool))


def put(books: Books, id: str, name: str, link: str, health: Health, numbers: Mapping[str, float]) -> Tool:
    """Keep what a tool tells of itself, instead of what it told before."""
    books.session.execute(delete(Row).where(Row.coop == books.coop, Row.id == id))
    found = Tool(id, name, link, health, dict(numbers), books.now())
    add(books.session, Row, coop=books.coop, **{field.name: getattr(found, field.name) for field in fields(Tool)})
    return found


def all_of(books: Books) -> list[Tool]:
    """Every tool of the co-op, in the order of their names."""
    wanted = select(*_COLUMNS).where(Row.coop == books.coop).order_by(Row.name, Row.id).limit(MOST)
    return [Tool(*row) for row in books.session.execute(wanted)]


def remove(books: Books, id: str) -> None:
    """Take a tool away. Raises Unknown."""
    one = Row.coop == books.coop, Row.id == id
    if books.session.scalar(select(Row.id).where(*one)) is None:
        raise Unknown("tool", id)
    books.session.execute(delete(Row).where(*one))
