"""A job in the hands of the process that does it, when the world changes meanwhile."""

import threading

import pytest

from api.answering import Answer
from api.jobs import running
from api.jobs.running import Runner
from api.store import jobs, people, published
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


def test_a_question_that_was_accepted_during_an_erasure_is_not_kept(store, ending):
    with store.of("sol") as books:
        people.erase(books, "carer", problem().carers[0].id)
    asked = b'{"problem": "week-48", "keep": [{"name": "north", "carers": ["maria"], "clients": []}]}'
    job = accepted(store, kind="assignment", request=asked)
    Runner(store, "host/1", ending).run("sol", job.id)
    over = job_of(store, job.id)
    assert (over.state, over.fault, over.request) == (State.FAILED, {"code": "person-erased"}, None)


def test_an_answer_about_whom_nobody_erased_is_kept(store, ending, monkeypatch):
    ask_to(monkeypatch, lambda: None)
    job = accepted(store, kind="match", request=b"{}")
    Runner(store, "host/1", ending).run("sol", job.id)
    over = job_of(store, job.id)
    assert (over.state, over.answer) == (State.DONE, b'{"carer": "maria"}')


class _Away(BaseException):
    """What a thread that never returns does in a test."""


@pytest.fixture
def never(monkeypatch):
    def never_return():
        raise _Away

    monkeypatch.setattr(running, "_never_return", never_return)


def test_a_job_that_comes_while_its_worker_leaves_is_given_back(store, ending, never):
    job = accepted(store)
    runner = Runner(store, "host/1", ending)
    ending.set()
    with pytest.raises(_Away):
        runner.run("sol", job.id)
    assert job_of(store, job.id).attempt == 0
    assert runner.give_back(0.0) == [job.id]


def test_a_job_that_is_just_beginning_is_waited_for(store, ending, never, monkeypatch):
    begin, begun = jobs.begin, threading.Event()

    def begin_slowly(*args):
        begun.set()
        ending.wait(20)
        return begin(*args)

    monkeypatch.setattr(running.jobs, "begin", begin_slowly)
    ask_to(monkeypatch, lambda: None)
    job = accepted(store, kind="match", request=b"{}")
    runner = Runner(store, "host/1", ending)
    thread = threading.Thread(target=runner.run, args=("sol", job.id))
    thread.start()
    assert begun.wait(20)
    ending.set()
    assert runner.give_back(20.0) == []
    assert job_of(store, job.id).state is State.DONE
    thread.join()


def test_a_question_in_hand_is_given_back_and_its_answer_refused(store, ending, never, monkeypatch):
    asked, leave = threading.Event(), threading.Event()

    def wait():
        asked.set()
        assert leave.wait(20)

    ask_to(monkeypatch, wait)
    job = accepted(store, kind="match", request=b"{}")
    runner = Runner(store, "host/1", ending)
    told = []

    def run():
        try:
            runner.run("sol", job.id)
        except _Away:
            told.append("away")

    thread = threading.Thread(target=run)
    thread.start()
    assert asked.wait(20)
    ending.set()
    assert runner.give_back(0.1) == [job.id]
    leave.set()
    thread.join(20)
    assert told == ["away"]
    assert job_of(store, job.id).state is State.QUEUED


def test_a_plan_that_was_asked_for_to_be_published_is(store, ending):
    silent = accepted(store, options={"iterations": 20, "seed": 1})
    shown = accepted(store, options={"iterations": 20, "seed": 1, "publish": "planner"})
    for job in (silent, shown):
        Runner(store, "host/1", ending).run("sol", job.id)
    with store.reading("sol") as books:
        holds = published.current(books)
    assert [(one.plan, one.by) for one in holds] == [(shown.id, "key-1")]
