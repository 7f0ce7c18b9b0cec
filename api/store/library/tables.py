"""The tables of the library, one class each. Nothing in them is personal: what is in a library is there to be read."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from api.store.tables import Base

WORDS = "resource_words"
"""The beginning of names of what each database seeks words with, made by migrations alone: in SQLite a virtual table
(FTS5) with tables of its own, in PostgreSQL a table (tsvector) with indexes."""


def _coop() -> Mapped[str]:
    return mapped_column(String(63), ForeignKey("coop.id"), primary_key=True)


class Library(Base):
    """A co-op's library. version: rises with each change, and who changes anything holds this row; resources, courses:
    the newest numbers."""

    __tablename__ = "library"
    coop: Mapped[str] = _coop()
    version: Mapped[int]
    resources: Mapped[int]
    courses: Mapped[int]


class Resource(Base):
    """A resource by its number. touched: the library's version when anything of it last changed; changed: when what
    readers see of it did; added: since when it can be read, None: it never could. by: the id of a key, or `reader`.
    terms: facet and term by turns. document: the whole resource."""

    __tablename__ = "resource"
    coop: Mapped[str] = _coop()
    number: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[str] = mapped_column(String(10))
    touched: Mapped[int]
    favourites: Mapped[int]
    made: Mapped[datetime]
    added: Mapped[datetime | None]
    changed: Mapped[datetime]
    published: Mapped[str] = mapped_column(String(10))
    by: Mapped[str] = mapped_column(String(40))
    terms: Mapped[list[str]]
    document: Mapped[dict[str, Any]]
    __table_args__ = (
        Index("resource_touched", "coop", "touched"),
        Index("resource_changed", "coop", "changed", "number"),
        Index("resource_state", "coop", "state", "number"),
    )


class ResourceKey(Base):
    """By what a resource is known again: kind and a digest of its DOI, ISBN, address, or title and year."""

    __tablename__ = "resource_key"
    coop: Mapped[str] = _coop()
    key: Mapped[str] = mapped_column(String(80), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    __table_args__ = (
        ForeignKeyConstraint(["coop", "number"], ["resource.coop", "resource.number"]),
        Index("resource_key_number", "coop", "number"),
    )


class Suggestion(Base):
    """An edit that a reader suggests. fields: what of the resource would be otherwise."""

    __tablename__ = "suggestion"
    coop: Mapped[str] = _coop()
    id: Mapped[str] = mapped_column(String(26), primary_key=True)
    number: Mapped[int]
    state: Mapped[str] = mapped_column(String(10))
    made: Mapped[datetime]
    done: Mapped[datetime | None]
    by: Mapped[str | None] = mapped_column(String(40))
    note: Mapped[str] = mapped_column(String(2000))
    fields: Mapped[dict[str, Any]]
    __table_args__ = (
        ForeignKeyConstraint(["coop", "number"], ["resource.coop", "resource.number"]),
        Index("suggestion_state", "coop", "state", "id"),
    )


class LinkReport(Base):
    """Somebody, or the link checker, says that a link is dead. status: what the link's host answered, 0: nothing."""

    __tablename__ = "link_report"
    coop: Mapped[str] = _coop()
    id: Mapped[str] = mapped_column(String(26), primary_key=True)
    number: Mapped[int]
    state: Mapped[str] = mapped_column(String(10))
    source: Mapped[str] = mapped_column(String(10))
    status: Mapped[int | None]
    made: Mapped[datetime]
    done: Mapped[datetime | None]
    by: Mapped[str | None] = mapped_column(String(40))
    link: Mapped[str] = mapped_column(String(2000))
    note: Mapped[str] = mapped_column(String(2000))
    __table_args__ = (
        ForeignKeyConstraint(["coop", "number"], ["resource.coop", "resource.number"]),
        Index("link_report_state", "coop", "state", "id"),
    )


class LinkCheck(Base):
    """When a published resource's link is to be looked at next, and what came of it last. failures: how often it failed
    since it last answered."""

    __tablename__ = "link_check"
    coop: Mapped[str] = _coop()
    number: Mapped[int] = mapped_column(primary_key=True)
    due: Mapped[datetime]
    checked: Mapped[datetime | None]
    status: Mapped[int | None]
    failures: Mapped[int]
    __table_args__ = (
        ForeignKeyConstraint(["coop", "number"], ["resource.coop", "resource.number"]),
        Index("link_check_due", "coop", "due"),
    )


class Course(Base):
    """An ordered list of resources with a competency as its goal; document: title, summary, language and the list."""

    __tablename__ = "course"
    coop: Mapped[str] = _coop()
    number: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[str] = mapped_column(String(10))
    made: Mapped[datetime]
    changed: Mapped[datetime]
    competency: Mapped[str] = mapped_column(String(200))
    level: Mapped[int | None]
    document: Mapped[dict[str, Any]]
    __table_args__ = (Index("course_competency", "coop", "competency", "number"),)
