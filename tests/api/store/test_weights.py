"""Versions of the weights in the store: one line of published ones for each name, which nobody changes."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import psycopg
import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from api.store import weights
from api.store.errors import Final, Overtaken, Unknown
from api.store.store import Store
from api.store.tables import WeightsVersion as Row
from engine.weights import next_version
from tests.databases import KINDS, stored
from tests.engine.weights.versions import version

DAY = date(2026, 3, 2)
SECOND = next_version(version(), author="board", reason="Less travel.", values={"travel": 2})


def draft(store: Store, document=None) -> str:
    with store.of("sol") as books:
        return weights.draft(books, document or version(), "ana").id


def publish(store: Store, document=None) -> weights.Version:
    id = draft(store, document)
    with store.of("sol") as books:
        return weights.publish(books, id, DAY, "berta")


def test_a_draft_is_read_as_it_was_written(store: Store):
    id = draft(store)
    with store.reading("sol") as books:
        told, document = weights.get(books, id)
    assert document == version()
    assert (told.name, told.version, told.hash, told.parent) == ("casa", "1", version().content_hash, "")
    assert (told.by, told.publisher, told.published) == ("ana", None, None)


def test_nothing_that_people_wrote_lies_open(store: Store):
    draft(store)
    with store.reading("sol") as books:
        row = books.session.execute(select(Row.__table__)).one()
    assert all(words not in repr(row) for words in ("After the winter", "assembly", "lunch"))


def test_what_is_published_has_its_day_and_is_found_by_its_hash(store: Store):
    other = draft(store)  # of the same content
    told = publish(store, version(effective=None))
    with store.reading("sol") as books:
        assert weights.get(books, told.hash) == (told, version(effective=DAY))
        assert weights.head(books, told.id, published=True) == told
        assert (told.publisher, told.published is not None) == ("berta", True)
        with pytest.raises(Unknown):
            weights.head(books, other, published=True)


def test_a_draft_is_not_found_by_its_hash(store: Store):
    draft(store)
    with store.reading("sol") as books:
        for ref in (version().content_hash, "0" * 26):
            with pytest.raises(Unknown):
                weights.head(books, ref)


def test_pages_follow_each_other(store: Store):
    first, second = publish(store).id, publish(store, SECOND).id
    third, fourth = draft(store), draft(store, version(name="summer"))
    with store.reading("sol") as books:
        assert [one.id for one in weights.page(books, None, 3)] == [first, second, third]
        assert [one.id for one in weights.page(books, third, 3)] == [fourth]
        assert [one.id for one in weights.page(books, None, 9, published=True)] == [first, second]
        assert [one.id for one in weights.page(books, None, 9, published=False)] == [third, fourth]
        assert [one.id for one in weights.page(books, None, 9, name="summer")] == [fourth]


def test_each_version_comes_after_the_newest_of_its_name(store: Store):
    publish(store)
    told = publish(store, SECOND)
    with store.reading("sol") as books:
        assert weights.newest(books, "casa") == told
    for late in (version(version="3"), next_version(version(), author="a", reason="b", version="3")):
        with pytest.raises(Overtaken):
            publish(store, late)
    third = publish(store, next_version(SECOND, author="a", reason="b"))
    assert third.parent == told.hash


def test_no_two_published_versions_are_called_alike(store: Store):
    publish(store)
    with pytest.raises(Overtaken):
        publish(store, next_version(version(), author="a", reason="b", version="1", values={"travel": 3}))


def test_a_new_name_may_begin_at_a_published_version_of_another_and_at_no_draft(store: Store):
    other = next_version(version(), author="a", reason="b", name="summer", version="1")
    with pytest.raises(Overtaken):
        publish(store, other)
    publish(store)
    assert publish(store, other).parent == version().content_hash


@pytest.mark.parametrize("kind", KINDS)
def test_of_two_who_publish_at_the_same_time_one_does(kind: str):
    """However they meet: each has a draft that comes after the same version."""
    with stored(kind) as store:
        publish(store)
        drafts = [
            draft(
                store, next_version(version(), author="a", reason="b", version=str(number), values={"travel": number})
            )
            for number in range(2, 10)
        ]

        def attempt(id: str) -> bool:
            try:
                with store.of("sol") as books:
                    weights.publish(books, id, DAY, "berta")
            except Overtaken:
                return False
            return True

        with ThreadPoolExecutor(8) as pool:
            assert sum(pool.map(attempt, drafts)) == 1
        with store.reading("sol") as books:
            assert len(weights.page(books, None, 100, published=True)) == 2


def test_what_is_published_is_final(store: Store):
    told = publish(store)
    for act in (lambda books: weights.publish(books, told.id, DAY, "x"), lambda books: weights.drop(books, told.id)):
        with pytest.raises(Final), store.of("sol") as books:
            act(books)
    with store.reading("sol") as books:
        assert weights.head(books, told.id) == told


def test_a_draft_can_be_dropped(store: Store):
    id = draft(store)
    with store.of("sol") as books:
        assert weights.drop(books, id).id == id
    with store.reading("sol") as books, pytest.raises(Unknown):
        weights.head(books, id)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE weights SET effective = '2030-01-01'",
        "UPDATE weights SET published = NULL",
        "DELETE FROM weights",
        "INSERT OR REPLACE INTO weights SELECT * FROM weights",
        "INSERT OR REPLACE INTO weights SELECT coop, 'other', name, version, 'h', 'p', effective, by, made, publisher, "
        "published, sealed_document FROM weights",
        "TRUNCATE weights",
    ],
)
def test_no_sql_changes_what_is_published(store: Store, statement: str):
    if store.sqlite == statement.startswith("TRUNCATE") or ("REPLACE" in statement and not store.sqlite):
        pytest.skip("no such statement in this database")
    told = publish(store)
    if store.sqlite:
        file = store.settings.database_url.removeprefix("sqlite:///")
        with sqlite3.connect(file) as connection, pytest.raises(sqlite3.IntegrityError, match="never changed"):
            connection.execute(statement)
    else:
        with pytest.raises(DBAPIError), store.of("sol") as books:
            books.session.execute(text(statement))
        with psycopg.connect(store.settings.owner_url or "") as connection:
            connection.execute("ALTER TABLE weights DISABLE ROW LEVEL SECURITY")
            with pytest.raises(psycopg.errors.RestrictViolation, match="never changed"):
                connection.execute(statement.encode())
    with store.reading("sol") as books:
        assert weights.head(books, told.id) == told


def test_the_service_may_not_rewrite_a_draft_either(store: Store):
    if store.sqlite:
        pytest.skip("SQLite has no roles")
    draft(store)
    with pytest.raises(DBAPIError, match="permission denied"), store.of("sol") as books:
        books.session.execute(text("UPDATE weights SET hash = 'x'"))
