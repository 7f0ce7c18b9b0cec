"""A job's states: who may change them, and that each change is told."""

import threading
from typing import Any

import pytest
from sqlalchemy import event

from api.store import jobs
from api.store.errors import Unknown
from api.store.jobs import MOST_DEATHS, Priority, State
from tests.api.jobs.orders import accepted, any_problem, end_all, events_of, job_of, kinds_of
from tests.databases import KINDS, stored


@pytest.fixture(params=KINDS, scope="module")
def one(request):
    with stored(request.param) as opened:
        any_problem(opened)
        yield opened


@pytest.fixture
def store(one):
    """A store in which everything is over."""
    end_all(one)
    return one


def in_books(store, act, *args, **options) -> Any:
    with store.of("sol") as books:
        return act(books, *args, **options)


def begun(store, **told):
    job = in_books(store, jobs.begin, accepted(store, **told).id, "host/1")
    assert job is not None
    return job


def test_what_is_accepted_is_told_as_it_was_ordered(store):
    job = accepted(store, options={"seconds": 5}, request=b"{}", priority=Priority.URGENT, kind="match", plan="p")
    found = job_of(store, job.id)
    assert found == job
    assert (found.state, found.options, found.request, found.priority) == (
        State.ACCEPTED,
        {"seconds": 5},
        b"{}",
        Priority.URGENT,
    )
    assert kinds_of(store, job.id) == ["accepted"]


def test_a_request_is_sealed(store):
    job = accepted(store, request=b"Maria Soler")
    with store.reading("sol") as books:
        row = books.session.get(jobs.tables.Job, ("sol", job.id))
        assert row is not None
        assert b"Maria" not in row.sealed_request


def test_from_accepted_to_done(store):
    job = accepted(store)
    in_books(store, jobs.queued, job.id)
    running = in_books(store, jobs.begin, job.id, "host/1")
    in_books(store, jobs.tell, job.id, running.attempt, {"cost": 1.5})
    assert in_books(store, jobs.finish, job.id, running.attempt, State.DONE, answer=b"[]")
    over = job_of(store, job.id)
    assert (over.state, over.attempt, over.executor, over.answer) == (State.DONE, 1, "host/1", b"[]")
    told = events_of(store, job.id)
    assert [event.number for event in told] == [1, 2, 3, 4, 5]
    assert [event.kind for event in told] == ["accepted", "queued", "running", "progress", "done"]
    assert in_books(store, jobs.begin, job.id, "host/2") is None


def test_events_are_told_from_where_the_reader_was(store):
    job = begun(store)
    assert [event.number for event in in_books(store, jobs.events, job.id, 1)] == [2]
    assert len(in_books(store, jobs.events, job.id, 0, 1)) == 1
    with pytest.raises(Unknown):
        in_books(store, jobs.events, "nothing", 0)


def test_who_was_thought_dead_can_neither_tell_nor_end(store):
    first = begun(store)
    second = in_books(store, jobs.begin, first.id, "host/2")
    assert second.attempt == 2
    assert in_books(store, jobs.tell, first.id, 1, {}) is None
    assert not in_books(store, jobs.finish, first.id, 1, State.DONE)
    assert not in_books(store, jobs.give_back, first.id, 1)
    assert in_books(store, jobs.asked, first.id, 1) == "cancel"
    assert in_books(store, jobs.finish, first.id, 2, State.DONE)
    assert not in_books(store, jobs.finish, first.id, 2, State.DONE)
    assert kinds_of(store, first.id) == ["accepted", "running", "running", "done"]


def test_what_is_cancelled_before_it_begins_is_over_at_once(store):
    job = accepted(store)
    assert in_books(store, jobs.ask, job.id, "cancel").state is State.CANCELLED
    assert in_books(store, jobs.begin, job.id, "host/1") is None
    assert kinds_of(store, job.id) == ["accepted", "asked", "cancelled"]


def test_what_runs_is_asked(store):
    job = begun(store)
    assert in_books(store, jobs.ask, job.id, "stop").state is State.RUNNING
    assert in_books(store, jobs.asked, job.id, 1) == "stop"
    in_books(store, jobs.ask, job.id, "cancel")
    in_books(store, jobs.ask, job.id, "stop")
    assert in_books(store, jobs.asked, job.id, 1) == "cancel"
    assert kinds_of(store, job.id) == ["accepted", "running", "asked", "asked"]


def test_what_was_to_be_cancelled_does_not_begin_again(store):
    job = begun(store)
    in_books(store, jobs.ask, job.id, "cancel")
    assert in_books(store, jobs.begin, job.id, "host/2") is None
    assert job_of(store, job.id).state is State.CANCELLED


def test_what_is_over_stays_as_it_is(store):
    job = begun(store)
    in_books(store, jobs.finish, job.id, 1, State.FAILED, fault={"code": "internal"})
    assert in_books(store, jobs.ask, job.id, "cancel").state is State.FAILED
    assert job_of(store, job.id).fault == {"code": "internal"}
    assert events_of(store, job.id)[-1].data == {"code": "internal"}


def test_a_job_that_kills_its_workers_is_given_up(store):
    job = accepted(store)
    for _ in range(MOST_DEATHS):
        assert in_books(store, jobs.begin, job.id, "host/1") is not None
    assert in_books(store, jobs.begin, job.id, "host/1") is None
    over = job_of(store, job.id)
    assert (over.state, over.fault) == (State.FAILED, {"code": "worker-died"})


def test_a_job_that_was_given_back_has_killed_nobody(store):
    job = accepted(store)
    for attempt in range(1, MOST_DEATHS + 3):
        assert in_books(store, jobs.begin, job.id, "host/1") is not None
        assert in_books(store, jobs.give_back, job.id, attempt)
    assert job_of(store, job.id).state is State.QUEUED
    assert not in_books(store, jobs.finish, job.id, MOST_DEATHS + 2, State.DONE)


def test_what_is_not_over_is_listed_oldest_first(store):
    first, second, third = accepted(store, request=b"{}"), accepted(store), accepted(store)
    in_books(store, jobs.ask, second.id, "cancel")
    found = in_books(store, jobs.unfinished)
    assert [job.id for job in found] == [first.id, third.id]
    assert found[0].request is None


def test_jobs_are_listed_page_by_page_and_by_state(store):
    before, *ids = [accepted(store, kind=kind).id for kind in ("plan", "plan", "match", "plan")]
    assert [job.id for job in in_books(store, jobs.page, before, 2)] == ids[:2]
    assert [job.id for job in in_books(store, jobs.page, ids[1], 2)] == ids[2:]
    assert [job.id for job in in_books(store, jobs.page, before, 9, None, "match")] == [ids[1]]
    in_books(store, jobs.ask, ids[1], "cancel")
    assert [job.id for job in in_books(store, jobs.page, before, 9, State.CANCELLED)] == [ids[1]]


def test_no_look_at_a_job_reads_what_was_asked_and_answered(store):
    job = begun(store, request=b"{}")
    statements = []

    def note(_connection, _cursor, statement, *_):
        statements.append(statement)

    event.listen(store._engine, "before_cursor_execute", note)
    try:
        in_books(store, jobs.asked, job.id, 1)
        in_books(store, jobs.asked, job.id, 1, lock=True)
        in_books(store, jobs.unfinished)
        in_books(store, jobs.page, None, 9)
        in_books(store, jobs.events, job.id, 0)
        in_books(store, jobs.tell, job.id, 1, {})
        in_books(store, jobs.ask, job.id, "stop")
        assert any("FROM job" in statement for statement in statements)
        assert [statement for statement in statements if "sealed" in statement] == []
        assert in_books(store, jobs.get, job.id).request == b"{}"
        assert sum("sealed_request" in statement for statement in statements) == 1
    finally:
        event.remove(store._engine, "before_cursor_execute", note)


def test_events_have_no_gap_when_many_tell_at_once(store):
    job = begun(store)

    def tell_twenty():
        for _ in range(20):
            in_books(store, jobs.tell, job.id, 1, {})

    threads = [threading.Thread(target=tell_twenty) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [event.number for event in events_of(store, job.id)] == list(range(1, 2 + 80 + 1))
