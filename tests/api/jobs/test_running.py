"""A job in the hands of the process that does it, when the world changes meanwhile."""

import threading

import pytest

from api.answering import Answer
from api.jobs import running
from api.jobs.running import Runner
from api.store import jobs, people
from api.store.jobs import State
from tests.api.jobs.orders import accepted, job_of
from tests.api.jobs.workers import problem, put_problem
from tests.databases import KINDS, stored


@pytest.fixture(params=KINDS)
def store(request):
    with stored(request.param) as opened:
        put_problem(opened)
        yield opened


@pytest.fixture
def ending():
    return threading.Event()


def ask_to(monkeypatch, act):
    """Have every question do this, and be answered."""

    def work(*_):
        act()
        return Answer(200, b'{"carer": "maria"}')

    monkeypatch.setattr("api.answering.work", work)


def test_an_answer_that_tells_of_whoever_was_erased_meanwhile_is_not_kept(store, ending, monkeypatch):
    def erase():
        with store.of("sol") as books:
            people.erase(books, "carer", problem().carers[0].id)

    ask_to(monkeypatch, erase)
    job = accepted(store, kind="match", request=b"{}")
    Runner(store, "host/1", ending).run("sol", job.id)
    over = job_of(store, job.id)
    assert (over.state, over.fault, over.answer) == (State.FAILED, {"code": "person-erased"}, None)


def test_an_answer_about_whom_nobody_erased_is_kept(store, ending, monkeypatch):
    ask_to(monkeypatch, lambda: None)
    job = accepted(store, kind="match", request=b"{}")
    Runner(store, "host/1", ending).run("sol", job.id)
    over = job_of(store, job.id)
    assert (over.state, over.answer) == (State.DONE, b'{"carer": "maria"}')
