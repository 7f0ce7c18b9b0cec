"""The service on a port of this machine, with a planned week in it, and a browser: once for all walks of a run."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import uvicorn
from playwright.sync_api import Browser

from api.access.principal import Role
from api.store import published, sessions
from tests.api.answering import weeks
from tests.api.service.parts import World, key_of, served
from tests.hub.walking import CHROMIUM, Hub, browser


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The machine's own; the tests are skipped where there is none."""
    if CHROMIUM is None:
        pytest.skip("no chromium on the path: install it to walk the pages")
    with browser() as started:
        yield started


@pytest.fixture(scope="session")
def hub() -> Iterator[Hub]:
    """A plan of the small week is published; another, with a visit that nobody makes, is not."""
    with served("sqlite", "sol", requests_a_second=100_000, matches_a_second=100_000) as world, _listening(world) as at:
        plan = weeks.put(world.store).plan
        visit = weeks.week().visits[0].id
        draft = weeks.put(world.store, result=weeks.without(visit)).plan
        with world.store.of("sol") as books:
            published.publish(books, plan, "key-1", "planner")
        yield Hub(at, world, plan, draft, visit, {role: _cookie(world, role) for role in Role})


def _cookie(world: World, role: Role) -> str:
    """The secret of a session of this role; carers and clients are persons of the week."""
    persons = {Role.CARER: weeks.week().carers[0].id, Role.CLIENT: weeks.week().clients[0].id}
    key = key_of(world.store, "sol", role, person=persons.get(role))
    with world.store.of("sol") as books:
        return sessions.begin(books, key.split("_")[2])


@contextmanager
def _listening(world: World) -> Iterator[str]:
    """The app on a free port, in a thread of this process; its address."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        config = uvicorn.Config(world.app, log_config=None, access_log=False, lifespan="off")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.05)
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(20)
