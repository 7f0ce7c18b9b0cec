"""Resources of the library: handed in, published, changed, withdrawn; and by what they are known again."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select

from api.library.document import document_of, resource_of
from api.library.duplicates import Known, Same, marks_of
from api.library.facets import filed_under
from api.library.resource import Resource
from api.store.errors import Stale, Unknown
from api.store.library import head, links, tables, words
from api.store.library.states import Standing
from api.store.rows import portions
from api.store.store import Books

READER = "reader"
"""In place of a key's id: who handed it in has none."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A resource as it is kept. version: the library's, when it last changed; added: since when it can be read."""

    number: int
    state: Standing
    version: int
    favourites: int
    made: datetime
    added: datetime | None
    changed: datetime
    by: str
    resource: Resource


def take_in(books: Books, new: Sequence[Resource], by: str, state: Standing = Standing.SUBMITTED) -> list[int]:
    """Give resources their numbers, in order."""
    if not new:
        return []
    library, now = head.held(books), books.now()
    first = library.resources + 1
    library.resources += len(new)
    rows = [
        {
            "coop": books.coop,
            "number": number,
            "state": state.value,
            "touched": library.version,
            "favourites": 0,
            "made": now,
            "added": now if state is Standing.PUBLISHED else None,
            "changed": now,
            "by": by,
            **_columns(resource),
        }
        for number, resource in enumerate(new, first)
    ]
    books.session.flush()
    books.session.execute(insert(tables.Resource), rows)
    numbered = list(enumerate(new, first))
    words.file(books, numbered)
    _keep_keys(books, numbered)
    if state is Standing.PUBLISHED:
        links.watch(books, [number for number, _ in numbered])
    return [number for number, _ in numbered]


def get(books: Books, number: int) -> Kept:
    """Raises Unknown."""
    row = books.session.get(tables.Resource, (books.coop, number))
    if row is None:
        raise Unknown("resource", str(number))
    return _kept(row)


def published(books: Books, numbers: Sequence[int]) -> list[Kept]:
    """Those of these that readers may see, in the order in which they were asked for."""
    return these(books, numbers, Standing.PUBLISHED)


def these(books: Books, numbers: Sequence[int], state: Standing | None = None) -> list[Kept]:
    """Those of these that the library has, in the order in which they were asked for."""
    rows: dict[int, tables.Resource] = {}
    for some in portions(numbers):
        wanted = select(tables.Resource).where(tables.Resource.coop == books.coop, tables.Resource.number.in_(some))
        found = wanted if state is None else wanted.where(tables.Resource.state == state.value)
        rows |= {row.number: row for row in books.session.scalars(found)}
    return [_kept(rows[number]) for number in numbers if number in rows]


def shown(books: Books, number: int) -> Kept:
    """One that readers may see. Raises Unknown."""
    found = published(books, [number])
    if not found:
        raise Unknown("resource", str(number))
    return found[0]


def there(books: Books, numbers: Sequence[int]) -> set[int]:
    """Those of these that the library has, published or not."""
    found: set[int] = set()
    for some in portions(numbers):
        wanted = tables.Resource.coop == books.coop, tables.Resource.number.in_(some)
        found |= set(books.session.scalars(select(tables.Resource.number).where(*wanted)))
    return found


def page(books: Books, after: int | None, most: int, state: Standing | None = None) -> list[Kept]:
    """All there is, in the order in which it came in, behind a number."""
    wanted = select(tables.Resource).where(tables.Resource.coop == books.coop, tables.Resource.number > (after or 0))
    if state is not None:
        wanted = wanted.where(tables.Resource.state == state.value)
    return [_kept(row) for row in books.session.scalars(wanted.order_by(tables.Resource.number).limit(most))]


def waiting(books: Books, most: int) -> bool:
    """Whether so many wait to be reviewed."""
    table = tables.Resource
    wanted = select(table.number).where(table.coop == books.coop, table.state == Standing.SUBMITTED.value)
    return books.session.execute(wanted.offset(most - 1).limit(1)).first() is not None


def told(
    books: Books,
    since: datetime | None,
    until: datetime | None,
    after: tuple[datetime, int] | None,
    most: int,
) -> list[Kept]:
    """What readers can see, or once could, in the order in which it last changed; both moments included."""
    table = tables.Resource
    wanted = select(table).where(table.coop == books.coop, table.added.is_not(None))
    if since is not None:
        wanted = wanted.where(table.changed >= since)
    if until is not None:
        wanted = wanted.where(table.changed <= until)
    if after is not None:
        wanted = wanted.where((table.changed > after[0]) | ((table.changed == after[0]) & (table.number > after[1])))
    return [_kept(row) for row in books.session.scalars(wanted.order_by(table.changed, table.number).limit(most))]


def edit(books: Books, number: int, resource: Resource, expected: int | None = None) -> Kept:
    """Put a resource as it is now. expected: the version that was read. Raises Unknown, Stale."""
    library, row = head.held(books), _row(books, number)
    if expected is not None and row.touched != expected:
        raise Stale("resource", str(number), str(row.touched))
    link = row.document["link"]
    for name, value in _columns(resource).items():
        setattr(row, name, value)
    row.touched, row.changed = library.version, books.now()
    books.session.flush()
    words.file(books, [(number, resource)])
    old = tables.ResourceKey.coop == books.coop, tables.ResourceKey.number == number
    books.session.execute(delete(tables.ResourceKey).where(*old))
    _keep_keys(books, [(number, resource)])
    if row.state == Standing.PUBLISHED and resource.link != link:
        links.watch(books, [number])
    return _kept(row)


def turn(books: Books, number: int, state: Standing) -> Kept:
    """Publish or withdraw; what is so already stays as it is. Raises Unknown."""
    library, row = head.held(books), _row(books, number)
    if row.state == state:
        return _kept(row)
    row.state, row.touched, row.changed = state.value, library.version, books.now()
    if state is Standing.PUBLISHED:
        row.added = row.added or books.now()
    books.session.flush()
    (links.watch if state is Standing.PUBLISHED else links.forget)(books, [number])
    return _kept(row)


def favour(books: Books, number: int, by: int) -> int:
    """One more or one less keeps a published resource; how many do. Raises Unknown."""
    library, row = head.held(books), _row(books, number)
    if row.state != Standing.PUBLISHED:
        raise Unknown("resource", str(number))
    row.favourites, row.touched = max(0, row.favourites + by), library.version
    books.session.flush()
    return row.favourites


def same(books: Books, given: Sequence[Resource], but: int | None = None) -> list[Same[int] | None]:
    """For each of these, which one the library has already, published or not; None where it is new. but: the number of
    what is looked at."""
    digests = {digest for resource in given for digest in _digests(resource)}
    numbers: set[int] = set()
    for some in portions(sorted(digests)):
        wanted = tables.ResourceKey.coop == books.coop, tables.ResourceKey.key.in_(some)
        numbers |= set(books.session.scalars(select(tables.ResourceKey.number).where(*wanted)))
    there: Known[int] = Known()
    for some in portions(sorted(numbers)):
        wanted = tables.Resource.coop == books.coop, tables.Resource.number.in_(some)
        columns = select(tables.Resource.number, tables.Resource.document)
        for number, document in books.session.execute(columns.where(*wanted).order_by(tables.Resource.number)):
            if number != but:
                there.add(number, resource_of(document))
    return [there.find(resource) for resource in given]


def _keep_keys(books: Books, numbered: Sequence[tuple[int, Resource]]) -> None:
    rows = [
        {"coop": books.coop, "key": digest, "number": number}
        for number, resource in numbered
        for digest in _digests(resource)
    ]
    books.session.execute(insert(tables.ResourceKey), rows)


def _digests(resource: Resource) -> set[str]:
    """By what it is known again, kind and digest: addresses may be long."""
    return {
        f"{kind.value.partition(' ')[0]}:{hashlib.sha256(value.encode()).hexdigest()}"
        for kind, value in marks_of(resource)
    }


def _columns(resource: Resource) -> Mapping[str, object]:
    return {
        "published": resource.published,
        "terms": [part for mark in filed_under(resource) for part in mark],
        "document": document_of(resource),
    }


def _row(books: Books, number: int) -> tables.Resource:
    row = books.session.get(tables.Resource, (books.coop, number), with_for_update=True, populate_existing=True)
    if row is None:
        raise Unknown("resource", str(number))
    return row


def _kept(row: tables.Resource) -> Kept:
    times = (row.made, row.added, row.changed)
    return Kept(row.number, Standing(row.state), row.touched, row.favourites, *times, row.by, resource_of(row.document))
