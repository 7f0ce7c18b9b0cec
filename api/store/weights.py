"""Versions of the weights: drafts, and those that were published, which nobody changes any more.

The published versions of a name are one line: each comes after the newest of before. What they say is sealed under the
co-op's key, since people write reasons in their own words; name, version and hash lie open, and name nobody.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import CursorResult, delete, exists, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import aliased

from api.store.errors import Final, Overtaken, Unknown
from api.store.ids import sortable
from api.store.rows import add
from api.store.store import Books
from api.store.tables import WeightsVersion as Row
from engine.data.weights_file import read_weights_file, weights_text
from engine.problem import WeightsDocument, is_hash

_TOLD = ("id", "name", "version", "hash", "parent", "effective", "by", "made", "publisher", "published")
_COLUMNS = tuple(getattr(Row, name) for name in _TOLD)


@dataclass(frozen=True, slots=True)
class Version:
    """A version without what it says. parent: "" for none; by, publisher: who drafted and who published it, as the
    audit log has them; published: None for a draft."""

    id: str
    name: str
    version: str
    hash: str
    parent: str
    effective: date | None
    by: str
    made: datetime
    publisher: str | None
    published: datetime | None

    @property
    def label(self) -> str:
        """Name and version, as the audit log has them."""
        return f"{self.name} {self.version}"[:64]


def draft(books: Books, document: WeightsDocument, by: str) -> Version:
    """Keep a draft. Whether it makes sense, the caller has judged."""
    id = sortable()
    told = Version(
        id=id,
        name=document.name,
        version=document.version,
        hash=document.content_hash,
        parent=document.parent or "",
        effective=document.effective,
        by=by,
        made=books.now(),
        publisher=None,
        published=None,
    )
    sealed = books.vault.seal(weights_text(document).encode(), "weights", "sealed_document", id)
    add(books.session, Row, coop=books.coop, sealed_document=sealed, **{name: getattr(told, name) for name in _TOLD})
    return told


def get(books: Books, ref: str, published: bool = False) -> tuple[Version, WeightsDocument]:
    """A version and what it says, with the day that it was published for; see `head`. It may weigh rules that there are
    no longer. Raises Unknown."""
    told = head(books, ref, published)
    sealed = books.session.execute(select(Row.sealed_document).where(*_one(books, told.id))).scalar_one()
    file = read_weights_file(books.vault.open(sealed, "weights", "sealed_document", told.id))
    return told, replace(file.document, effective=told.effective)


def head(books: Books, ref: str, published: bool = False) -> Version:
    """A version by its id, or a published one by its content hash, without what it says. published: only such. Raises
    Unknown."""
    wanted = (Row.coop == books.coop, Row.hash == ref) if is_hash(ref) else _one(books, ref)
    found = select(*_COLUMNS).where(*wanted)
    if published or is_hash(ref):
        found = found.where(Row.published.is_not(None))
    row = books.session.execute(found).first()
    if row is None:
        raise Unknown("version of the weights", ref)
    return Version(*row)


def page(
    books: Books, after: str | None, most: int, published: bool | None = None, name: str | None = None
) -> list[Version]:
    """Versions in the order in which they were drafted, those behind the id `after`; all, or only drafts or published
    ones, or those of a name."""
    found = select(*_COLUMNS).where(Row.coop == books.coop, Row.id > (after or ""))
    if published is not None:
        found = found.where(Row.published.is_not(None) if published else Row.published.is_(None))
    if name is not None:
        found = found.where(Row.name == name)
    return [Version(*row) for row in books.session.execute(found.order_by(Row.id).limit(most))]


def newest(books: Books, name: str) -> Version | None:
    """The published version of a name after which none comes, whatever the clocks said."""
    later = aliased(Row)
    followed = (later.coop == Row.coop) & (later.name == Row.name) & (later.parent == Row.hash)
    last = ~exists().where(followed, later.published.is_not(None))
    found = select(*_COLUMNS).where(Row.coop == books.coop, Row.name == name, Row.published.is_not(None), last)
    row = books.session.execute(found).first()
    return None if row is None else Version(*row)


def publish(books: Books, id: str, effective: date, by: str) -> Version:
    """Publish a draft, for good.

    It comes after the newest of its name; a new name may begin at a published version of another. Raises Unknown; Final
    where it is published already; Overtaken where it comes after none such, or one is called as it is. Of two who
    publish at the same time the database lets one through: roll back.
    """
    told = head(books, id)
    if told.published is not None:
        raise Final(told.id)
    before = newest(books, told.name)
    if before is not None and told.parent != before.hash:
        raise Overtaken(told.id)
    if before is None and told.parent and not _is_published(books, told.parent):
        raise Overtaken(told.id)
    said = {"effective": effective, "publisher": by, "published": books.now()}
    draft = update(Row).where(*_one(books, told.id), Row.published.is_(None))
    try:
        result = books.session.execute(draft.values(said))
    except IntegrityError:
        raise Overtaken(told.id) from None
    if isinstance(result, CursorResult) and not result.rowcount:
        raise Final(told.id)
    return replace(told, **said)


def drop(books: Books, id: str) -> Version:
    """Strike out a draft. Raises Unknown, and Final for what is none."""
    told = head(books, id)
    gone = delete(Row).where(*_one(books, told.id), Row.published.is_(None))
    result = books.session.execute(gone)
    if told.published is not None or (isinstance(result, CursorResult) and not result.rowcount):
        raise Final(told.id)
    return told


def _is_published(books: Books, hash: str) -> bool:
    wanted = Row.coop == books.coop, Row.hash == hash, Row.published.is_not(None)
    return books.session.execute(select(Row.id).where(*wanted)).first() is not None


def _one(books: Books, id: str) -> tuple:
    return Row.coop == books.coop, Row.id == id
