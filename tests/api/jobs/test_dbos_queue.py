"""The queue on DBOS: what goes in comes out once, in fair order, and nothing but ids lies in its tables."""

import threading
import time
from datetime import timedelta

import pytest

from api.jobs import dbos_queue
from api.jobs.client import Jobs
from api.jobs.dbos_queue import serving
from api.jobs.queue import Stage
from api.store.jobs import Priority, State
from tests.api.jobs.orders import accepted, job_of
from tests.api.jobs.queues import queued, until
from tests.databases import KINDS


@pytest.fixture(params=KINDS, scope="module")
def queue(request):
    with queued(request.param) as made:
        yield made


def stage(queue, id):
    place = queue.places([id]).get(id)
    return None if place is None else place.stage


def test_a_job_that_is_put_in_twice_is_in_once(queue):
    _, line = queue
    line.submit("sol", "twice", 2)
    line.submit("sol", "twice", 2)
    assert stage(line, "twice") is Stage.WAITING
    line.forget("twice")
    assert stage(line, "twice") is None


def test_a_cancelled_job_waits_again_when_it_is_resumed(queue):
    _, line = queue
    line.submit("sol", "taken", 2)
    line.cancel("taken")
    assert stage(line, "taken") is Stage.CANCELLED
    line.resume("taken")
    assert stage(line, "taken") is Stage.WAITING
    line.forget("taken")


def test_what_was_accepted_is_dispatched(queue):
    store, line = queue
    job = accepted(store)
    client = Jobs(store, store.settings)
    client.dispatch(job)
    client.close()
    assert job_of(store, job.id).state is State.QUEUED
    assert stage(line, job.id) is Stage.WAITING
    line.forget(job.id)


def test_jobs_are_served_one_at_a_time_by_priority_and_in_turn(queue):
    store, line = queue
    for number in range(4):
        line.submit("sol", f"sol-{number}", Priority.USUAL)
    line.submit("mar", "mar-0", Priority.USUAL)
    line.submit("sol", "urgent", Priority.URGENT)
    line.submit("riu", "question", Priority.INTERACTIVE)
    served, alone, first = [], [], threading.Lock()

    def run(_coop, id):
        served.append(id)
        alone.append(first.acquire(blocking=False))
        if alone[-1]:
            time.sleep(0.3)  # longer than the queue takes to look again
            first.release()

    with serving(store.settings, "host/1", run):
        until(lambda: len(served) == 7)
        until(lambda: stage(line, "sol-3") is Stage.ENDED)
    assert served == ["question", "urgent", "sol-0", "mar-0", "sol-1", "sol-2", "sol-3"]
    assert all(alone)
    line.tidy(timedelta(days=1))
    assert stage(line, "sol-3") is Stage.ENDED
    line.tidy(timedelta(days=-1))
    assert not line.places(served)


def test_however_much_is_over_all_of_it_is_struck_out(queue, monkeypatch):
    _, line = queue
    monkeypatch.setattr(dbos_queue, "AT_ONCE", 2)
    ids = [f"over-{number}" for number in range(5)]
    for id in ids:
        line.submit("sol", id, Priority.USUAL)
        line.cancel(id)
    line.submit("sol", "waits", Priority.USUAL)
    line.tidy(timedelta(days=1))  # one may be about to be resumed
    assert set(line.places(ids)) == set(ids)
    line.tidy(timedelta(days=-1))
    assert not line.places(ids)
    assert stage(line, "waits") is Stage.WAITING
    line.forget("waits")


def test_what_an_executor_held_under_another_version_is_let_go_of(queue, monkeypatch):
    _, line = queue
    monkeypatch.setattr(dbos_queue, "VERSION", "0")
    for id, executor in (("old", "host/1"), ("another-s", "host/2")):
        line.submit("sol", id, Priority.USUAL)
        held(line, id, executor)
    monkeypatch.undo()
    line.submit("sol", "new", Priority.USUAL)
    held(line, "new", "host/1")
    line.let_go("host/1")
    assert stage(line, "old") is Stage.ENDED  # the sweep puts in anew what waits under another version
    assert stage(line, "another-s") is Stage.HELD
    assert stage(line, "new") is Stage.HELD
    for id in ("old", "another-s", "new"):
        line.forget(id)


def held(line, id, executor):
    """Have a job be as it is when its executor was killed over it."""
    rows = line._client._sys_db.tables.workflow_status
    with line._client._sys_db.engine.begin() as connection:
        of_job = rows.c.workflow_uuid == id
        connection.execute(rows.update().where(of_job).values(status="PENDING", executor_id=executor))


def test_what_a_run_raises_says_nothing_in_the_queue_s_tables(queue):
    store, line = queue

    def run(_coop, _id):
        raise ValueError("Maria Soler")

    line.submit("sol", "raises", 2)
    with serving(store.settings, "host/1", run):
        until(lambda: stage(line, "raises") is Stage.ENDED)
    (told,) = line._client.list_workflows(workflow_ids=["raises"])
    assert "Maria" not in repr(told.error)
    assert told.input == {"args": ["sol", "raises"], "kwargs": {}} or tuple(told.input["args"]) == ("sol", "raises")
    line.forget("raises")
