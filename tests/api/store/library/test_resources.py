"""Resources are handed in, published, changed and withdrawn; duplicates are found; nothing of them is lost."""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta

import psycopg
import pytest

from api.library.course import Course
from api.library.duplicates import By
from api.library.resource import Contributor, Resource, Rights, Terms
from api.store.errors import Stale, Unknown
from api.store.library import courses, letters, resources
from api.store.library.states import Letter, Standing
from api.store.store import Store
from tests.api.store.library.shelf import ALL, DIGNITY, HOIST, STATUTES, fill, many
from tests.databases import stored

WHOLE = Resource(
    link="https://example.org/whole",
    short_title="Whole",
    title="Whole: a resource with everything",
    summary="All fields.\nTwo lines.",
    authors=(Contributor("Patel", "Asha"), Contributor("Sensorica, Inc.", organisation=True)),
    editors=(Contributor("Editor", "E."),),
    translators=(Contributor("Tradutora", "T."),),
    publisher="A press",
    publication="A journal",
    published="2020-02-29",
    revised=("2021", "2022-03"),
    language="pt-BR",
    rights=Rights.CUSTOM,
    rights_text="Ask us.",
    paywall=True,
    archived=("https://archive.example/1", "https://archive.example/2"),
    doi="10.1000/182",
    isbn=("9780306406157",),
    issn=("2049-3630",),
    terms=Terms(("a",), ("b", "c"), ("d",), ("e",), ("f",), ("g",)),
    teaches=("hoist", "medication"),
    keywords=("a word of one's own",),
)


def test_nothing_of_a_resource_is_lost(store: Store):
    blank = Resource(link="https://example.org/")
    assert [one.name for one in fields(Resource) if getattr(WHOLE, one.name) == getattr(blank, one.name)] == []
    numbers = fill(store, WHOLE, blank)
    with store.reading("sol") as books:
        assert [resources.get(books, number).resource for number in numbers] == [WHOLE, blank]


def test_a_resource_is_submitted_published_changed_and_withdrawn(store: Store):
    (number,) = fill(store, HOIST, state=Standing.SUBMITTED)
    with store.of("sol") as books:
        kept = resources.get(books, number)
        assert (kept.state, kept.added, kept.favourites) == (Standing.SUBMITTED, None, 0)
        assert resources.published(books, [number]) == []
        published = resources.turn(books, number, Standing.PUBLISHED)
        assert published.added is not None
        assert [one.number for one in resources.published(books, [number])] == [number]
        assert resources.turn(books, number, Standing.PUBLISHED) == published
        changed = resources.edit(books, number, STATUTES, published.version)
        assert (changed.resource, changed.added) == (STATUTES, published.added)
        with pytest.raises(Stale):
            resources.edit(books, number, HOIST, published.version)
        withdrawn = resources.turn(books, number, Standing.WITHDRAWN)
        assert resources.published(books, [number]) == []
        assert withdrawn.added == published.added
        with pytest.raises(Unknown):
            resources.favour(books, number, 1)
        with pytest.raises(Unknown):
            resources.get(books, 99)


def test_favourites_are_counted_and_never_fewer_than_none(store: Store):
    (number,) = fill(store, HOIST)
    with store.of("sol") as books:
        assert [resources.favour(books, number, by) for by in (1, 1, -1, -1, -1, 1)] == [1, 2, 1, 0, 0, 1]


@pytest.mark.parametrize(
    ("given", "by"),
    [
        (replace(DIGNITY, doi="10.1000/182"), By.DOI),
        (replace(DIGNITY, isbn=("9780306406157",)), By.ISBN),
        (replace(DIGNITY, link="http://www.example.org/whole/?utm_source=letter"), By.LINK),
        (replace(DIGNITY, title="WHOLE – a resource, with everything", published="2020"), By.TITLE),
        (replace(DIGNITY, title="Whole: a resource with everything", published="2021"), None),
        (DIGNITY, None),
    ],
)
def test_what_is_there_already_is_found(store: Store, given: Resource, by: By | None):
    fill(store, HOIST)
    fill(store, WHOLE, state=Standing.SUBMITTED)
    with store.reading("sol") as books:
        (found,) = resources.same(books, [given])
        assert (None if found is None else (found.key, found.by)) == (None if by is None else (2, by))


def test_an_edit_is_known_by_what_it_has_now(store: Store):
    (number,) = fill(store, HOIST)
    with store.of("sol") as books:
        resources.edit(books, number, STATUTES)
        assert resources.same(books, [HOIST]) == [None]
        assert [one and one.key for one in resources.same(books, [STATUTES])] == [number]


def test_many_come_in_at_once_and_in_pages(store: Store):
    assert fill(store, *many(2500)) == list(range(1, 2501))
    with store.reading("sol") as books:
        assert [one.number for one in resources.page(books, 2498, 5)] == [2499, 2500]
        assert [one.number for one in resources.page(books, None, 2, Standing.PUBLISHED)] == [1, 2]
        assert resources.page(books, None, 2, Standing.SUBMITTED) == []
        assert all(resources.same(books, many(2500)))


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 3, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(days=1)
        return self.now


def test_what_was_ever_published_is_told_in_the_order_of_its_changes():
    with stored("sqlite") as opened:
        store = Store(opened.settings, Clock())
        one, two, three = (fill(store, each)[0] for each in ALL)
        fill(store, HOIST, state=Standing.SUBMITTED)
        with store.of("sol") as books:
            changed = resources.turn(books, one, Standing.WITHDRAWN).changed
        with store.reading("sol") as books:
            every = resources.told(books, None, None, None, 9)
            assert [(kept.number, kept.state) for kept in every] == [
                (two, Standing.PUBLISHED), (three, Standing.PUBLISHED), (one, Standing.WITHDRAWN)
            ]  # fmt: skip
            second = every[1]
            assert resources.told(books, None, None, (second.changed, two), 9) == every[1:]
            assert resources.told(books, None, None, (second.changed, three), 9) == every[2:]
            assert resources.told(books, changed, None, None, 9) == every[2:]
            assert resources.told(books, None, second.changed, None, 9) == every[:2]
            assert resources.told(books, None, None, None, 1) == every[:1]
        store.close()


def test_letters_wait_until_they_are_judged_and_stay_so(store: Store):
    (number,) = fill(store, HOIST)
    with store.of("sol") as books:
        edit = letters.suggest(books, number, {"title": "Another"}, "it has a new title")
        dead = letters.report(books, number, HOIST.link, "gone")
        assert edit
        assert dead
        assert [one.id for one in letters.suggestions(books, None, 9, Letter.OPEN)] == [edit.id]
        judged = letters.judge_suggestion(books, edit.id, Letter.TAKEN, "key-1")
        assert (judged.state, judged.by, judged.fields) == (Letter.TAKEN, "key-1", {"title": "Another"})
        assert letters.judge_suggestion(books, edit.id, Letter.CLOSED, "key-2") == judged
        assert letters.judge_report(books, dead.id, Letter.CLOSED, "key-1").state is Letter.CLOSED
        assert letters.suggestions(books, None, 9, Letter.OPEN) == letters.reports(books, None, 9, Letter.OPEN) == []
        with pytest.raises(Unknown):
            letters.suggestion(books, dead.id)


def test_nobody_fills_the_desk_with_letters_about_one_resource(store: Store):
    (number,) = fill(store, HOIST)
    with store.of("sol") as books:
        written = [letters.suggest(books, number, {}, "x") for _ in range(letters.MOST_OPEN + 1)]
        reported = [letters.report(books, number, HOIST.link) for _ in range(letters.MOST_OPEN + 1)]
        assert [one is None for one in written] == [one is None for one in reported]
        assert [place for place, one in enumerate(written) if one is None] == [letters.MOST_OPEN]
        told = letters.report(books, number, HOIST.link, source="checker", status=404)
        assert told is not None
        assert letters.report(books, number, HOIST.link, source="checker", status=404) is None


def test_courses_are_found_by_the_competency_that_they_give(store: Store):
    one, two = fill(store, HOIST, DIGNITY)
    hoist = Course(title="Lifting", competency="hoist", level=2, summary="s", language="en", steps=(two, one))
    with store.of("sol") as books:
        first = courses.add(books, hoist)
        courses.add(books, replace(hoist, competency="dementia"), Standing.PUBLISHED)
        assert courses.get(books, first.number).course == hoist
        assert courses.page(books, None, 9, Standing.PUBLISHED, {"hoist"}) == []
        courses.turn(books, first.number, Standing.PUBLISHED)
        assert [kept.number for kept in courses.page(books, None, 9, Standing.PUBLISHED, {"hoist", "other"})] == [1]
        assert [kept.number for kept in courses.page(books, 1, 9)] == [2]
        assert courses.edit(books, 1, replace(hoist, steps=())).course.steps == ()
        with pytest.raises(Unknown):
            courses.get(books, 3)


def _somebody_waits(store: Store) -> bool:
    owner = store.settings.owner_url
    assert owner is not None
    with psycopg.connect(owner) as connection:
        return connection.execute("SELECT count(*) > 0 FROM pg_locks WHERE NOT granted").fetchone() == (True,)


def test_who_publishes_while_another_changes_the_library_waits_and_nobody_is_turned_away():
    """Each once held what the other waited for, and the database ended one of them."""
    with stored("postgresql") as store, ThreadPoolExecutor() as others:
        (number,) = fill(store, HOIST, state=Standing.SUBMITTED)

        def publish() -> Standing:
            with store.of("sol") as books:
                return resources.turn(books, number, Standing.PUBLISHED).state

        with store.of("sol") as books:
            resources.take_in(books, many(1), "key-1")
            other = others.submit(publish)
            while not _somebody_waits(store):
                time.sleep(0.01)
            resources.edit(books, number, replace(HOIST, title="Otherwise"))
        assert other.result() is Standing.PUBLISHED
