"""Whoever wants to know of a job's end is told: signed, once more where it failed, and by nobody twice at a time."""

import json
import threading
from concurrent import futures
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from api.jobs.deliveries import WAITS, body_of, send_due, wait_after
from api.jobs.signatures import new_secret, signed_headers
from api.store import jobs, tables, webhooks
from api.store.errors import Unknown
from api.store.jobs import State
from api.store.store import Store
from tests.api.jobs.orders import accepted, any_problem, job_of
from tests.databases import KINDS, stored

SECRET = new_secret()


class Clock:
    """A clock that a test turns on."""

    def __init__(self):
        self.now = datetime(2026, 3, 28, 8, 0, tzinfo=UTC)

    def __call__(self):
        return self.now


@pytest.fixture
def receiver():
    """A server that keeps what it is told, and answers with the statuses given to it, the last one for ever."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["content-length"]))
            told.append((dict(self.headers), body))
            status = statuses.pop(0) if len(statuses) > 1 else statuses[0]
            self.send_response(status)
            if status == 302:
                self.send_header("location", f"http://127.0.0.1:{server.server_port}/elsewhere")
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, format, *args): ...

    told, statuses = [], [204]
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/hook", told, statuses
    server.shutdown()


@pytest.fixture(params=KINDS, scope="module")
def one(request):
    with stored(request.param) as opened:
        any_problem(opened)
        yield opened


@pytest.fixture
def clocked(one):
    """A store without webhooks, and its clock."""
    clock = Clock()
    store = Store(one.settings, clock)
    with store.of("sol") as books:
        for hook in webhooks.page(books, None, 99):
            webhooks.remove(books, hook.id)
    yield store, clock
    store.close()


def settings_of(store, private=True):
    return replace(store.settings, webhooks_to_private_networks=private)


def hook(store, url, events=webhooks.EVENTS):
    with store.of("sol") as books:
        return webhooks.add(books, url, events, SECRET)


def over(store, state=State.DONE):
    job = accepted(store)
    with store.of("sol") as books:
        jobs.begin(books, job.id, "host/1")
        jobs.finish(books, job.id, 1, state)
    return job


def deliveries(store):
    with store.reading("sol") as books:
        rows = books.session.query(tables.Delivery).all()
        books.session.expunge_all()
        return rows


def test_the_end_of_a_job_is_told_once_and_signed(clocked, receiver):
    store, _ = clocked
    url, told, _ = receiver
    hook(store, url)
    job = over(store)
    assert send_due(store, settings_of(store)) == 1
    assert send_due(store, settings_of(store)) == 0
    ((headers, body),) = told
    assert json.loads(body) == {
        "type": "job.done",
        "timestamp": "2026-03-28T08:00:00+00:00",
        "data": {"job": job.id, "kind": "plan", "state": "done"},
    }
    head = {name.lower(): value for name, value in headers.items()}
    expected = signed_headers(SECRET, head["webhook-id"], int(head["webhook-timestamp"]), body)
    assert head | expected == head
    assert head["host"] == url.split("/")[2]


def test_only_what_was_asked_for_is_told(clocked, receiver):
    store, _ = clocked
    url, told, _ = receiver
    hook(store, url, ["job.failed"])
    over(store)
    assert send_due(store, settings_of(store)) == 0
    over(store, State.FAILED)
    assert send_due(store, settings_of(store)) == 1
    assert json.loads(told[0][1])["type"] == "job.failed"


def test_what_fails_is_sent_again_later_and_later_under_the_same_id(clocked, receiver):
    store, clock = clocked
    url, told, statuses = receiver
    statuses[:] = [500, 302, 204]  # a redirect is not followed
    hook(store, url)
    over(store)
    for wait in (timedelta(0), WAITS[0] * 2, WAITS[1] * 2):
        clock.now += wait
        assert send_due(store, settings_of(store)) == 1
        assert send_due(store, settings_of(store)) == 0
    assert len({headers["webhook-id"] for headers, _ in told}) == 1
    (row,) = deliveries(store)
    assert (row.tries, row.status, row.due) == (3, 204, None)


def test_after_a_day_it_is_given_up(clocked, receiver):
    store, clock = clocked
    url, _, statuses = receiver
    statuses[:] = [500]
    hook(store, url)
    over(store)
    for _ in range(len(WAITS) + 1):
        assert send_due(store, settings_of(store)) == 1
        clock.now += timedelta(days=1)
    assert send_due(store, settings_of(store)) == 0
    assert deliveries(store)[0].done is not None
    assert timedelta(hours=20) < sum(WAITS, timedelta()) < timedelta(hours=26)
    assert wait_after(len(WAITS)) is None


def test_who_is_gone_is_not_told_any_more(clocked, receiver):
    store, _ = clocked
    url, _, statuses = receiver
    statuses[:] = [410]
    made = hook(store, url)
    over(store)
    assert send_due(store, settings_of(store)) == 1
    over(store)
    assert send_due(store, settings_of(store)) == 0
    with store.reading("sol") as books:
        (found,) = webhooks.page(books, None, 9)
    assert found.id == made.id
    assert found.off is not None


def test_what_else_waited_for_who_is_gone_is_dropped(clocked, receiver, monkeypatch):
    store, _ = clocked
    url, told, statuses = receiver
    statuses[:] = [410, 500]
    hook(store, url)
    for _ in range(3):
        over(store)
    monkeypatch.setattr("api.jobs.deliveries.AT_ONCE", 2)
    send_due(store, settings_of(store))
    assert len(told) == 2
    with store.reading("sol") as books:
        assert not webhooks.waiting(books)
    assert [row.due for row in deliveries(store) if row.done is None] == []


def test_a_message_to_who_is_gone_is_not_waiting(clocked, receiver):
    store, clock = clocked
    made = hook(store, receiver[0])
    over(store)
    with store.of("sol") as books:  # as if it had been written while the address was being struck out
        books.session.query(tables.Webhook).filter_by(id=made.id).update({"off": clock.now})
    with store.reading("sol") as books:
        assert not webhooks.waiting(books)


def test_a_message_that_cannot_be_sent_holds_no_other_up(clocked, receiver, monkeypatch):
    store, _ = clocked
    url, told, _ = receiver
    hook(store, url)
    first, second = over(store), over(store)

    def body(delivery):
        if delivery.job == first.id:
            raise ZeroDivisionError
        return body_of(delivery)

    monkeypatch.setattr("api.jobs.deliveries.body_of", body)
    send_due(store, settings_of(store))
    assert [json.loads(body)["data"]["job"] for _, body in told] == [second.id]
    by_job = {row.job: row for row in deliveries(store)}
    assert by_job[second.id].done is not None
    failed = by_job[first.id]
    assert (failed.tries, failed.done) == (1, None)
    assert failed.due is not None


def test_a_webhook_may_be_removed_while_a_job_ends(clocked, receiver):
    store, _ = clocked
    made = hook(store, receiver[0])
    job = accepted(store)

    def remove():
        with store.of("sol") as books:
            webhooks.remove(books, made.id)

    with futures.ThreadPoolExecutor(1) as pool:
        with store.of("sol") as books:
            jobs.begin(books, job.id, "host/1")
            jobs.finish(books, job.id, 1, State.DONE)
            removing = pool.submit(remove)
            futures.wait([removing], timeout=0.5)
        removing.result(20)
    assert job_of(store, job.id).state is State.DONE
    assert deliveries(store) == []


def test_what_is_being_sent_nobody_else_sends_until_its_sender_must_have_died(clocked, receiver):
    store, clock = clocked
    hook(store, receiver[0])
    over(store)
    with store.of("sol") as books:
        assert len(webhooks.due(books, 9)) == 1
    assert send_due(store, settings_of(store)) == 0
    clock.now += webhooks.HELD
    assert send_due(store, settings_of(store)) == 1


def test_the_operator_s_own_network_is_not_reached(clocked, monkeypatch):
    store, _ = clocked
    posted = []

    async def post(way, _delivery):
        posted.append(way.url)
        return 204

    monkeypatch.setattr("api.jobs.deliveries._post", post)
    hook(store, "https://127.0.0.1:9000/hook")
    over(store)
    send_due(store, settings_of(store, private=False))
    assert posted == []
    (row,) = deliveries(store)
    assert (row.tries, row.done) == (1, None)


def test_a_webhook_is_removed_with_its_messages(clocked, receiver):
    store, _ = clocked
    made = hook(store, receiver[0])
    over(store)
    with store.of("sol") as books:
        webhooks.remove(books, made.id)
        with pytest.raises(Unknown):
            webhooks.remove(books, made.id)
    assert deliveries(store) == []


def test_its_secret_is_sealed():
    with stored("sqlite") as store:
        hook(store, "https://hub.example.org")
        with store.reading("sol") as books:
            assert SECRET.encode() not in books.session.query(tables.Webhook).one().sealed_secret
