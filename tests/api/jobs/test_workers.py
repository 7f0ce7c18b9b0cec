"""Jobs that real worker processes do: to the end, once, whoever is killed in the middle."""

import json
import subprocess
import sys
from datetime import timedelta

import pytest

from api.documents.verdicts import beside_plan
from api.jobs import prepare
from api.jobs.client import Jobs
from api.jobs.dbos_queue import DbosQueue
from api.jobs.sweeping import LOCK, sweep
from api.jobs.worker import AUTOGROUP, NICE, NICE_GROUP
from api.store import jobs, locks, plans, tables
from api.store.jobs import State
from engine.data.canonical import plan_text
from engine.limits import Limits
from engine.solve import solve
from tests.api.jobs.orders import PROBLEM, accepted, events_of, job_of, kinds_of
from tests.api.jobs.queues import until
from tests.api.jobs.workers import ENDLESS, QUICK, problem, put_problem, working
from tests.databases import KINDS, stored


@pytest.fixture(params=KINDS, scope="module")
def store(request):
    with stored(request.param) as opened:
        prepare(opened.settings)
        put_problem(opened)
        yield opened


@pytest.fixture(scope="module")
def client(store):
    jobs = Jobs(store, store.settings)
    yield jobs
    jobs.close()


@pytest.fixture
def log(tmp_path):
    return tmp_path / "worker.log"


def ordered(store, client, **options):
    job = accepted(store, options=options)
    client.dispatch(job)
    return job


def ask(store, id, what):
    with store.of("sol") as books:
        jobs.ask(books, id, what)


def over(store, *ids):
    until(lambda: all(job_of(store, id).state.over for id in ids), 120)
    return [job_of(store, id).state for id in ids]


def in_the_middle(store, id, attempt=1):
    """Wait until a job has told of its progress in this attempt."""

    def told():
        kinds = [event.kind for event in events_of(store, id)]
        begins = [place for place, kind in enumerate(kinds) if kind == "running"]
        return len(begins) == attempt and jobs.PROGRESS in kinds[begins[-1] :]

    until(told, 120)


def numbers(store, id):
    return [event.number for event in events_of(store, id)]


def without_gap(store, id):
    return numbers(store, id) == list(range(1, len(numbers(store, id)) + 1))


def plans_of(store, id):
    with store.reading("sol") as books:
        return books.session.query(tables.Plan).filter_by(coop="sol", id=id).count()


@pytest.mark.slow
def test_from_an_order_to_a_plan_through_every_kind_of_death(store, client, log):
    """One long story, since each start of a worker takes seconds; the chapters are told by comments."""
    with working(store, log) as worker:
        # A plan is made, and is the same that the command line would write.
        quick = ordered(store, client, **QUICK)
        assert over(store, quick.id) == [State.DONE]
        assert kinds_of(store, quick.id) == ["accepted", "queued", "running", "done"]
        _is_what_ronda_plan_writes(store, quick.id)

        # Killed in the middle: it gets its job again, and the job is done once.
        long = ordered(store, client, **ENDLESS)
        in_the_middle(store, long.id)
        worker.kill()
        worker.start()
        in_the_middle(store, long.id, attempt=2)
        ask(store, long.id, "stop")
        assert over(store, long.id) == [State.STOPPED]
        assert kinds_of(store, long.id) == ["accepted", "queued", "running", "running", "asked", "stopped"]
        assert without_gap(store, long.id)
        assert plans_of(store, long.id) == 1

        # Cancelled in the middle: nothing is kept.
        dropped = ordered(store, client, **ENDLESS)
        in_the_middle(store, dropped.id)
        ask(store, dropped.id, "cancel")
        assert over(store, dropped.id) == [State.CANCELLED]
        assert plans_of(store, dropped.id) == 0

        # What cannot be done fails with a code.
        ids = [ordered(store, client, **QUICK | {"strategy": "magic"}).id, _of_what_is_gone(store, client)]
        assert over(store, *ids) == [State.FAILED] * 2
        assert [job_of(store, id).fault for id in ids] == [{"code": "contradiction", "faults": []}, {"code": "gone"}]

        # Ended politely in the middle: the job waits again, and another worker takes it at once.
        moved = ordered(store, client, **ENDLESS)
        in_the_middle(store, moved.id)
        assert worker.end() == 0
        assert job_of(store, moved.id).state is State.QUEUED
    with working(store, log, number=2) as gone:
        in_the_middle(store, moved.id, attempt=2)

        # Gone for good, with its host: a sweep takes its job over, but not before it is gone.
        queue = DbosQueue(store.settings)
        assert not sweep(store, queue, store.settings, timedelta(0))
        gone.kill()
        with until(lambda: locks.take(store.settings, LOCK)):
            until(lambda: sweep(store, queue, store.settings, timedelta(0)))
        queue.close()
    with working(store, log):
        in_the_middle(store, moved.id, attempt=3)
        ask(store, moved.id, "stop")
        assert over(store, moved.id) == [State.STOPPED]
    assert job_of(store, moved.id).executor == f"{store.settings.host_id}/1"
    assert [kind for kind in kinds_of(store, moved.id) if kind != "queued"] == [
        "accepted",
        "running",
        "returned",
        "running",
        "running",
        "asked",
        "stopped",
    ]
    assert without_gap(store, moved.id)
    assert plans_of(store, moved.id) == 1
    told = log.read_text()
    assert "a job was ended" in told
    assert PROBLEM not in told


@pytest.mark.skipif(not AUTOGROUP.exists(), reason="sessions are no groups here")
def test_a_worker_steps_back_behind_other_sessions_too():
    told = f"import os; from api.jobs.worker import *; step_back(); print(os.nice(0), open('{AUTOGROUP}').read())"
    run = subprocess.run(
        [sys.executable, "-c", told], start_new_session=True, capture_output=True, text=True, check=True
    )
    own, _, *group = run.stdout.split()
    assert [own, *group] == [str(NICE), "nice", str(NICE_GROUP)]


@pytest.mark.skipif(not AUTOGROUP.exists(), reason="sessions are no groups here")
def test_a_worker_leaves_the_session_of_others_as_it_is():
    told = "from api.jobs.worker import *; see = AUTOGROUP.read_text; was = see(); step_back(); print(was == see())"
    inner = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {told!r}], check=True)"
    run = subprocess.run(
        [sys.executable, "-c", inner], start_new_session=True, capture_output=True, text=True, check=True
    )
    assert run.stdout == "True\n"


def _is_what_ronda_plan_writes(store, id):
    same = solve(problem(), Limits(iterations=30, seed=1), "search")
    with store.reading("sol") as books:
        kept = plans.get(books, id)
    expected = json.loads(plan_text(same.plan, problem().name, beside_plan(problem(), same, "en")))
    assert kept.document == expected
    assert kept.figures["iterations"] == 30
    assert not {one.client for one in problem().visits} & set(json.dumps(kept.figures).split('"'))


def _of_what_is_gone(store, client):
    job = accepted(store, options=QUICK, plan="no-such-plan")
    client.dispatch(job)
    return job.id
