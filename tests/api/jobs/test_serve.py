"""The whole service as an operator starts and ends it."""

import os
import re
import signal
import socket
import subprocess
from datetime import date

import httpx
import pytest

from api.access.principal import Role
from api.access.signed_in import demo_keys
from api.access.wanted import DEMO_COOP
from api.cli.demo_week import show_week
from api.cli.serving_demo import demo_key, revoke_demo_keys
from api.store import jobs, keys, people, problems
from tests.api.cli_runs import ronda
from tests.api.jobs.queues import until
from tests.api.jobs.workers import HERE, RONDA, children
from tests.databases import stored


@pytest.fixture(autouse=True)
def _own_data(tmp_path, monkeypatch):
    monkeypatch.setenv("RONDA_DATA", str(tmp_path / "data"))


def refused(*arguments):
    run = ronda(*arguments)
    assert run.code != 0
    return " ".join(run.err.split())


@pytest.mark.slow
def test_the_demo_answers_survives_its_api_s_death_and_leaves_nobody_behind(tmp_path):
    run = subprocess.Popen(
        (*RONDA, "serve", "--demo", "--port", "0", "--workers", "1"),
        env={**os.environ, "PYTHONPATH": str(HERE)},
        stdout=subprocess.PIPE,
        stderr=(tmp_path / "log").open("wb"),
        text=True,
    )
    try:
        assert run.stdout is not None
        lines = [run.stdout.readline() for _ in range(3)]
        address = lines[0].split()[-1]
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+", address)
        assert "only this machine" in lines[1]
        head = {"authorization": f"Bearer {lines[2].split()[-1]}"}
        with httpx.Client(base_url=address, timeout=120) as client:  # who asks waits while it starts
            assert client.get("/healthz").status_code == 200
            assert client.get("/v1/problems", headers=head).status_code == 200
            first = children(run.pid)
            for pid in first["api"]:
                os.kill(pid, signal.SIGKILL)
        with httpx.Client(base_url=address, timeout=120) as client:
            assert client.get("/healthz").status_code == 200
        second = children(run.pid)
        assert second["api"] != first["api"]
        assert second["worker"] == first["worker"]
        run.send_signal(signal.SIGTERM)
        assert run.wait(60) == 0
        until(lambda: not any(_alive(pid) for pids in second.values() for pid in pids))
    finally:
        run.kill()
        run.wait()
    port = int(address.rsplit(":", 1)[1])
    with socket.create_server(("127.0.0.1", port)):  # its port is free again
        assert "give another --port" in refused("serve", "--demo", "--port", str(port))


def _alive(pid):
    return subprocess.run(("ps", "-p", str(pid)), capture_output=True).returncode == 0


def test_the_demo_is_for_this_machine_only():
    assert "only" in refused("serve", "--demo", "--host", "0.0.0.0")


def test_a_first_start_asks_for_the_co_op_s_name():
    assert "--coop sol" in refused("serve")


def test_a_worker_of_a_federation_says_what_its_database_lacks(monkeypatch):
    monkeypatch.setenv("RONDA_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    assert "RONDA_DATABASE_URL" in refused("worker")


def test_a_demo_s_key_opens_nothing_after_the_next_demo_or_beyond_this_machine():
    with stored("sqlite") as store:

        def opens(text):
            _, coop, id, secret = text.split("_")
            with store.reading(coop) as books:
                return keys.find(books, id, secret) is not None

        first = demo_key(store.settings, "sol")
        assert opens(first)
        second = demo_key(store.settings, "sol")
        assert not opens(first)
        assert opens(second)
        with store.of("sol") as books:
            _, other = keys.issue(books, Role.PLANNER.value, (), "hub", None)
        revoke_demo_keys(store.settings)
        assert not opens(second)
        assert opens(other)


def test_a_demo_has_a_week_that_is_planned_and_published_once():
    with stored("sqlite", DEMO_COOP) as store:
        first = show_week(store.settings, DEMO_COOP, date(2026, 11, 27))
        assert show_week(store.settings, DEMO_COOP, date(2026, 11, 29)) == first
        with store.reading(DEMO_COOP) as books:
            (job,) = jobs.page(books, None, 10)
            assert [one.problem for one in problems.page(books, None, 10)] == ["week-2026-48"]
        assert (job.kind, job.problem, job.options["publish"]) == ("plan", "week-2026-48", "planner")
        show_week(store.settings, DEMO_COOP, date(2026, 11, 30))
        with store.reading(DEMO_COOP) as books:
            assert [one.problem for one in jobs.page(books, None, 10)] == ["week-2026-48", "week-2026-49"]


def test_a_demo_s_week_whose_plan_was_cancelled_is_planned_again():
    with stored("sqlite", DEMO_COOP) as store:
        show_week(store.settings, DEMO_COOP, date(2026, 11, 27))
        with store.of(DEMO_COOP) as books:
            jobs.ask(books, jobs.page(books, None, 10)[0].id, "cancel")
        show_week(store.settings, DEMO_COOP, date(2026, 11, 27))
        with store.reading(DEMO_COOP) as books:
            assert len(jobs.page(books, None, 10)) == 2


def test_a_demo_can_be_looked_at_as_everybody():
    with stored("sqlite", DEMO_COOP) as store:
        persons = show_week(store.settings, DEMO_COOP, date(2026, 11, 27))
        demo_key(store.settings, DEMO_COOP, persons)
        with store.reading(DEMO_COOP) as books:
            found = demo_keys(books)
            bound = {role.value: people.known(books, key.person) for role, key in found.items() if key.person}
        assert set(found) == {Role.PLANNER, Role.CARER, Role.CLIENT, Role.MEMBER, Role.ANALYST, Role.ADMIN}
        assert bound == {"carer": ("carer", persons.carer), "client": ("client", persons.client)}
