"""What goes with time and what stays, and requests that come twice."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, insert, select, text

from api.store import audit, plans, problems, repeats
from api.store.errors import Taken, Unknown
from api.store.numbering import ERASED
from api.store.retention import Swept, sweep
from api.store.store import Store
from api.store.tables import Delivery, Event, Job, Webhook
from engine.data.canonical import problem_text
from tests.databases import stored
from tests.problems import random_problem

A = random_problem(1, days=1, visits=4)
NOW = datetime(2026, 6, 30, 12, tzinfo=UTC)
OLD, NEW = NOW - timedelta(days=31), NOW - timedelta(days=29)


@pytest.fixture(params=["sqlite", "postgresql"])
def late(request):
    """A store in which it is a day in June."""
    with stored(request.param) as made:
        found = Store(made.settings, clock=lambda: NOW)
        yield found
        found.close()


def job(books, id, done):
    common = {"coop": "sol", "kind": "match", "problem": "w", "version": 1, "options": {}, "state": "any"}
    common |= {"priority": 1, "attempt": 1, "by": "key", "made": OLD, "sealed_request": b"q", "sealed_answer": b"a"}
    books.session.execute(insert(Job).values(id=id, done=done, **common))
    books.session.execute(insert(Event).values(coop="sol", job=id, number=1, kind="accepted", data={}, at=OLD))


def test_what_ended_long_ago_goes_and_all_else_stays(late):
    with late.of("sol") as books:
        problems.put(books, "w", A, problem_text(A), None)
        for id, done in (("old", OLD), ("new", NEW), ("running", None)):
            job(books, id, done)
        hook = {
            "coop": "sol",
            "id": "h",
            "url": "https://example.org",
            "events": [],
            "sealed_secret": b"s",
            "made": OLD,
        }
        books.session.execute(insert(Webhook).values(**hook))
        for id, done in (("1", OLD), ("2", NEW), ("3", None)):
            common = {"coop": "sol", "webhook": "h", "job": "old", "event": "done", "tries": 1, "made": OLD}
            books.session.execute(insert(Delivery).values(id=id, done=done, **common))
        plans.keep(books, "old", "w", 1, {"x": 1}, {}, clean=True, cost=0, unplanned=0)
        audit.note(books, "key", "planner", "plan", "plan old")
        repeats.remember(books, "mine", b"1", "old")
    with late.of("sol") as books:
        assert sweep(books, 30) == Swept(events=1, repeats=0, deliveries=1, jobs=1, versions=0)
        assert sweep(books, 30) == Swept(0, 0, 0, 0, 0)
    with late.reading("sol") as books:
        emptied = books.session.scalars(select(Job.id).where(Job.sealed_request.is_(None))).all()
        assert emptied == ["old"]
        assert books.session.scalar(select(func.count()).select_from(Job)) == 3
        assert plans.get(books, "old").document == {"x": 1}
        assert len(audit.page(books, None, 9)) == 1
        assert repeats.recall(books, "mine") is not None


def test_a_deleted_problem_is_emptied_when_nothing_works_on_it_any_more(late):
    with late.of("sol") as books:
        problems.put(books, "w", A, problem_text(A), None)
        plans.keep(books, "p", "w", 1, {"visit": A.visits[0].id}, {}, clean=True, cost=0, unplanned=0)
        job(books, "running", None)
        books.session.execute(text("UPDATE problem SET deleted = :it"), {"it": OLD.replace(tzinfo=None).isoformat(" ")})
        assert sweep(books, 30).versions == 0
        books.session.execute(text("UPDATE job SET done = made"))
        assert sweep(books, 30).versions == 1
        assert plans.get(books, "p").document == {"visit": ERASED}
        again = problems.put(books, "w", A, problem_text(A), None)
        assert again.version == 2
        with pytest.raises(Unknown):
            problems.get(books, "w", 1)


# -- requests that come twice ------------------------------------------------------------------------------------------


def test_a_request_is_remembered_under_its_key(store):
    with store.of("sol") as books:
        repeats.remember(books, "k" * 255, b"digest", "job 1")
    with store.of("sol") as books:
        found = repeats.recall(books, "k" * 255)
        assert found is not None
        assert (found.digest, found.job) == (b"digest", "job 1")
        assert repeats.recall(books, "other") is None
    with pytest.raises(Taken), store.of("sol") as books:
        repeats.remember(books, "k" * 255, b"another", "job 2")


def test_a_key_of_long_ago_may_be_used_again(store):
    later = Store(store.settings, clock=lambda: datetime.now(UTC) + timedelta(days=31))
    with store.of("sol") as books:
        repeats.remember(books, "k", b"digest", "job 1")
    with later.of("sol") as books:
        assert sweep(books, 30).repeats == 1
        repeats.remember(books, "k", b"digest", "job 2")
    later.close()
