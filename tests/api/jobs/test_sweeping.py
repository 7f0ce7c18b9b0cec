"""Whatever is left behind, at whichever point somebody died, the next sweep puts right."""

from datetime import UTC, datetime, timedelta

import pytest

from api.jobs.client import Jobs
from api.jobs.queue import Place, Stage
from api.jobs.sweeping import FORGOTTEN_AFTER, lock_of, sweep, tidy
from api.store import executors, jobs, locks, tables
from api.store.jobs import State
from api.store.store import Store
from tests.api.jobs.orders import accepted, any_problem, end_all, job_of, kinds_of
from tests.api.jobs.queues import FakeQueue
from tests.databases import KINDS, stored

AT_ONCE = timedelta(0)


@pytest.fixture(params=KINDS, scope="module")
def one(request):
    with stored(request.param) as opened:
        any_problem(opened)
        yield opened


@pytest.fixture
def store(one):
    """A store in which everything is over, and nobody works."""
    end_all(one)
    return one


def swept(store, queue, gone_after=AT_ONCE):
    return sweep(store, queue, store.settings, gone_after)


def held_by(store, queue, executor):
    """A job that an executor has begun."""
    job = accepted(store)
    queue.held[job.id] = Place(Stage.HELD, executor)
    with store.of("sol") as books:
        jobs.begin(books, job.id, executor)
    return job


def test_what_was_accepted_but_not_put_in_is_put_in(store):
    job, queue = accepted(store), FakeQueue()
    assert swept(store, queue) == {"a job was put in": 1}
    assert job_of(store, job.id).state is State.QUEUED
    assert not swept(store, queue)
    assert kinds_of(store, job.id) == ["accepted", "queued"]


def test_an_api_that_dies_between_queue_and_note_loses_nothing(store):
    job, queue = accepted(store), FakeQueue(dies_at="submit")
    with pytest.raises(KeyboardInterrupt):
        Jobs(store, store.settings, queue).dispatch(job)
    assert job_of(store, job.id).state is State.ACCEPTED
    assert not swept(store, queue)
    with store.of("sol") as books:
        assert jobs.begin(books, job.id, "host/1") is not None


def test_a_queue_that_cannot_be_reached_is_no_error_of_whoever_asked(store):
    class Unreachable(FakeQueue):
        def submit(self, coop, id, priority):
            raise OSError

    job = accepted(store)
    Jobs(store, store.settings, Unreachable()).dispatch(job)
    assert swept(store, FakeQueue()) == {"a job was put in": 1}


def test_the_jobs_of_who_is_gone_for_good_are_taken_over(store):
    queue = FakeQueue()
    executors.tell_alive(store, "far/1", "far", began=True)
    job = held_by(store, queue, "far/1")
    assert swept(store, queue) == {"a job was taken over": 1}
    assert queue.calls == [("cancel", job.id), ("resume", job.id)]
    assert queue.held[job.id].stage is Stage.WAITING


def test_who_was_seen_lately_is_left_alone(store):
    queue = FakeQueue()
    executors.tell_alive(store, "far/1", "far", began=True)
    held_by(store, queue, "far/1")
    assert not swept(store, queue, timedelta(minutes=1))


def test_who_holds_its_lock_is_left_alone_however_long_unseen(store):
    queue = FakeQueue()
    held_by(store, queue, "far/1")
    lock = locks.take(store.settings, lock_of("far/1"))
    assert lock is not None
    with lock:
        assert not swept(store, queue)
    assert swept(store, queue) == {"a job was taken over": 1}


@pytest.mark.parametrize("step", ["cancel", "resume"])
def test_a_sweeper_may_die_in_the_middle_of_taking_over(store, step):
    queue = FakeQueue(dies_at=step)
    job = held_by(store, queue, "far/1")
    with pytest.raises(KeyboardInterrupt):
        swept(store, queue)
    swept(store, queue)
    assert queue.held[job.id].stage is Stage.WAITING
    assert not swept(store, queue)


@pytest.mark.parametrize("step", ["", "forget", "submit"])
def test_what_the_queue_dropped_is_put_in_anew(store, step):
    queue = FakeQueue(dies_at=step)
    job = held_by(store, queue, "far/1")
    queue.held[job.id] = Place(Stage.ENDED, "far/1")
    if step:
        with pytest.raises(KeyboardInterrupt):
            swept(store, queue)
    swept(store, queue)
    assert queue.held[job.id].stage is Stage.WAITING
    assert not swept(store, queue)


def test_a_sweep_opens_nothing_that_was_asked(store, monkeypatch):
    def unopened(*_):
        raise AssertionError("it was opened")

    queue = FakeQueue()
    job = held_by(store, queue, "far/1")
    queue.held[job.id] = Place(Stage.ENDED, "far/1")
    monkeypatch.setattr(jobs, "get", unopened)
    assert swept(store, queue) == {"a job was put in anew": 1}


def test_a_queue_that_was_lost_is_filled_from_the_store(store):
    open_jobs = {accepted(store).id for _ in range(3)} | {held_by(store, FakeQueue(), "far/1").id}
    queue = FakeQueue()
    assert swept(store, queue) == {"a job was put in": 4}
    assert set(queue.held) == open_jobs


def test_what_is_over_is_nobody_s_any_more(store):
    queue = FakeQueue()
    job = held_by(store, queue, "far/1")
    with store.of("sol") as books:
        jobs.finish(books, job.id, 1, State.DONE)
    assert not swept(store, queue)


def test_executors_that_are_long_gone_are_forgotten(store):
    for executor in ("far/1", "far/2", "far/3"):
        executors.tell_alive(store, executor, "far", began=True)
    with store.common() as session:
        rows = session.query(tables.Executor).filter(tables.Executor.id != "far/1")
        rows.update({"seen": datetime.now(UTC) - 2 * FORGOTTEN_AFTER})
    lock = locks.take(store.settings, lock_of("far/2"))
    assert lock is not None
    with lock:
        tidy(store, FakeQueue(), store.settings)
    assert [one.id for one in executors.every(store)] == ["far/1", "far/2"]


def test_events_are_let_go_of_when_they_are_past_keeping(store):
    job, queue = accepted(store), FakeQueue()
    with store.of("sol") as books:
        jobs.ask(books, job.id, "cancel")
    tidy(store, queue, store.settings)
    assert kinds_of(store, job.id) == ["accepted", "asked", "cancelled"]
    late = Store(store.settings, lambda: datetime.now(UTC) + timedelta(days=store.settings.retention_days + 1))
    tidy(late, queue, store.settings)
    late.close()
    assert kinds_of(store, job.id) == []
